"""Pages behind a signed address, for people without an account: a draft, and an expert's section.

Whoever has such an address may read the page until it ends, and nothing else.
"""

from functools import wraps

from django.core import signing
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_safe

from articles.article_page import ArticlePage, sections
from articles.history.recording import locked, record
from articles.models import Article, ExpertComment, PreviewLink, Quote, SignOff

LONGEST_COMMENT = 5000
NO_COMMENT = "Write what you would like us to change."
TOO_LONG = "Please keep it under {} characters; this has {}."


def private(view):
    """Kept by no cache, found by no search engine, told to no other site."""

    @wraps(view)
    def wrapped(request, token):
        response = view(request, token)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex, nofollow"
        # Not "no-referrer": browsers would then hide from us as well that our own form was sent.
        response["Referrer-Policy"] = "same-origin"
        return response

    return wrapped


def row_or_404(rows, signed):
    try:
        pk = signing.Signer(salt=rows.model.view).unsign(signed).partition("-")[0]
    except signing.BadSignature as error:
        raise Http404 from error
    row = rows.filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


@require_safe
@private
def preview(request, token):
    link = row_or_404(PreviewLink.objects.all(), token)
    article = Article.objects.for_page().get(pk=link.article_id)
    if article.state == Article.State.LIVE:
        return redirect(article)
    if not link.is_open:
        return ended(request, link)
    page = ArticlePage(article, request.GET.get("muscle", ""), path=request.path)
    context = {"page": page, "article": article, "link": link}
    return render(request, "articles/preview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def sign_off(request, token):
    known = row_or_404(SignOff.objects.all(), token)
    if request.method != "POST":
        return answer(request, known, show_section)
    with transaction.atomic():
        locked(Quote.objects.filter(pk=known.quote_id).values("article")[:1])
        return answer(request, known, approve if "approve" in request.POST else comment)


def answer(request, known, act):
    """By what the link is now: while one reads, it is taken back, or its quote removed."""
    link = SignOff.objects.with_quote().filter(pk=known.pk).first()
    if link is None or link.get_absolute_url() != request.path:
        return ended(request, known)
    if link.approved_at:
        return render(request, "articles/sign_off.html", {"link": link, "article": link.article})
    return act(request, link) if link.is_open else ended(request, link)


def ended(request, link):
    return render(request, "articles/link_ended.html", {"link": link}, status=410)


def show_section(request, link, *, status=200, **context):
    """The section as readers will see it, and where it stands; nothing else of the article."""
    quote = link.quote
    _, (section,) = sections([quote])
    shown = link.article.quotes.exclude(expert=None).order_by("position", "id")
    places = list(shown.values_list("pk", flat=True))
    context |= {
        "link": link,
        "article": link.article,
        "section": section,
        "place": places.index(quote.pk) + 1,
        "places": len(places),
        "was_sent": "sent" in request.GET,
    }
    return render(request, "articles/sign_off.html", context, status=status)


def approve(request, link):
    """Approves the very words that were shown; if they changed meanwhile, shows them first."""
    if request.POST["approve"] != link.quote.fingerprint:
        return show_section(request, link, status=409, has_changed=True)
    link.quote.approve(timezone.now())
    link.approved_at = link.quote.approved_at
    link.save(update_fields=["approved_at"])
    record(link.quote.article_id, by=f"{link.quote.expert}, by the link", note="Approved")
    return redirect(request.path)


def comment(request, link):
    text = request.POST.get("comment", "").strip().replace("\x00", "")
    problem = NO_COMMENT if not text else ""
    if len(text) > LONGEST_COMMENT:
        problem = TOO_LONG.format(LONGEST_COMMENT, len(text))
    if problem:
        return show_section(request, link, status=422, problem=problem, typed=text)
    ExpertComment.objects.create(sign_off=link, text=text)
    return redirect(f"{request.path}?sent")
