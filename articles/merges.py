"""Two rows become one: muscle groups, experts, authors or categories.

What referred to the one that goes refers to the one that stays; names and addresses follow. All
of it is written down in a `Merge`, from which it can be taken back.
"""

from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from articles.folding import fold
from articles.history.recording import locked, record
from articles.models import (
    Article,
    Author,
    Category,
    Expert,
    FormerAddress,
    Merge,
    MuscleGroup,
    OtherName,
    Quote,
    TaggedQuote,
)


class Move(NamedTuple):
    """Rows that refer to what goes, by which field, and what one and several are called."""

    model: Any
    field: str
    nouns: tuple[str, str]


class Kind(NamedTuple):
    model: Any
    moves: tuple[Move, ...]
    has_addresses: bool = True


QUOTES = ("quote", "quotes")
ARTICLES = ("article", "articles")
KINDS = {
    Merge.Kind.MUSCLE: Kind(
        MuscleGroup,
        (
            Move(TaggedQuote, "tag", ("quote that names it", "quotes that name it")),
            Move(OtherName, "muscle", ("other name", "other names")),
        ),
    ),
    Merge.Kind.EXPERT: Kind(Expert, (Move(Quote, "expert", QUOTES),)),
    Merge.Kind.AUTHOR: Kind(Author, (Move(Article, "author", ARTICLES),)),
    Merge.Kind.CATEGORY: Kind(
        Category, (Move(Article, "category", ARTICLES),), has_addresses=False
    ),
}


def kind_of(model):
    return next(kind for kind, each in KINDS.items() if each.model is model)


class Line(NamedTuple):
    """What will move, how many, and how it is afterwards."""

    what: str
    number: int
    afterwards: str


def plan(gone, kept):
    """Counted before anything moves."""
    kind = kind_of(type(gone))
    lines = []
    for move in KINDS[kind].moves:
        rows = move.model.objects.filter(**{move.field: gone})
        twice = already_there(move, gone, kept).count()
        lines.append(Line(move.nouns[1].capitalize(), rows.count(), f"With {kept}"))
        if twice:
            lines.append(Line("Quotes that name both", twice, "One tag each"))
    articles = len(articles_of(kind, gone))
    lines.append(Line("Articles that change", articles, "“Updated on” does not move"))
    if KINDS[kind].has_addresses:
        former = gone.former_addresses.count() + 1
        lines.append(Line("Addresses", former, f"Lead to {kept.get_absolute_url()} for good"))
    return lines


def already_there(move, gone, kept):
    """Tags of the one that goes on quotes that name the other too."""
    if move.model is not TaggedQuote:
        return TaggedQuote.objects.none()
    named = TaggedQuote.objects.filter(tag=kept).values("content_object")
    return TaggedQuote.objects.filter(tag=gone, content_object__in=named)


def articles_of(kind, row):
    """The ids of the articles whose parts refer to the row."""
    paths = {
        Merge.Kind.MUSCLE: "quotes__tagged_items__tag",
        Merge.Kind.EXPERT: "quotes__expert",
        Merge.Kind.AUTHOR: "author",
        Merge.Kind.CATEGORY: "category",
    }
    found = Article.objects.filter(**{paths[kind]: row}).order_by("pk")
    return list(found.values_list("pk", flat=True).distinct())


