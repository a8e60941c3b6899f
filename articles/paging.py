"""Pages by key: what follows a given row, never a number of rows to skip."""

from typing import Any, NamedTuple

from django.db.models import Q


class Page(NamedTuple):
    """Rows newest first; `after` names the last of them where more follow, and is else None."""

    rows: list[Any]
    after: int | None


def page_after(queryset, after, *, size, date="published_at"):
    """The rows that follow the one whose key is `after` (a text, as in an address).

    An empty `after` means the first page; None comes back where no such row exists.
    """
    ordered = queryset.order_by(f"-{date}", "-id")
    if after:
        last = key_of(queryset, after, date)
        if last is None:
            return None
        moment, pk = last
        ordered = ordered.filter(Q(**{f"{date}__lt": moment}) | Q(**{date: moment, "id__lt": pk}))
    rows = list(ordered[: size + 1])
    return Page(rows[:size], rows[size - 1].pk if len(rows) > size else None)


def key_of(queryset, after, date):
    """Date and key of the row that `after` names, or None."""
    if not (after.isascii() and after.isdecimal() and len(after) < 19):
        return None
    return queryset.filter(pk=after).values_list(date, "pk").first()
