"""Reads the tallies: how many quotes there are of a muscle, of two, of three, or by an expert.

A tally counts what has a date. What is still to come is few, and taken off when it is read: so a
scheduled article counts from its time on, without a write.
"""

from collections import Counter
from collections.abc import Iterable

from django.db import connection
from django.db.models import CharField, Count, ExpressionWrapper, Func, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from articles.dated.counts import Count as Number
from articles.dated.counts import CountField
from articles.dated.newest import now

Muscles = frozenset[int]

# Tallies by their names, and the muscles of each quote that is still to come, without a number.
ASKED = """SELECT name, number FROM articles_tally WHERE name IN ({places})
    UNION ALL SELECT tags, NULL FROM articles_datedquote WHERE published_at > %s"""


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


def naming_all(sets: Iterable[Muscles]) -> dict[Muscles, Number]:
    """For each of these sets of up to three muscles how many published quotes name all of them.

    The empty set stands for all quotes.
    """
    names = {" ".join(map(str, sorted(each))): each for each in sets}
    counts = Counter[Muscles]()
    with connection.cursor() as cursor:
        cursor.execute(ASKED.format(places=", ".join(["%s"] * len(names))), [*names, now()])
        for name, number in cursor.fetchall():
            if number is not None:
                counts[names[name]] += int(number)
            else:
                muscles = set(map(int, name.split()))
                counts.subtract(each for each in names.values() if each <= muscles)
    return {each: Number(counts[each]) for each in names.values()}


def naming_any(muscles: Muscles) -> Number:
    """How many published quotes name one of up to three muscles, or more; all for none."""
    if not muscles:
        return naming_all([muscles])[muscles]
    together = naming_all(subsets(muscles))
    # Those that name two were counted twice, and so on.
    return Number(sum(n if len(each) % 2 else -n for each, n in together.items()))


def subsets(muscles: Muscles) -> list[Muscles]:
    """All but the empty one."""
    found = [frozenset[int]()]
    for muscle in muscles:
        found += [each | {muscle} for each in found]
    return found[1:]