@transaction.atomic
def merge(gone, kept, user):
    kind = kind_of(type(gone))
    articles = articles_of(kind, gone)
    for pk in articles:
        locked(pk)
    done = Merge(kind=kind, gone_id=gone.pk, gone_name=str(gone), made_by=user)
    done.kept_id, done.kept_name = kept.pk, str(kept)
    done.record = {"row": row_values(gone), "moved": {}, "dropped": [], "articles": articles}
    for move in KINDS[kind].moves:
        twice = already_there(move, gone, kept)
        done.record["dropped"] += list(twice.values_list("content_object", flat=True))
        twice.delete()
        rows = move.model.objects.filter(**{move.field: gone})
        done.record["moved"][move.model.__name__] = list(rows.values_list("pk", flat=True))
        keep_approvals(rows, kept)
        rows.update(**{move.field: kept})
    if KINDS[kind].has_addresses:
        former = FormerAddress.objects.filter(**{kind: gone})
        done.record["former"] = list(former.values_list("pk", flat=True))
        former.update(**{kind: kept})
        FormerAddress.objects.filter(**{f"{kind}__isnull": False}, slug=gone.slug).delete()
        FormerAddress.objects.create(slug=gone.slug, **{kind: kept})
    gone.delete()
    if kind == Merge.Kind.MUSCLE:
        done.record["made_name"] = keep_name(done.gone_name, kept)
    done.save()
    record_each(articles, user, f"Merged {done.gone_name} into {done.kept_name}")
    return done


def keep_approvals(rows, expert):
    """The words are the same, and so is who said them."""
    if rows.model is Quote:
        for quote in rows.exclude(approved_at=None):
            quote.keep_approval(expert)


def keep_name(name, kept):
    """The name of a merged group is another name of what it became; its id, or None."""
    known = {fold(each.name) for each in kept.other_names.all()} | {fold(kept.name)}
    if fold(name) in known:
        return None
    return OtherName.objects.create(muscle=kept, name=name).pk


def row_values(row):
    fields = row._meta.concrete_fields
    return {
        field.attname: field.value_to_string(row) for field in fields if not is_null(row, field)
    }


def is_null(row, field):
    return getattr(row, field.attname) is None


def obstacle(done):
    """Why a merge can't be taken back, in a sentence; empty if it can."""
    model = KINDS[done.kind].model
    if done.undone_at:
        return "It was taken back already."
    if not model.objects.filter(pk=done.kept_id).exists():
        return f"{done.kept_name} is no more: take back first what became of it."
    for name in ("slug", "name"):
        value = done.record["row"].get(name)
        if model.objects.filter(**{name: value}).exists():
            return f"“{value}” belongs to another one now. Rename that first."
    return ""


@transaction.atomic
def undo(done, user):
    """What was changed since by somebody stays as it is; all else is as it was before."""
    if obstacle(done):
        raise ValidationError(obstacle(done))
    kind, was = KINDS[done.kind], done.record
    made_name = OtherName.objects.filter(pk=was.get("made_name"))
    made_name.delete()
    if kind.has_addresses:
        FormerAddress.objects.filter(slug=was["row"]["slug"], **{done.kind: done.kept_id}).delete()
    gone = kind.model(**read_values(kind.model, was["row"]))
    gone.save(force_insert=True)
    for move in kind.moves:
        moved = {"pk__in": was["moved"][move.model.__name__], move.field: done.kept_id}
        rows = move.model.objects.filter(**moved)
        keep_approvals(rows, gone)
        rows.update(**{move.field: gone})
    for quote in Quote.objects.filter(pk__in=was["dropped"]):
        TaggedQuote.objects.get_or_create(content_object=quote, tag=gone)
    if kind.has_addresses:
        former = {"pk__in": was["former"], done.kind: done.kept_id}
        FormerAddress.objects.filter(**former).update(**{done.kind: gone})
    done.undone_at = timezone.now()
    done.save()
    articles = Article.objects.filter(pk__in=was["articles"]).values_list("pk", flat=True)
    record_each(articles, user, f"Took back: {done}")
    return gone


def read_values(model, values):
    """From the texts of `row_values`; a portrait that is no more is left out."""
    read = {}
    for field in model._meta.concrete_fields:
        value = field.to_python(values[field.attname]) if field.attname in values else None
        target = field.related_model
        if target and value and not target._default_manager.filter(pk=value).exists():
            value = None
        if field.attname in values:
            read[field.attname] = value
    return read


def record_each(articles, user, note):
    for pk in articles:
        record(pk, user=user, note=note)
