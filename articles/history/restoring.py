"""Puts an earlier version of an article back, or one quote of it, with the same ids.

What a whole version brings back are its words: title, texts, quotes, tags, photos, links. Where
the article stands and since when (address, date of publication, "updated on") stays as it is now,
but for an article that was deleted.
"""

from typing import Any, NamedTuple

from django.db.models import Max

from articles.addresses import free_slug
from articles.history.snapshot import APPROVAL, FIELDS, LINK_FIELDS, PHOTO_FIELDS, QUOTE_FIELDS
from articles.models import (
    Article,
    Author,
    Category,
    Expert,
    FormerAddress,
    Merge,
    MuscleGroup,
    Photo,
    Quote,
    RelatedLink,
    TaggedQuote,
)

STANDING = ("slug", "published_at", "updated_on")
MODELS: dict[str, Any] = {
    "author": Author,
    "category": Category,
    "expert": Expert,
    "muscle": MuscleGroup,
    "photo": Photo,
    "article": Article,
}
KEYS = {"cover": "photo", "target": "article"}


class Missing(NamedTuple):
    """A row that a version refers to and that is no more, with what can stand in its place."""

    kind: str
    pk: int
    name: str
    successor: Any

    def __str__(self):
        noun = {"muscle": "muscle group"}.get(self.kind, self.kind)
        if self.successor:
            return f"The {noun} {self.name} became {self.successor}, which is used instead."
        return f"The {noun} {self.name} was deleted, and its place stays empty."


class References:
    """The rows that a version refers to: those that are there, and what stands for the others."""

    def __init__(self, parts):
        self.wanted = wanted(parts)
        self.there = {
            kind: MODELS[kind].objects.in_bulk(list(pks)) for kind, pks in self.wanted.items()
        }
        self.missing = [
            Missing(kind, pk, parts["names"].get(kind, {}).get(str(pk), "?"), successor(kind, pk))
            for kind, pks in self.wanted.items()
            for pk in sorted(pks)
            if pk not in self.there[kind]
        ]
        self.successors = {(each.kind, each.pk): each.successor for each in self.missing}

    def find(self, name, pk):
        """The row for a field's value, its successor, or None."""
        kind = KEYS.get(name, name)
        return self.there.get(kind, {}).get(pk) or self.successors.get((kind, pk))


def wanted(parts):
    quotes, fields = parts["quotes"].values(), parts["fields"]
    photos = {fields["cover"], *(quote["photo"] for quote in quotes)}
    found = {
        "author": {fields["author"]},
        "category": {fields["category"]},
        "expert": {quote["expert"] for quote in quotes},
        "muscle": {pk for quote in quotes for pk in quote["muscles"]},
        "photo": photos,
        "article": {link["target"] for link in parts["links"].values()},
    }
    return {kind: pks - {None} for kind, pks in found.items()}


def successor(kind, pk):
    """What a row was merged into, however often that was merged on; None if it was deleted."""
    seen = set()
    while pk not in seen:
        seen.add(pk)
        merge = Merge.objects.filter(kind=kind, gone_id=pk, undone_at=None).first()
        if merge is None:
            break
        pk = merge.kept_id
    return MODELS[kind].objects.filter(pk=pk).first() if len(seen) > 1 else None


def put_back(article_pk, parts, *, is_published=True):
    """Writes a whole version; `is_published` says whether a deleted article is live as it was.

    Returns the article. What is missing has to be shown before: see `References`.
    """
    references = References(parts)
    put_photos_back(parts, references)
    article = put_fields_back(article_pk, parts, references, is_published=is_published)
    article.quotes.exclude(pk__in=parts["quotes"]).delete()
    for position, key in enumerate(parts["order"], start=1):
        put_quote_back(article_pk, key, parts, references, position=position)
    put_links_back(article, parts, references)
    return article


def put_one_quote_back(article_pk, key, parts, names=(*QUOTE_FIELDS, "muscles")):
    """One quote, or some of its fields, while the rest of the article stays; at the end if new."""
    references = References(only_quote(parts, key))
    stored = Quote.objects.filter(pk=key).first()
    last = Quote.objects.filter(article=article_pk).aggregate(last=Max("position"))["last"] or 0
    position = stored.position if stored else last + 1
    put_quote_back(article_pk, key, parts, references, position=position, names=names)
    if "photo" in names:
        put_photos_back(only_photo(parts, key), references)


def only_photo(parts, key):
    photo = str(parts["quotes"][key]["photo"])
    return {"photos": {pk: texts for pk, texts in parts["photos"].items() if pk == photo}}


def only_quote(parts, key):
    """A version as if it had nothing but one quote."""
    quotes = {key: parts["quotes"][key]}
    return parts | {"quotes": quotes, "links": {}, "fields": dict.fromkeys(FIELDS)}


def put_photos_back(parts, references):
    for key, texts in parts["photos"].items():
        photo = references.find("photo", int(key))
        if photo:
            copy_values(photo, PHOTO_FIELDS[1:], texts, references)
            photo.save()


def put_fields_back(article_pk, parts, references, *, is_published):
    fields = parts["fields"]
    article = Article.objects.filter(pk=article_pk).first()
    names = [name for name in FIELDS if article is None or name not in STANDING]
    is_new = article is None
    article = article or Article(pk=article_pk)
    copy_values(article, names, fields, references)
    if is_new:
        if Article.objects.filter(slug=article.slug).exists():
            article.slug = free_slug(Article, article.title, "article")
        if not is_published:
            article.published_at = None
    article.save()
    if is_new:
        put_former_addresses_back(article, parts["former"])
    return article


def put_former_addresses_back(article, slugs):
    taken = set(FormerAddress.objects.exclude(article=None).values_list("slug", flat=True))
    taken |= set(Article.objects.values_list("slug", flat=True))
    FormerAddress.objects.bulk_create(
        FormerAddress(article=article, slug=slug) for slug in slugs if slug not in taken
    )


def put_quote_back(article_pk, key, parts, references, *, position, names=None):
    values = parts["quotes"][key]
    quote = Quote.objects.filter(pk=key).first()
    if quote is None:
        quote = Quote(pk=int(key), article_id=article_pk)
        names = (*QUOTE_FIELDS, *APPROVAL, "muscles")
    names = names or (*QUOTE_FIELDS, "muscles")
    quote.position = position
    copy_values(quote, [name for name in names if name != "muscles"], values, references)
    quote.save()
    if "muscles" in names:
        muscles = {references.find("muscle", pk) for pk in values["muscles"]} - {None}
        TaggedQuote.objects.filter(content_object=quote).delete()
        TaggedQuote.objects.bulk_create(
            TaggedQuote(content_object=quote, tag=muscle) for muscle in muscles
        )


def put_links_back(article, parts, references):
    """A link to an article that is no more stays as a note with its title."""
    article.related_links.all().delete()
    for position, key in enumerate(parts["link_order"], start=1):
        values = parts["links"][key]
        link = RelatedLink(pk=int(key), article=article, position=position)
        copy_values(link, LINK_FIELDS, values, references)
        if not (link.target or link.title):
            link.title = parts["names"]["article"][str(values["target"])]
        link.save()


def copy_values(row, names, values, references):
    for name in names:
        field = row._meta.get_field(name)
        value = values[name]
        is_row = field.is_relation
        setattr(row, name, references.find(name, value) if is_row else field.to_python(value))
