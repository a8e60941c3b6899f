"""Reads the tallies: how many quotes there are of a muscle, of two, of three, by anybody or one.

A tally counts what has a date. What is still to come is few, and taken off when it is read: so a
scheduled article counts from its time on, without a write.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.db import connection
from django.db.models import CharField, Count, ExpressionWrapper, Func, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from articles.dated.counts import Count as Number
from articles.dated.counts import CountField
from articles.dated.newest import now

Muscles = frozenset[int]

# Tallies by their names, and of each quote that is still to come who says it and of which muscles.
ASKED = """SELECT name, number, NULL, NULL FROM articles_tally WHERE name IN ({places})
    UNION ALL SELECT NULL, NULL, expert_id, tags FROM articles_datedquote WHERE published_at > %s"""


class Tally(NamedTuple):
    """Quotes that name all of up to three muscles, by this expert or by anybody."""

    muscles: Muscles = frozenset()
    expert: int | None = None

    @property
    def name(self) -> str:
        whose = [] if self.expert is None else [f"expert {self.expert}"]
        return " ".join([*whose, *map(str, sorted(self.muscles))])


class Tallied(Func):
    """The number that stands under a name."""

    template = "(SELECT coalesce(sum(number), 0) FROM articles_tally WHERE name = %(expressions)s)"
    output_field = CountField()


def of_the_muscle(scheduled):
    """How many published quotes name the muscle of the row; `scheduled` are the `DatedTag`s."""
    return tallied(Cast("pk", CharField()), scheduled.filter(tag=OuterRef("pk")), "tag")


def by_the_expert(scheduled):
    """How many published quotes are by the expert of the row; `scheduled` are `DatedQuote`s."""
    name = Concat(Value("expert "), Cast("pk", CharField()))
    return tallied(name, scheduled.filter(expert=OuterRef("pk")), "expert")


def tallied(name, scheduled, by):
    later = scheduled.order_by().values(by).annotate(n=Count("*")).values("n")
    published = Tallied(name) - Coalesce(Subquery(later), 0, output_field=CountField())
    return ExpressionWrapper(published, output_field=CountField())


def read(tallies: Iterable[Tally]) -> dict[Tally, Number]:
    """How many published quotes each of them counts."""
    names = {tally.name: tally for tally in tallies}
    # PostgreSQL refuses a list of none.
    if not names:
        return {}
    counts, of_each = Counter[Tally](), defaultdict[int | None, list[Tally]](list)
    for tally in names.values():
        of_each[tally.expert].append(tally)
    with connection.cursor() as cursor:
        cursor.execute(ASKED.format(places=", ".join(["%s"] * len(names))), [*names, now()])
        for name, number, expert, tags in cursor.fetchall():
            if name is not None:
                counts[names[name]] += int(number)
            else:
                muscles = set(map(int, tags.split()))
                may_count = of_each[None] + of_each[expert]
                counts.subtract(tally for tally in may_count if tally.muscles <= muscles)
    return {tally: Number(counts[tally]) for tally in names.values()}


def naming_all(sets: Iterable[Muscles], expert: int | None = None) -> dict[Muscles, Number]:
    """For each of these sets of up to three muscles how many published quotes name all of them.

    The empty set stands for all quotes.
    """
    counts = read(Tally(each, expert) for each in sets)
    return {tally.muscles: number for tally, number in counts.items()}


def naming_any(muscles: Muscles, expert: int | None = None) -> Number:
    """How many published quotes name one of up to three muscles, or more; all for none."""
    return by_each([expert], muscles, match_all=False)[expert]


def by_each[Who: (int, int | None)](
    experts: Collection[Who], muscles: Muscles, *, match_all: bool
) -> dict[Who, Number]:
    """How many published quotes by each of these name all, or any, of up to three muscles."""
    if match_all or not muscles:
        counts = read(Tally(muscles, expert) for expert in experts)
        return {expert: counts[Tally(muscles, expert)] for expert in experts}
    sets = subsets(muscles)
    counts = read(Tally(each, expert) for expert in experts for each in sets)
    # Those that name two were counted twice, and so on.
    signs = {each: 1 if len(each) % 2 else -1 for each in sets}
    return {
        expert: Number(sum(signs[each] * counts[Tally(each, expert)] for each in sets))
        for expert in experts
    }


def subsets(muscles: Muscles) -> list[Muscles]:
    """All but the empty one."""
    found = [frozenset[int]()]
    for muscle in muscles:
        found += [each | {muscle} for each in found]
    return found[1:]
