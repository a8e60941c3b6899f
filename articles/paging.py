"""Pages by key: what follows a given row, never a number of rows to skip."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Q

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
# Microseconds since 1970 and the key of a row: short, and no need to look the row up again.
KEY = re.compile(r"([0-9]{1,17})-([0-9]{1,18})")


class Page(NamedTuple):
    """Rows newest first; `after` is the key of the last where more follow, and else empty."""

    rows: list[Any]
    after: str


def page_after(queryset, after, *, size, date="published_at"):
    """The rows that follow the one with the key `after`, as it stood in an address.

    An empty `after` means the first page; None comes back where it leads to nothing.
    """
    ordered = queryset.order_by(f"-{date}", "-id")
    if after:
        found = KEY.fullmatch(after)
        if not found:
            return None
        moment, pk = EPOCH + int(found[1]) * MICROSECOND, int(found[2])
        ordered = ordered.filter(Q(**{f"{date}__lt": moment}) | Q(**{date: moment, "id__lt": pk}))
    rows = list(ordered[: size + 1])
    if after and not rows:
        return None
    return Page(rows[:size], key_of(rows[size - 1], date) if len(rows) > size else "")


def key_of(row, date):
    moment = row
    for name in date.split("__"):
        moment = getattr(moment, name)
    return f"{(moment - EPOCH) // MICROSECOND}-{row.pk}"
