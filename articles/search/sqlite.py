"""The index in SQLite: FTS5 tables, which three triggers a change keep true."""

from collections.abc import Collection, Iterable
from itertools import batched

from articles.folding import fold
from articles.search.documents import CHANGES, KINDS, PARTS, Index, indexes, selects, source
from articles.search.question import Term
from articles.triggers import Change, drop, ids, names, triggers_of_sqlite

# The parts that a term may stand in, by how near the top of the document it must be.
WITHIN = {"names": "{names}", "words": "{names words}", "all": "{names words around}"}

# The column of the ids, and what stands between terms that are all wanted, or any of them.
KEY, AND, OR = "rowid", " AND ", " OR "

TAGS = """coalesce((SELECT group_concat(tag_id, ' ') FROM (
    SELECT tag_id FROM articles_taggedquote WHERE content_object_id = q.id ORDER BY tag_id)), '')"""


# What is met in English texts: figures above and below the line, ligatures, fractions.
ALIKE = "ßẞ⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉ﬀﬁﬂﬃﬄªº™½¼¾ς"


def plain(column: str) -> str:
    """SQL for the text of cleaned HTML: `done` grows by what stands before each tag of `rest`."""
    spaced = column
    for sign in ("</p>", "</li>", "</h2>", "</h3>", "<br>", "&nbsp;", "&amp;", "&lt;", "&gt;"):
        spaced = f"replace({spaced}, '{sign}', ' ')"
    return f"""(WITH RECURSIVE cut(done, rest) AS (
        SELECT '', {spaced}
        UNION ALL
        SELECT done || substr(rest, 1, instr(rest, '<') - 1),
            substr(rest, instr(rest, '<') + instr(substr(rest, instr(rest, '<')), '>'))
        FROM cut WHERE instr(rest, '<') > 0 AND instr(substr(rest, instr(rest, '<')), '>') > 0
    ) SELECT done || rest FROM cut ORDER BY length(rest) LIMIT 1)"""


def spelt_out(select: str) -> str:
    """SQL for the same parts without letters that stand for others.

    FTS5 knows case and accents, but not that "ß" is "ss" and "₂" is "2", as `fold` does. A few at a
    time: SQLite's parser does not look far into brackets.
    """
    for some in batched(ALIKE, 10):
        parts = []
        for part in PARTS:
            text = part
            for sign in some:
                text = f"replace({text}, '{sign}', '{fold(sign)}')"
            parts.append(f"{text} AS {part}")
        select = f"SELECT id, {', '.join(parts)} FROM ({select})"
    return select


def create() -> list[str]:
    tables = [
        f"CREATE VIRTUAL TABLE {index.table} USING fts5("
        f"{', '.join(index.parts)}, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')"
        for index in indexes()
    ]
    views = [
        f"CREATE VIEW {source(kind)} AS {spelt_out(select)}"
        for kind, select in selects(plain, TAGS).items()
    ]
    return [*tables, *views, *(sql for change in CHANGES for sql in triggers(change))]


def finish() -> list[str]:
    return []


def triggers(change: Change) -> list[str]:
    def making(ids: str) -> list[str]:
        return [
            sql
            for index in indexes(change.kind)
            for sql in (
                f"DELETE FROM {index.table} WHERE rowid IN ({ids})",
                f"{fill(index)} WHERE id IN ({ids})",
            )
        ]

    return triggers_of_sqlite(change, making)


def fill(index: Index) -> str:
    columns = ", ".join(index.parts)
    made = f"SELECT id, {columns} FROM {source(index.kind)}"
    return f"INSERT INTO {index.table} (rowid, {columns}) {made}"


def rules() -> list[str]:
    """The names of triggers and views."""
    return [*names(CHANGES), *map(source, KINDS)]


def drop_rules() -> list[str]:
    """What stands in the way of a migration: it makes tables anew."""
    return [*drop(CHANGES), *(f"DROP VIEW IF EXISTS {source(kind)}" for kind in KINDS)]


def count_different(index: Index) -> str:
    differ = " OR ".join(f"s.{part} IS NOT i.{part}" for part in index.parts)
    joined = f"{source(index.kind)} s JOIN {index.table} i ON i.rowid = s.id"
    return f"SELECT count(*) FROM {joined} WHERE {differ}"


def ids_matching(index: Index) -> str:
    return f"SELECT rowid FROM {index.table} WHERE {index.table} MATCH %s"


def newest(index: Index, expression: str, most: int) -> list[int]:
    return ids(f"{ids_matching(index)} ORDER BY rowid DESC LIMIT %s", [expression, most])


def ids_among(index: Index, candidates: Collection[int]) -> str:
    """By the plus the ids are compared with what was found, and not looked up one by one."""
    within = f"rowid BETWEEN {min(candidates)} AND {max(candidates)}"
    listed = ", ".join(map(str, candidates))
    return f"{ids_matching(index)} AND {within} AND +rowid IN ({listed})"


def tagged(tags: Iterable[str]) -> str:
    """With any of these among the tags."""
    return f"tags : ({' OR '.join(f'"{tag}"' for tag in tags)})"


def without(expression: str, unwanted: str) -> str:
    return f"({expression}) NOT ({unwanted})"


def one(term: Term, within: str) -> str:
    """Only letters and figures get here, so that nothing that was typed is an operator."""
    ending = "" if term.whole else " *"
    told = " OR ".join(f'"{" ".join(phrase)}"{ending}' for phrase in term.phrases)
    tags = " OR ".join(f'"{muscle}"' for muscle in sorted(term.muscles))
    tagged = f" OR tags : ({tags})" if tags and within == "all" else ""
    return f"({WITHIN[within]} : ({told}){tagged})"
