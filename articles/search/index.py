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
from articles.search.documents import DATED, UNDATED, index, indexes, source
from articles.search.question import Question, Term
from articles.triggers import ask, ids, missing, run

DIALECTS = {"sqlite": sqlite, "postgresql": postgresql}
# Ids of the last ones by date: after an archive was brought in they are not the highest.
LATEST = {
    "article": """SELECT id FROM articles_article WHERE published_at IS NOT NULL
        ORDER BY published_at DESC, id DESC LIMIT %s""",
    "quote": """SELECT quote_id FROM articles_datedquote
        ORDER BY published_at DESC, quote_id DESC LIMIT %s""",
}


class Difference(NamedTuple):
    """How many documents of one index are not as they should be."""

    noun: str
    missing: int
    different: int
    left_over: int

    @property
    def total(self) -> int:
        return self.missing + self.different + self.left_over

    def __str__(self) -> str:
        return (
            f"{self.noun.capitalize()}: {self.missing} missing, {self.different} different, "
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
    return Q(pk__in=RawSQL(dialect().ids_matching(index(kind)), [expression]))


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
) -> list[int]:
    """Ids of the newest that answer the question and have one of each of these groups of tags.

    Of articles and quotes those that have a date. Where there are so many, these are the last that
    were written, and those among the last by date: what it costs does not grow.
    """
    expression = asking(kind, question, tags)
    if question.unwanted:
        expression = dialect().without(expression, some_of(question.unwanted))
    found = dialect().newest(index(kind), expression, most)
    if len(found) < most or kind not in LATEST:
        return found
    latest = ids(LATEST[kind], [most])
    by_date = ids(dialect().ids_among(index(kind), latest), [expression])
    return list(dict.fromkeys([*found, *by_date]))


def newest_by_name(kind: str, question: Question, *, most: int) -> set[int]:
    """Of the newest with what is wanted in their names those that answer the question."""
    expression = asking(kind, question, within="names")
    found = set(dialect().newest(index(kind, "names"), expression, most))
    for term in question.unwanted:
        found -= among(kind, found, [term])
    return found


def asking(
    kind: str, question: Question, tags: Iterable[Iterable[str]] = (), within: str = "all"
) -> str:
    """The expression for what is wanted; what is unwanted is not in it yet."""
    parts = [dialect().tagged(group) for group in tags]
    if question.wanted:
        some_or_all = some_of if question.loose else all_of
        parts.append(f"({some_or_all(question.wanted, within)})")
    if not parts:
        return dialect().tagged([DATED])
    expression = dialect().AND.join(parts)
    # Few are: along those that have a date each of very many would be looked at.
    undated = dialect().tagged([UNDATED])
    return expression if kind == "expert" else dialect().without(expression, undated)


def newest_in_words(
    kind: str, question: Question, tags: Sequence[Iterable[str]] = (), *, most: int
) -> tuple[list[int], Question]:
    """The same, and the question that they answer: that for whole words, where it finds enough.

    To look for all words with a frequent beginning takes SQLite the longer, the more there are.
    """
    whole = question.in_whole_words()
    found = newest(kind, whole, tags, most=most)
    if len(found) >= most or whole == question:
        return found, whole
    return newest(kind, question, tags, most=most), question


def among(
    kind: str, candidates: Collection[int], terms: Sequence[Term], within: str = "all"
) -> set[int]:
    """Of these ids those in whose document all of these terms stand."""
    if not candidates:
        return set()
    sql = dialect().ids_among(index(kind, within), candidates)
    return set(ids(sql, [all_of(terms, within)]))


def exists() -> bool:
    """With all the rules that keep it true."""
    tables = connection.introspection.table_names()
    return all(index.table in tables for index in indexes()) and not missing_rules()


def missing_rules() -> set[str]:
    return missing(dialect().rules())


def lift_rules() -> None:
    """Leaves the tables to a migration."""
    run(dialect().drop_rules())


def drop_index() -> list[str]:
    return [f"DROP TABLE IF EXISTS {index.table}" for index in indexes()]


def drop() -> None:
    run(drop_index())


@transaction.atomic
def rebuild() -> None:
    """Makes everything anew, the rules that keep it true included."""
    run([*dialect().drop_rules(), *drop_index(), *dialect().create()])
    run(map(dialect().fill, indexes()))
    run(dialect().finish())


def differences() -> list[Difference]:
    return [
        Difference(
            index.noun,
            count_without(source(index.kind), "id", index.table, dialect().KEY),
            ask(dialect().count_different(index)),
            count_without(index.table, dialect().KEY, f"articles_{index.kind}", "id"),
        )
        for index in indexes()
    ]


def count_without(table: str, key: str, other: str, other_key: str) -> int:
    """How many rows of one have none in the other."""
    there = f"SELECT {other_key} FROM {other}"
    return ask(f"SELECT count(*) FROM {table} WHERE {key} NOT IN ({there})")


def size(kind: str) -> int:
    return ask(f"SELECT count(*) FROM {index(kind).table}")
