"""A merge taken back: the row that went comes with its id, and what moved goes back to it.

What was changed since by somebody stays as it is.
"""

from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from articles.history.recording import locked
from articles.merges import KINDS, keep_approvals, record_each
from articles.models import FormerAddress, Merge, OtherName, Quote, TaggedQuote
from articles.said import USUAL, Said


class Back(NamedTuple):
    """What goes back and how many, and the rows that stay because they were changed since."""

    what: str
    number: int
    stays: list[Any]


def obstacle(done):
    """Why a merge can't be taken back, in a sentence; empty if it can."""
    kind, row = KINDS[done.kind], done.record["row"]
    if done.undone_at:
        return "It was taken back already."
    if not kind.model.objects.filter(pk=done.kept_id).exists():
        return f"{done.kept_name} is no more: take back first what became of it."
    for name in kind.unique:
        if kind.model.objects.filter(**{f"{name}__iexact": row[name]}).exists():
            return f"“{row[name]}” belongs to another one now. Rename that first."
    if is_another_name(done):
        return f"“{row['name']}” is another name of a muscle group now. Take it out there first."
    return ""


def is_another_name(done):
    """Apart from the one that the merge made itself."""
    others = OtherName.objects.filter(name__iexact=done.record["row"]["name"])
    is_muscle = done.kind == Merge.Kind.MUSCLE
    return is_muscle and others.exclude(pk=done.record["made_name"]).exists()


def plan_back(done):
    lines = []
    for move in KINDS[done.kind].moves:
        moved = done.record["moved"][move.model.__name__]
        unchanged = move.keys(still_there(move, done))
        stays = move.shown.objects.filter(pk__in=set(moved) - set(unchanged))
        lines.append(Back(move.noun, len(unchanged), list(stays)))
    both, still = done.record["dropped"], named_both(done)
    if both:
        changed = Quote.objects.filter(pk__in=both).exclude(pk__in=still)
        lines.append(Back("Quotes that named both", len(still), list(changed)))
    return [line for line in lines if line.number or line.stays]


def still_there(move, done):
    """The rows that moved and still refer to the one that stayed."""
    moved = done.record["moved"][move.model.__name__]
    return move.of(done.kept_id).filter(**{f"{move.key}__in": moved})


def named_both(done):
    """The ids of the quotes that lost one of two tags and still have the other."""
    tags = TaggedQuote.objects.filter(content_object__in=done.record["dropped"], tag=done.kept_id)
    return list(tags.values_list("content_object", flat=True))


@transaction.atomic
def undo(done, user):
    done.refresh_from_db(from_queryset=Merge.objects.select_for_update())
    articles = [pk for pk in done.record["articles"] if locked(pk)]
    if obstacle(done):
        raise ValidationError(obstacle(done))
    kind, both = KINDS[done.kind], named_both(done)
    forget_what_was_made(done)
    gone = kind.model(**read_values(kind.model, done.record["row"]))
    gone.save(force_insert=True)
    for move in kind.moves:
        rows = still_there(move, done)
        keep_approvals(rows, gone)
        rows.update(**{move.field: gone})
    said = done.record.get("said", {})
    TaggedQuote.objects.bulk_create(
        TaggedQuote(content_object_id=pk, tag=gone, **Said(*said.get(str(pk), USUAL))._asdict())
        for pk in both
    )
    take_gifts_back(done, gone)
    if kind.has_addresses:
        former = FormerAddress.objects.filter(pk__in=done.record["former"])
        former.filter(**{done.kind: done.kept_id}).update(**{done.kind: gone})
    done.undone_at = timezone.now()
    done.save()
    record_each(articles, user, f"Took back: {done}")
    return gone


def forget_what_was_made(done):
    """The name and the address that only the merge gave to the one that stayed."""
    OtherName.objects.filter(pk=done.record.get("made_name"), name=done.gone_name).delete()
    if KINDS[done.kind].has_addresses:
        kept = {done.kind: done.kept_id}
        FormerAddress.objects.filter(slug=done.record["row"]["slug"], **kept).delete()


def take_gifts_back(done, gone):
    kept = KINDS[done.kind].model.objects.get(pk=done.kept_id)
    given = [
        field
        for field in map(kept._meta.get_field, done.record["given"])
        if getattr(kept, field.attname) == getattr(gone, field.attname)
    ]
    for field in given:
        setattr(kept, field.attname, None if field.null else "")
    if given:
        kept.save(update_fields=[field.name for field in given])


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
