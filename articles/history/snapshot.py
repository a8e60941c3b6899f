"""An article as one plain value, which JSON can hold: what a revision stores.

    {
        "fields": {"title": "…", "slug": "…", "category": 3, "published_at": "2026-11-25T…", …},
        "quotes": {"103": {"expert": 7, "heading": "…", "muscles": [4, 9],
                           "roles": {"9": ["helps", "uphill"]}, "photo": 12, …}, …},
        "order": ["103", "101"],
        "links": {"5": {"target": 8, "url": "", "title": ""}, …},
        "link_order": ["5"],
        "photos": {"12": {"alternative_text": "…", "caption": "…", …}, …},
        "names": {"expert": {"7": "Ana Berg"}, "photo": {…}, "muscle": {…}, …},
        "former": ["an-address-it-had"],
    }

Rows are known by their ids, and ids are texts where they are keys. `names` says what those that
are referred to were called then; with `former` it is no part that anyone edits here, so merging
and comparing leave both alone.
"""

from articles.models import Article
from articles.said import USUAL, Said

FIELDS = (
    "title",
    "slug",
    "category",
    "author",
    "standfirst",
    "question",
    "introduction",
    "closing",
    "cover",
    "description",
    "published_at",
    "updated_on",
    "update_note",
)
QUOTE_FIELDS = ("expert", "heading", "body", "affiliation", "source", "photo", "none_named")
# What the expert said of the words; it comes back with a removed quote, and is not edited.
APPROVAL = ("approved_at", "approved_words")
LINK_FIELDS = ("target", "url", "title")
PHOTO_FIELDS = ("image", "alternative_text", "decorative", "caption", "credit")
DATES = {"published_at", "updated_on", "approved_at"}


def snapshot(article_pk):
    """The parts of a stored article, in five queries; None where there is no such article."""
    article = (
        Article.objects.select_related("category", "author", "cover")
        .prefetch_related("former_addresses")
        .filter(pk=article_pk)
        .first()
    )
    if article is None:
        return None
    quotes = list(article.quotes.for_list().select_related("photo").order_by("position", "id"))
    links = list(article.related_links.select_related("target").order_by("position", "id"))
    photos = {row.pk: row for row in [article.cover, *(q.photo for q in quotes)] if row}
    return {
        "fields": values(article, FIELDS),
        "quotes": {str(quote.pk): quote_values(quote) for quote in quotes},
        "order": [str(quote.pk) for quote in quotes],
        "links": {str(link.pk): values(link, LINK_FIELDS) for link in links},
        "link_order": [str(link.pk) for link in links],
        "photos": {str(pk): values(photo, PHOTO_FIELDS) for pk, photo in photos.items()},
        "names": names(article, quotes, links, photos),
        "former": sorted(former.slug for former in article.former_addresses.all()),
    }


def quote_values(quote):
    said = quote.said_of_muscles
    muscles = {"muscles": sorted(said), "roles": plain_roles(said)}
    return values(quote, QUOTE_FIELDS + APPROVAL) | muscles


def plain_roles(said):
    """Role and condition by the id of the muscle, but for those that are main and always."""
    return {str(pk): list(each) for pk, each in sorted(said.items()) if each.unusual}


def said_of(quote):
    """What a quote as a plain value says of its muscles, by their ids."""
    return {pk: Said(*quote["roles"].get(str(pk), USUAL)) for pk in quote["muscles"]}


def values(row, names):
    """Fields of a row as JSON knows them: ids for rows, ISO texts for dates."""
    return {name: plain(row, name) for name in names}


def plain(row, name):
    field = row._meta.get_field(name)
    value = getattr(row, field.attname)
    if name in DATES:
        return value.isoformat() if value else None
    return str(value) if name in {"image", "introduction", "closing", "body"} else value


def names(article, quotes, links, photos):
    """What the rows that the article refers to are called, by kind and id."""
    muscles = {muscle.pk: muscle for quote in quotes for muscle in quote.named_muscles}
    return {
        "category": named([article.category]),
        "author": named([article.author]),
        "expert": named(quote.expert for quote in quotes),
        "muscle": named(muscles.values()),
        "article": named(link.target for link in links),
        "photo": named(photos.values()),
    }


def named(rows):
    return {str(row.pk): str(row) for row in rows if row}
