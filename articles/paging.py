"""Pages by key: what follows a given row, never a number of rows to skip."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Q

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SLUG = re.compile(r"[a-zA-Z0-9_-]+")
# Microseconds since 1970 and the key of a row: short, and no need to look the row up again.
KEY = re.compile(r"([0-9]{1,17})-([0-9]{1,18})")


class Page(NamedTuple):
    """Rows newest first; `after` is the key of the last where more follow, and else empty."""

    rows: list[Any]
    after: str


def page_after(articles, after, *, size):
    """The published ones that follow the one with the key `after`, as it stood in an address.

    An empty `after` means the first page; None comes back where it leads to nothing.
    """
    moment = moment_of(after)
    if after and not moment:
        return None
    found = articles.older_than(*moment) if moment else articles.published()
    rows = list(found.newest_first()[: size + 1])
    return page_of(rows, size) if rows or not after else None


def page_by_name(queryset, after, *, size):
    """The rows, in the order of their names, that follow the one with the slug `after`.

    None comes back where it leads to nothing.
    """
    ordered = queryset.order_by("folded_name", "pk")
    if after and not SLUG.fullmatch(after):
        return None
    if after:
        last = queryset.model.objects.filter(slug=after).first()
        if last is None:
            return None
        name = last.folded_name
        later = Q(folded_name__gt=name) | Q(folded_name=name, pk__gt=last.pk)
        # The last condition is no news, but bounds the walk along the index.
        ordered = ordered.filter(later, folded_name__gte=name)
    rows = list(ordered[: size + 1])
    if after and not rows:
        return None
    return Page(rows[:size], rows[size - 1].slug if len(rows) > size else "")


def page_of(rows, size):
    """The page that these rows make, of which one more than fit was asked for."""
    return Page(rows[:size], key_of(rows[size - 1]) if len(rows) > size else "")


def moment_of(after):
    """The time and the id that a key stands for; None for what is no key."""
    found = KEY.fullmatch(after)
    return (EPOCH + int(found[1]) * MICROSECOND, int(found[2])) if found else None


def key_of(row):
    return f"{(row.published_at - EPOCH) // MICROSECOND}-{row.pk}"
