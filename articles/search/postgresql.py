"""The index in PostgreSQL: a table of vectors a kind, which a function a change keeps true."""

from articles.search.documents import CHANGES, KINDS, PARTS, Change, index, selects, source
from articles.search.question import Term

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
    return [*tables, FOLD, VECTOR, *views, *rules, *map(emptying, KINDS)]


def triggers(change: Change) -> list[str]:
    """Before a row there is nothing in OLD, and after it nothing in NEW."""
    ids = change.for_rows(change.ids, "OLD", "NEW")
    parents = [change.for_rows(parent, "OLD", "NEW") for parent in change.parents]
    shares = " ".join(f"PERFORM 1 FROM {parent} FOR SHARE;" for parent in parents)
    changed = " OR ".join(f"OLD.{c} IS DISTINCT FROM NEW.{c}" for c in change.watched)
    on = f"ON {change.table} FOR EACH ROW"
    run = f"EXECUTE FUNCTION {change.name}()"
    table = index(change.kind)
    return [
        f"""CREATE FUNCTION {change.name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            {shares}
            PERFORM 1 FROM {table} WHERE id IN ({ids}) ORDER BY id FOR UPDATE;
            DELETE FROM {table} i WHERE id IN ({ids})
                AND NOT EXISTS (SELECT 1 FROM articles_{change.kind} WHERE id = i.id);
            {fill(change.kind)} WHERE id IN ({ids})
                ON CONFLICT (id) DO UPDATE SET vector = EXCLUDED.vector;
            RETURN NULL;
        END $$""",
        f"CREATE TRIGGER {change.name}_rows AFTER INSERT OR DELETE {on} {run}",
        f"CREATE TRIGGER {change.name}_update AFTER UPDATE {on} WHEN ({changed}) {run}",
    ]


def emptying(kind: str) -> str:
    """No row is deleted where a table is emptied at once. (Tags alone are not: `rebuild` then.)"""
    name = f"{index(kind)}_truncate"
    return f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN DELETE FROM {index(kind)}; RETURN NULL; END $$;
        CREATE TRIGGER {name} AFTER TRUNCATE ON articles_{kind} EXECUTE FUNCTION {name}()"""


def fill(kind: str) -> str:
    return f"INSERT INTO {index(kind)} (id, vector) SELECT id, {VALUE} FROM {source(kind)}"


def rules() -> list[str]:
    """The names of triggers and views."""
    names = [f"{change.name}_{kind}" for change in CHANGES for kind in ("rows", "update")]
    return [*names, *(f"{index(kind)}_truncate" for kind in KINDS), *map(source, KINDS)]


def drop_rules() -> list[str]:
    """What stands in the way of a migration: views keep columns from being changed."""
    functions = [change.name for change in CHANGES] + [f"{index(kind)}_truncate" for kind in KINDS]
    return [
        # With the triggers that run them.
        *(f"DROP FUNCTION IF EXISTS {name} CASCADE" for name in functions),
        *(f"DROP VIEW IF EXISTS {source(kind)}" for kind in KINDS),
        "DROP FUNCTION IF EXISTS articles_search_vector, articles_search_fold",
    ]


def count_different(kind: str) -> str:
    joined = f"{source(kind)} JOIN {index(kind)} USING (id)"
    return f"SELECT count(*) FROM {joined} WHERE vector IS DISTINCT FROM {VALUE}"


def ids_matching(kind: str) -> str:
    return f"SELECT id FROM {index(kind)} WHERE vector @@ %s::tsquery"


def one(term: Term, within: str) -> str:
    """Only letters and figures get here, so that nothing that was typed is an operator."""
    weights, ending = WITHIN[within], "" if term.whole else "*"
    phrases = [
        " <-> ".join([*(f"'{word}':{weights}" for word in before), f"'{last}':{ending}{weights}"])
        for *before, last in term.phrases
    ]
    tags = [f"'{muscle}':D" for muscle in sorted(term.muscles)] if within == "all" else []
    return f"({' | '.join([*(f'({phrase})' for phrase in phrases), *tags])})"
