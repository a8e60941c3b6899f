"""What an earlier version of an article, or one quote of it, is when it is put back today.

What comes back are its words: title, texts, quotes, tags, photos, links. Where the article stands
and since when (address, dates, what was new) stays as it is now, but for an article that was
deleted. Plain parts in and plain parts out (see `snapshot`); `writing` makes rows of them.
"""

from typing import Any, NamedTuple

from articles.addresses import free_slug
from articles.history.merging import place_after
from articles.history.snapshot import APPROVAL, FIELDS, plain_roles, said_of
from articles.models import Article, Author, Category, Expert, Merge, MuscleGroup, Photo
from articles.models.quote import fingerprint
from articles.said import merged

STANDING = ("slug", "published_at", "updated_on", "update_note")
MODELS: dict[str, Any] = {
    "author": Author,
    "category": Category,
    "expert": Expert,
    "muscle": MuscleGroup,
    "photo": Photo,
    "article": Article,
}


class Missing(NamedTuple):
    """A row that a version refers to and that is no more, with what can stand in its place."""

    kind: str
    pk: int
    name: str
    successor: Any
    is_used: bool

    def __str__(self):
        noun = {"muscle": "muscle group"}.get(self.kind, self.kind)
        if self.successor:
            return f"The {noun} {self.name} became {self.successor}."
        return f"The {noun} {self.name} was deleted, and its place stays empty."

    @property
    def id(self):
        return f"{self.kind}-{self.pk}"

    @property
    def stand_in(self):
        return self.successor.pk if self.successor and self.is_used else None


class Fitted(NamedTuple):
    """A version that refers only to rows that are there, and what it had to do without."""

    parts: dict[str, Any]
    missing: list[Missing]


def fitted(parts, used=None):
    """`used` are the ids of missing rows whose successors are wanted; all of them for None."""
    missing = missing_from(parts, used)
    return Fitted(replaced(parts, missing) if missing else parts, missing)


def missing_from(parts, used):
    found = []
    for kind, pks in wanted(parts).items():
        there = MODELS[kind].objects.filter(pk__in=pks).values_list("pk", flat=True) if pks else ()
        for pk in sorted(pks.difference(there)):
            name = parts["names"].get(kind, {}).get(str(pk), "?")
            is_used = used is None or f"{kind}-{pk}" in used
            found.append(Missing(kind, pk, name, successor(kind, pk), is_used))
    return found


def wanted(parts):
    """The ids of the rows that a version refers to, by kind."""
    quotes, fields = parts["quotes"].values(), parts["fields"]
    found = {
        "author": {fields["author"]},
        "category": {fields["category"]},
        "expert": {quote["expert"] for quote in quotes},
        "muscle": {pk for quote in quotes for pk in quote["muscles"]},
        "photo": {fields["cover"], *(quote["photo"] for quote in quotes)},
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


def replaced(parts, missing):
    """The same parts, with another row, or none, in the place of each that is missing."""
    stand_ins = {(each.kind, each.pk): each.stand_in for each in missing}
    names = {kind: dict(known) for kind, known in parts["names"].items()}
    for each in missing:
        if each.stand_in:
            names[each.kind][str(each.stand_in)] = str(each.successor)

    def there(kind, pk):
        return stand_ins.get((kind, pk), pk)

    def quote(values):
        present = [(there("muscle", pk), said) for pk, said in said_of(values).items()]
        said = merged(*({pk: said} for pk, said in present if pk))
        rows = {name: there(name, values[name]) for name in ("expert", "photo")}
        return (
            values
            | rows
            | approval(values, rows["expert"])
            | {
                "muscles": sorted(said),
                "roles": plain_roles(said),
            }
        )

    def link(values):
        target = there("article", values["target"])
        note = "" if target else names["article"].get(str(values["target"]), "")
        return values | {"target": target, "title": values["title"] or note}

    fields = parts["fields"]
    rows = {name: there(name, fields[name]) for name in ("category", "author")}
    return parts | {
        "fields": fields | rows | {"cover": there("photo", fields["cover"])},
        "quotes": {key: quote(values) for key, values in parts["quotes"].items()},
        "links": {key: link(values) for key, values in parts["links"].items()},
        "photos": {pk: texts for pk, texts in parts["photos"].items() if there("photo", int(pk))},
        "names": names,
    }


def approval(quote, expert):
    """It counts for the same person in another row."""
    if quote["approved_words"] != fingerprint(quote["expert"], quote["body"]):
        return {}
    return {"approved_words": fingerprint(expert, quote["body"])}


def onto(parts, now):
    """A version as it would be put back: with the standing and the approvals of now."""
    standing = {name: now["fields"][name] for name in STANDING}
    quotes = {
        key: quote | {name: now["quotes"].get(key, quote)[name] for name in APPROVAL}
        for key, quote in parts["quotes"].items()
    }
    return parts | {"fields": parts["fields"] | standing, "quotes": quotes}


def only_quote(parts, key):
    """A version as if it had nothing but one quote."""
    quote = parts["quotes"][key]
    photos = {pk: texts for pk, texts in parts["photos"].items() if pk == str(quote["photo"])}
    nothing = {"fields": dict.fromkeys(FIELDS), "links": {}, "link_order": []}
    return parts | nothing | {"quotes": {key: quote}, "photos": photos}


def with_quote(now, parts, key, names):
    """The article of now, with these fields of one quote from a version; in its place if gone."""
    theirs = parts["quotes"][key]
    quote = now["quotes"].get(key, theirs) | {name: theirs[name] for name in names}
    order = list(now["order"])
    if key not in order:
        order.insert(place_after(parts["order"], key, order), key)
    photos = now["photos"] | (parts["photos"] if "photo" in names else {})
    return now | {"quotes": now["quotes"] | {key: quote}, "order": order, "photos": photos}


def recovered(parts, *, as_draft):
    """A deleted article as it comes back; photos are there still, with the texts of now."""
    slug, title = parts["fields"]["slug"], parts["fields"]["title"]
    taken = Article.objects.filter(slug=slug).exists()
    fields = parts["fields"] | {"slug": free_slug(Article, title, "article") if taken else slug}
    if as_draft:
        fields |= {"published_at": None}
    return parts | {"fields": fields, "photos": {}}


def new_lacks(parts, before):
    """What readers of a public article would miss, and did not before."""
    if not parts["fields"]["published_at"]:
        return []
    known = lacks(before)
    return [lack for lack in lacks(parts) if lack not in known]


def lacks(parts):
    fields, quotes = parts["fields"], parts["quotes"].values()
    photos = parts["photos"].values()
    found = {
        "an author": not fields["author"],
        "a standfirst": not fields["standfirst"],
        "an expert": not quotes or any(not quote["expert"] for quote in quotes),
        "a muscle": any(not (quote["muscles"] or quote["none_named"]) for quote in quotes),
        "a credit": any(not photo["credit"] for photo in photos),
        "an alternative text": any(
            not (photo["alternative_text"] or photo["decorative"]) for photo in photos
        ),
    }
    return [lack for lack, holds in found.items() if holds]
