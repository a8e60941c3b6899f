"""The index: kept true by the database itself, whatever writes. See decision 0022.

A change of what it holds (`documents`, `sqlite`, `postgresql`) comes with a migration, if only an
empty one: after each migration the index is made anew.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Q
from django.db.models.expressions import RawSQL

from articles.search import postgresql, sqlite
from articles.search.documents import DATED, KINDS, index, source
from articles.search.question import Question, Term
from articles.triggers import ask, missing, run

DIALECTS = {"sqlite": sqlite, "postgresql": postgresql}


class Difference(NamedTuple):
    """How many documents of one kind are not as they should be."""

    kind: str
    missing: int
    different: int
    left_over: int

    @property
    def total(self) -> int:
        return self.missing + self.different + self.left_over

    def __str__(self) -> str:
        return (
            f"{self.kind.capitalize()}s: {self.missing} missing, {self.different} different, "
            f"{self.left_over} left over."
        )


def dialect():
    return DIALECTS[connection.vendor]


def having_all(kind: str, terms: Sequence[Term]) -> Q:
    """Rows in whose document each of these terms stands; all rows for none."""
    return matching(kind, all_of(terms)) if terms else Q()


def having_some(kind: str, terms: Sequence[Term]) -> Q:
    """Rows in whose document one of these terms stands, or more; no row for none."""
    return matching(kind, some_of(terms)) if terms else Q(pk__in=[])


def matching(kind: str, expression: str) -> Q:
    return Q(pk__in=RawSQL(dialect().ids_matching(kind), [expression]))


def all_of(terms: Sequence[Term], within: str = "all") -> str:
    return dialect().AND.join(dialect().one(term, within) for term in terms)


def some_of(terms: Sequence[Term], within: str = "all") -> str:
    return dialect().OR.join(dialect().one(term, within) for term in terms)


def newest(
    kind: str,
    question: Question,
    tags: Iterable[Iterable[str]] = (),
    *,
    most: int,
    within: str = "all",
) -> list[int]:
    """Ids of the newest that answer the question and have one of each of these groups of tags.

    Of articles and quotes those that have a date. At most so many: what it costs does not grow
    with how many there are.
    """
    groups = [*tags, *([] if kind == "expert" else [[DATED]])]
    parts = [dialect().tagged(group) for group in groups]
    if question.wanted:
        some_or_all = some_of if question.loose else all_of
        parts.append(f"({some_or_all(question.wanted, within)})")
    expression = dialect().AND.join(parts)
    if question.unwanted:
        expression = dialect().without(expression, some_of(question.unwanted))
    return ids(dialect().newest_ids(kind), [expression, most])


def newest_in_words(
    kind: str, question: Question, tags: Sequence[Iterable[str]] = (), *, most: int
) -> tuple[list[int], Question]:
    """The same, and the question that they answer: that for whole words, where it finds enough.

    To look for all words with a frequent beginning takes SQLite the longer, the more there are.
    """
    whole = question.in_whole_words()
    found = newest(kind, whole, tags, most=most)
    if len(found) == most or whole == question:
        return found, whole
    return newest(kind, question, tags, most=most), question


def among(kind: str, candidates: Collection[int], expression: str) -> set[int]:
    """Of these ids those whose document fits; an expression is what `all_of` and others make."""
    if not candidates:
        return set()
    return set(ids(dialect().ids_among(kind, candidates), [expression]))


def ids(sql: str, params: list) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [pk for (pk,) in cursor.fetchall()]


def exists() -> bool:
    """With all the rules that keep it true."""
    tables = connection.introspection.table_names()
    return all(index(kind) in tables for kind in KINDS) and not missing_rules()


def missing_rules() -> set[str]:
    return missing(dialect().rules())


def lift_rules() -> None:
    """Leaves the tables to a migration."""
    run(dialect().drop_rules())


def drop_index() -> list[str]:
    return [f"DROP TABLE IF EXISTS {index(kind)}" for kind in KINDS]


def drop() -> None:
    run(drop_index())


@transaction.atomic
def rebuild() -> None:
    """Makes everything anew, the rules that keep it true included."""
    run([*dialect().drop_rules(), *drop_index(), *dialect().create()])
    run(dialect().fill(kind) for kind in KINDS)


def differences() -> list[Difference]:
    return [
        Difference(
            kind,
            count_without(source(kind), "id", index(kind), dialect().KEY),
            ask(dialect().count_different(kind)),
            count_without(index(kind), dialect().KEY, f"articles_{kind}", "id"),
        )
        for kind in KINDS
    ]


def count_without(table: str, key: str, other: str, other_key: str) -> int:
    """How many rows of one have none in the other."""
    there = f"SELECT {other_key} FROM {other}"
    return ask(f"SELECT count(*) FROM {table} WHERE {key} NOT IN ({there})")


def size(kind: str) -> int:
    return ask(f"SELECT count(*) FROM {index(kind)}")
