"""Two rows become one: muscle groups, experts, authors or categories.

What referred to the one that goes refers to the one that stays; names and addresses follow. All
of it is written down in a `Merge`, from which `articles/undoing.py` takes it back.
"""

from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import capfirst

from articles.consensus import listed
from articles.folding import fold
from articles.history.recording import locked, record
from articles.history.restoring import successor
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

MEANWHILE = "One of the two was merged or deleted in the meantime. Nothing has moved."


class Move(NamedTuple):
    """Rows that refer to what goes, and what they are called.

    `field` refers to it. `key` tells one such row from the others, and is the id of one that is
    `shown`: a tag has another id after each restore, and nobody sees more of it than its quote.
    """

    model: Any
    field: str
    noun: str
    shown: Any
    key: str = "pk"

    def of(self, row):
        return self.model.objects.filter(**{self.field: row})

    def keys(self, rows):
        return list(rows.order_by(self.key).values_list(self.key, flat=True))


class Kind(NamedTuple):
    model: Any
    moves: tuple[Move, ...]
    has_addresses: bool = True
    # What no two rows may share.
    unique: tuple[str, ...] = ("slug",)
    # What the one that stays takes over where it has none of its own.
    gifts: tuple[str, ...] = ()


KINDS = {
    Merge.Kind.MUSCLE: Kind(
        MuscleGroup,
        (
            Move(TaggedQuote, "tag", "Quotes that name it", Quote, "content_object_id"),
            Move(OtherName, "muscle", "Other names", OtherName),
        ),
        unique=("slug", "name"),
        gifts=("drawing",),
    ),
    Merge.Kind.EXPERT: Kind(
        Expert,
        (Move(Quote, "expert", "Quotes", Quote),),
        gifts=("portrait", "biography", "website"),
    ),
    Merge.Kind.AUTHOR: Kind(
        Author, (Move(Article, "author", "Articles", Article),), gifts=("biography",)
    ),
    Merge.Kind.CATEGORY: Kind(
        Category,
        (Move(Article, "category", "Articles", Article),),
        has_addresses=False,
        unique=("slug", "name"),
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
        lines.append(Line(move.noun, move.of(gone).count(), f"With {kept}"))
        twice = already_there(move, gone, kept).count()
        if twice:
            lines.append(Line("Quotes that name both", twice, "One tag each"))
    names = [gone._meta.get_field(name).verbose_name for name in gifts(gone, kept)]
    if names:
        lines.append(Line(capfirst(listed(names)), len(names), f"Taken over: {kept} has none"))
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


def gifts(gone, kept):
    """The fields that the one that goes has and the other has not."""
    names = KINDS[kind_of(type(gone))].gifts
    return [name for name in names if getattr(gone, name) and not getattr(kept, name)]


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
    for pk in articles_of(kind, gone):
        locked(pk)
    gone, kept = held(gone, kept)
    done = Merge(kind=kind, gone_id=gone.pk, gone_name=str(gone), made_by=user)
    done.kept_id, done.kept_name = kept.pk, str(kept)
    # From here on nothing more can refer to it.
    done.record = {"row": row_values(gone), "articles": articles_of(kind, gone)}
    done.record |= move_rows(kind, gone, kept) | give(gone, kept)
    if KINDS[kind].has_addresses:
        done.record["former"] = move_addresses(kind, gone, kept)
    gone.delete()
    if kind == Merge.Kind.MUSCLE:
        done.record["made_name"] = keep_name(done.gone_name, kept)
    done.save()
    record_each(done.record["articles"], user, f"Merged {done.gone_name} into {done.kept_name}")
    return done


def held(*rows):
    """The rows as they are now, kept from all others until the transaction ends."""
    stored = type(rows[0])._default_manager.order_by("pk").select_for_update()
    found = stored.in_bulk([row.pk for row in rows])
    if len(found) < len(rows):
        raise ValidationError(MEANWHILE)
    return [found[row.pk] for row in rows]


def move_rows(kind, gone, kept):
    moved, dropped, said = {}, [], {}
    for move in KINDS[kind].moves:
        twice = already_there(move, gone, kept)
        dropped += move.keys(twice)
        said |= {str(tag.content_object_id): list(tag.said) for tag in twice}
        twice.delete()
        rows = move.of(gone)
        moved[move.model.__name__] = move.keys(rows)
        keep_approvals(rows, kept)
        rows.update(**{move.field: kept})
    return {"moved": moved, "dropped": dropped, "said": said}


def give(gone, kept):
    given = gifts(gone, kept)
    for name in given:
        setattr(kept, name, getattr(gone, name))
    if given:
        kept.save(update_fields=given)
    return {"given": given}


def move_addresses(kind, gone, kept):
    """All addresses that led to the one lead to the other; the ids of the former ones."""
    former = FormerAddress.objects.filter(**{kind: gone})
    moved = list(former.values_list("pk", flat=True))
    former.update(**{kind: kept})
    FormerAddress.objects.filter(**{f"{kind}__isnull": False}, slug=gone.slug).delete()
    FormerAddress.objects.create(slug=gone.slug, **{kind: kept})
    return moved


def keep_approvals(rows, expert):
    """The words are the same, and so is who said them."""
    if rows.model is Quote:
        for quote in rows.exclude(approved_at=None):
            quote.keep_approval(expert)


def keep_name(name, muscle):
    """What a group was called is another name of what it became; its id, or None."""
    is_taken = OtherName.objects.filter(name__iexact=name).exists()
    if is_taken or fold(name) == fold(muscle.name):
        return None
    return OtherName.objects.create(muscle=muscle, name=name).pk


def row_values(row):
    fields = row._meta.concrete_fields
    return {
        field.attname: field.value_to_string(row) for field in fields if not is_null(row, field)
    }


def is_null(row, field):
    return getattr(row, field.attname) is None


def record_each(articles, user, note):
    for pk in articles:
        record(pk, user=user, note=note)


def category_of_former(slug):
    """What a category with this slug was merged into, if it was."""
    merges = Merge.objects.filter(kind=Merge.Kind.CATEGORY, undone_at=None)
    gone = dict(merges.values_list("record__row__slug", "gone_id")).get(slug)
    return successor(Merge.Kind.CATEGORY, gone) if gone else None
