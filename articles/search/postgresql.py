"""The index in PostgreSQL: tables of vectors, which a function a change keeps true."""

from collections.abc import Collection, Iterable

from articles.search.documents import CHANGES, KINDS, PARTS, Index, indexes, selects, source
from articles.search.question import Term
from articles.triggers import (
    Change,
    ask,
    drop,
    emptying,
    ids,
    names,
    triggers_of_postgresql,
)

# The weights that stand for the parts that a term may stand in; D is that of the tags.
WITHIN = {"names": "A", "words": "AB", "all": "ABC"}

# A vector holds a megabyte at most, and no part of an article may make a save fail.
LONGEST_PART = 50_000

# The column of the ids, and what stands between terms that are all wanted, or any of them.
KEY, AND, OR = "id", " & ", " | "

TAGS = """coalesce((SELECT string_agg(tag_id::text, ' ' ORDER BY tag_id)
    FROM articles_taggedquote WHERE content_object_id = q.id), '')"""

# As `articles.folding` does it (PostgreSQL 15 has no casefold), and with spaces for all that is no
# letter and no figure. Which signs are letters is told by the database's LC_CTYPE.
FOLD = r"""CREATE FUNCTION articles_search_fold(part text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT regexp_replace(regexp_replace(replace(replace(
        lower(normalize(part, NFKD)), 'ß', 'ss'), 'ς', 'σ'), '[\u0300-\u036f]', '', 'g'),
        '[^[:alnum:]]+', ' ', 'g')
$$"""
# Between two parts, so that no phrase runs from one into the next: a word that nobody can type.
BETWEEN = """ || $between$' ':1$between$::tsvector || """


def weighted(part: str, weight: str) -> str:
    folded = f"articles_search_fold(left({part}, {LONGEST_PART}))"
    return f"setweight(to_tsvector('simple', {folded}), '{weight}')"


VECTOR = f"""CREATE FUNCTION articles_search_vector(names text, words text, around text, tags text)
    RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
    SELECT {BETWEEN.join(map(weighted, PARTS, "ABCD"))}
$$"""

# An index of words has no order, and gives all documents with a frequent one. So among the tags
# stands in which blocks of so many ids, as powers of two, a document is.
BLOCKS = (12, 14, 16, 18, 20)
BLOCK = " || ".join(f"' b{size}x' || (id >> {size})" for size in BLOCKS)


def plain(column: str) -> str:
    """SQL for the text of cleaned HTML."""
    spaced = f"regexp_replace({column}, '</(p|li|h[1-6])>|<br>|&[a-z]+;', ' ', 'g')"
    return f"regexp_replace({spaced}, '<[^>]*>', '', 'g')"


def create() -> list[str]:
    tables = [
        f"CREATE TABLE {index.table} (id bigint PRIMARY KEY, vector tsvector)"
        for index in indexes()
    ]
    views = [
        f"CREATE VIEW {source(kind)} AS {select}" for kind, select in selects(plain, TAGS).items()
    ]
    rules = [sql for change in CHANGES for sql in triggers(change)]
    empty = [sql for kind in KINDS for sql in emptied(kind)]
    return [*tables, FOLD, VECTOR, *views, *rules, *empty]


def finish() -> list[str]:
    """Once all is filled in. Without `fastupdate` no search reads what waits for its place."""
    return [
        f"CREATE INDEX {index.table}_vector ON {index.table} USING gin (vector)"
        " WITH (fastupdate = off)"
        for index in indexes()
    ]


def triggers(change: Change) -> list[str]:
    def making(ids: str) -> list[str]:
        return [
            sql
            for index in indexes(change.kind)
            for sql in (
                f"PERFORM 1 FROM {index.table} WHERE id IN ({ids}) ORDER BY id FOR UPDATE",
                f"""DELETE FROM {index.table} i WHERE id IN ({ids})
                    AND NOT EXISTS (SELECT 1 FROM articles_{change.kind} WHERE id = i.id)""",
                f"""{fill(index)} WHERE id IN ({ids})
                    ON CONFLICT (id) DO UPDATE SET vector = EXCLUDED.vector""",
            )
        ]

    return triggers_of_postgresql(change, making)


