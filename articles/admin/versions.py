"""What the pages about versions have in common: paging, the frame, and the chosen successors."""

from datetime import datetime

from django.core.paginator import Paginator
from django.http import Http404
from django.template.response import TemplateResponse

from articles.models import Revision

ROWS = 25


def page_of(versions, number, rows=ROWS):
    """A page of these, the newest first, each with the version before it (None for the first)."""
    page = Paginator(versions, rows).get_page(number)
    start = page.start_index() - 1
    # One more is read, because the last of the page is compared as well.
    found = list(versions[start : start + rows + 1])
    return page, list(zip(found[:rows], [*found[1:], None], strict=False))


def version_or_404(article_pk, number):
    version = Revision.objects.of(article_pk).filter(number=number).first()
    if version is None:
        raise Http404
    return version


def publication(version):
    """The moment at which it was, or was to be, published."""
    moment = version.parts["fields"]["published_at"]
    return moment and datetime.fromisoformat(moment)


def used_successors(request):
    """The ticks of `_missing.html`; before anybody could tick, all of them."""
    return set(request.POST.getlist("use")) if request.method == "POST" else None


def render_under(model_admin, request, template, article, title, **context):
    """A page about an article, or about deleted ones, below the list of articles."""
    context |= model_admin.admin_site.each_context(request) | {
        "opts": model_admin.opts,
        "original": article,
        "title": title,
        "subtitle": article.title if article else None,
    }
    return TemplateResponse(request, f"admin/articles/{template}.html", context)
