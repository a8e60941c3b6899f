"""Links in rich text to pages of this site, and whether readers would find something there."""

import re
from collections import defaultdict
from html import unescape
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve

from articles.models import Article, Author, Expert, MuscleGroup, Quote, SimplePage

HREF = re.compile(r'<a [^>]*href="([^"]*)"')
# Rows that readers can see, and the field that their address names, by the name of the address.
ROWS = {
    "article_detail": (Article.objects.published, "slug"),
    "quote_detail": (Quote.objects.published, "pk"),
    "muscle_detail": (MuscleGroup.objects.all, "slug"),
    "expert_detail": (Expert.objects.published, "slug"),
    "author_detail": (Author.objects.published, "slug"),
    "simple_page": (SimplePage.objects.all, "slug"),
}


def links_in(html):
    """The addresses that it leads to, as they are written."""
    return [unescape(href) for href in HREF.findall(html or "")]


def broken(*texts):
    """Of all links in these texts those to this site that lead nowhere; a query a kind of page."""
    asked = defaultdict(dict)
    found = set()
    for href in {href for text in texts for href in links_in(text)}:
        path = inner_path(href)
        try:
            match = resolve(path) if path else None
        except Resolver404:
            found.add(href)
            continue
        if match and match.url_name in ROWS:
            asked[match.url_name][href] = next(iter(match.kwargs.values()))
    for name, values in asked.items():
        found |= {href for href, value in values.items() if value not in known(name, values)}
    return found


def inner_path(href):
    """The path on this site; empty for other sites, anchors and files."""
    inner = href.removeprefix(settings.SITE_URL)
    is_file = inner.startswith((settings.MEDIA_URL, settings.STATIC_URL))
    is_inner = inner.startswith("/") and not inner.startswith("//")
    return urlsplit(inner).path if is_inner and not is_file else ""


def known(name, values):
    """Those of the values that have a page, or had one and lead on."""
    rows, field = ROWS[name]
    wanted = set(values.values())
    found = set(rows().filter(**{f"{field}__in": wanted}).values_list(field, flat=True))
    if wanted - found and hasattr(rows().model, "former_addresses"):
        moved = rows().filter(former_addresses__slug__in=wanted)
        found |= set(moved.values_list("former_addresses__slug", flat=True))
    return found
