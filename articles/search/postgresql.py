"""The index in PostgreSQL: a table of vectors a kind, which a function a change keeps true."""

from collections.abc import Collection, Iterable

from articles.search.documents import CHANGES, KINDS, PARTS, index, selects, source
from articles.search.question import Term
from articles.triggers import Change, drop, emptying, names, triggers_of_postgresql

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

VALUE = f"articles_search_vector({', '.join(PARTS)})"


def plain(column: str) -> str:
    """SQL for the text of cleaned HTML."""
    spaced = f"regexp_replace({column}, '</(p|li|h[1-6])>|<br>|&[a-z]+;', ' ', 'g')"
    return f"regexp_replace({spaced}, '<[^>]*>', '', 'g')"


def create() -> list[str]:
    tables = [
        sql
        for kind in KINDS
        for sql in (
            f"CREATE TABLE {index(kind)} (id bigint PRIMARY KEY, vector tsvector)",
            f"CREATE INDEX {index(kind)}_vector ON {index(kind)} USING gin (vector)",
        )
    ]
    views = [
        f"CREATE VIEW {source(kind)} AS {select}" for kind, select in selects(plain, TAGS).items()
    ]
    rules = [sql for change in CHANGES for sql in triggers(change)]
    empty = [sql for kind in KINDS for sql in emptied(kind)]
    return [*tables, FOLD, VECTOR, *views, *rules, *empty]


def triggers(change: Change) -> list[str]:
    table = index(change.kind)

    def making(ids: str) -> list[str]:
        return [
            f"PERFORM 1 FROM {table} WHERE id IN ({ids}) ORDER BY id FOR UPDATE",
            f"""DELETE FROM {table} i WHERE id IN ({ids})
                AND NOT EXISTS (SELECT 1 FROM articles_{change.kind} WHERE id = i.id)""",
            f"""{fill(change.kind)} WHERE id IN ({ids})
                ON CONFLICT (id) DO UPDATE SET vector = EXCLUDED.vector""",
        ]

    return triggers_of_postgresql(change, making)


def emptied(kind: str) -> list[str]:
    """(Where tags alone are emptied, the index is to be made anew.)"""
    return emptying(f"articles_{kind}", f"{index(kind)}_truncate", [f"DELETE FROM {index(kind)}"])


def fill(kind: str) -> str:
    return f"INSERT INTO {index(kind)} (id, vector) SELECT id, {VALUE} FROM {source(kind)}"


def rules() -> list[str]:
    """The names of triggers and views."""
    return [
        *names(CHANGES),
        *(f"{index(kind)}_truncate" for kind in KINDS),
        *map(source, KINDS),
    ]


def drop_rules() -> list[str]:
    """What stands in the way of a migration: views keep columns from being changed."""
    return [
        *drop(CHANGES),
        *(f"DROP FUNCTION IF EXISTS {index(kind)}_truncate CASCADE" for kind in KINDS),
        *(f"DROP VIEW IF EXISTS {source(kind)}" for kind in KINDS),
        "DROP FUNCTION IF EXISTS articles_search_vector, articles_search_fold",
    ]


def count_different(kind: str) -> str:
    joined = f"{source(kind)} JOIN {index(kind)} USING (id)"
    return f"SELECT count(*) FROM {joined} WHERE vector IS DISTINCT FROM {VALUE}"


def ids_matching(kind: str) -> str:
    return f"SELECT id FROM {index(kind)} WHERE vector @@ %s::tsquery"


def newest_ids(kind: str) -> str:
    return f"{ids_matching(kind)} ORDER BY id DESC LIMIT %s"


def ids_among(kind: str, candidates: Collection[int]) -> str:
    return f"{ids_matching(kind)} AND id IN ({', '.join(map(str, candidates))})"


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