def emptied(kind: str) -> list[str]:
    """Made from what is left: where tags alone were emptied, all quotes without them."""
    anew = [sql for index in indexes(kind) for sql in (f"DELETE FROM {index.table}", fill(index))]
    tables = "articles_quote articles_taggedquote" if kind == "quote" else f"articles_{kind}"
    return emptying(tables, emptied_name(kind), anew)


def emptied_name(kind: str) -> str:
    return f"articles_search_{kind}_truncate"


def value(index: Index) -> str:
    parts = [part if part in index.parts else "''" for part in PARTS]
    return f"articles_search_vector({', '.join(parts)} || {BLOCK})"


def fill(index: Index) -> str:
    made = f"SELECT id, {value(index)} FROM {source(index.kind)}"
    return f"INSERT INTO {index.table} (id, vector) {made}"


def rules() -> list[str]:
    """The names of triggers and views."""
    return [
        *names(CHANGES),
        *map(emptied_name, KINDS),
        *map(source, KINDS),
    ]


def drop_rules() -> list[str]:
    """What stands in the way of a migration: views keep columns from being changed."""
    return [
        *drop(CHANGES),
        *(f"DROP FUNCTION IF EXISTS {emptied_name(kind)} CASCADE" for kind in KINDS),
        *(f"DROP VIEW IF EXISTS {source(kind)}" for kind in KINDS),
        "DROP FUNCTION IF EXISTS articles_search_vector, articles_search_fold",
    ]


def count_different(index: Index) -> str:
    joined = f"{source(index.kind)} JOIN {index.table} USING (id)"
    return f"SELECT count(*) FROM {joined} WHERE vector IS DISTINCT FROM {value(index)}"


def ids_matching(index: Index) -> str:
    return f"SELECT id FROM {index.table} WHERE vector @@ %s::tsquery"


def newest(index: Index, expression: str, most: int) -> list[int]:
    """Looked for in the last blocks of ids, the smallest first; what is rare at once in all.

    By the nought in the order the index of words is used: the planner would read all rows by id.
    """
    sql = f"{ids_matching(index)} ORDER BY id + 0 DESC LIMIT %s"
    last = ask(f"SELECT coalesce(max(id), 0) FROM {index.table}")
    for size in BLOCKS:
        block = last >> size
        if block == 0:
            break
        blocks = tagged([f"b{size}x{block}", f"b{size}x{block - 1}"])
        found = ids(sql, [f"{blocks} & {expression}", most])
        if len(found) == most:
            return found
        if len(found) * block < 2 * most:
            break
    return ids(sql, [expression, most])


def ids_among(index: Index, candidates: Collection[int]) -> str:
    """By the OFFSET these rows are read: the planner would look for the words among all."""
    listed = ", ".join(map(str, candidates))
    rows = f"SELECT id, vector FROM {index.table} WHERE id IN ({listed}) OFFSET 0"
    return f"SELECT id FROM ({rows}) AS candidates WHERE vector @@ %s::tsquery"


def tagged(tags: Iterable[str]) -> str:
    """With any of these among the tags."""
    return f"({' | '.join(f"'{tag}':D" for tag in tags)})"


def without(expression: str, unwanted: str) -> str:
    return f"({expression}) & !({unwanted})"


def one(term: Term, within: str) -> str:
    """Only letters and figures get here, so that nothing that was typed is an operator."""
    weights, ending = WITHIN[within], "" if term.whole else "*"
    phrases = [
        " <-> ".join([*(f"'{word}':{weights}" for word in before), f"'{last}':{ending}{weights}"])
        for *before, last in term.phrases
    ]
    tags = [f"'{muscle}':D" for muscle in sorted(term.muscles)] if within == "all" else []
    return f"({' | '.join([*(f'({phrase})' for phrase in phrases), *tags])})"
