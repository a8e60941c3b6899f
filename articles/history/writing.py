"""Writes the parts of an article (see `snapshot`) to rows, each with the id that it had."""

from typing import Any

from articles.history.merging import PHOTO_TEXTS
from articles.history.snapshot import (
    APPROVAL,
    FIELDS,
    LINK_FIELDS,
    QUOTE_FIELDS,
    said_of,
    snapshot,
)
from articles.models import Article, FormerAddress, Photo, Quote, RelatedLink

NOTHING: dict[str, Any] = {"quotes": {}, "order": [], "links": {}, "link_order": [], "photos": {}}


def put_back(article_pk, parts):
    """Writes what differs; every row that the parts refer to must be there: see `restoring`."""
    stored = snapshot(article_pk)
    now = stored or NOTHING
    put_photos_back(parts["photos"], now["photos"])
    article = Article.objects.filter(pk=article_pk).first() or Article(pk=article_pk)
    copy_values(article, FIELDS, parts["fields"])
    article.save()
    if stored is None:
        put_addresses_back(article, parts["former"])
    put_quotes_back(article, parts, now)
    put_links_back(article, parts, now)
    return article


def put_photos_back(photos, now):
    changed = {key: texts for key, texts in photos.items() if texts != now.get(key)}
    for photo in Photo.objects.filter(pk__in=changed):
        copy_values(photo, PHOTO_TEXTS, changed[str(photo.pk)])
        photo.save()


def put_addresses_back(article, slugs):
    """Those that lead nowhere else by now; what stands at an address itself comes first."""
    leading = FormerAddress.objects.exclude(article=None)
    leading.filter(slug=article.slug).delete()
    rows = (each.filter(slug__in=slugs) for each in (leading, Article.objects.all()))
    taken = {slug for each in rows for slug in each.values_list("slug", flat=True)}
    FormerAddress.objects.bulk_create(
        FormerAddress(article=article, slug=slug) for slug in slugs if slug not in taken
    )


def put_quotes_back(article, parts, now):
    article.quotes.exclude(pk__in=parts["quotes"]).delete()
    stored = article.quotes.in_bulk()
    for position, key in enumerate(parts["order"], start=1):
        quote = stored.get(int(key)) or Quote(pk=int(key), article=article, position=0)
        values = parts["quotes"][key]
        if (values, position) != (now["quotes"].get(key), quote.position):
            quote.position = position
            put_quote_back(quote, values)


def put_quote_back(quote, values):
    copy_values(quote, (*QUOTE_FIELDS, *APPROVAL), values)
    quote.save()
    quote.name_muscles(said_of(values))


def put_links_back(article, parts, now):
    if all(parts[name] == now[name] for name in ("links", "link_order")):
        return
    article.related_links.all().delete()
    for position, key in enumerate(parts["link_order"], start=1):
        link = RelatedLink(pk=int(key), article=article, position=position)
        copy_values(link, LINK_FIELDS, parts["links"][key])
        link.save()


def copy_values(row, names, values):
    for name in names:
        field = row._meta.get_field(name)
        setattr(row, field.attname, field.to_python(values[name]))
