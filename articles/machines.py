"""Pages that no person reads: sitemap, robots.txt, favicon.ico and the state of health."""

import logging
from functools import cache

from django.conf import settings
from django.contrib.sitemaps.views import sitemap as draw_sitemap
from django.db import Error
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from articles import migrating
from articles.meta import absolute
from articles.public import public
from articles.sitemaps import parts, sitemaps_of

logger = logging.getLogger(__name__)
MONTH = 30 * 24 * 60 * 60
FAVICON = settings.BASE_DIR / "static" / "img" / "favicon.ico"


@public
def sitemap(request):
    context = {"addresses": [absolute(address_of(part)) for part in parts()]}
    return render(request, "articles/sitemap_index.xml", context, content_type="application/xml")


# There are hundreds in a large magazine, and to find each takes as long as to write it.
@cache
def address_of(part):
    return reverse("sitemap_part", args=part)


@public
def sitemap_part(request, name, number):
    sitemaps = sitemaps_of(name, number)
    if sitemaps is None:
        raise Http404
    return draw_sitemap(request, sitemaps=sitemaps)


@public
def robots(request):
    """Filtered pages stay open: only who may read them learns that they are not for an index."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        "",
        f"Sitemap: {absolute(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@public
@cache_control(public=True, max_age=MONTH)
def favicon(request):
    """For programs that ask for it without having read a page."""
    return HttpResponse(FAVICON.read_bytes(), content_type="image/x-icon")


@require_safe
@never_cache
def healthz(request):
    problem = what_is_wrong()
    return HttpResponse(
        f"{problem or 'ok'}\n",
        status=503 if problem else 200,
        content_type="text/plain; charset=utf-8",
    )


def what_is_wrong() -> str:
    """A sentence for whoever watches, or an empty text. The log tells the rest."""
    try:
        missing = ", ".join(migrating.lacking())
    except Error as error:
        logger.warning("The database does not answer: %s", error)
        return "The database does not answer."
    return f"Migrations are not applied: {missing}." if missing else ""
