"""How the database keeps the dated rows and the tallies. A change here comes with a migration."""

from itertools import pairwise
from typing import NamedTuple

from django.db import connection, transaction

from articles.dated import postgresql, sqlite
from articles.dated.counts import MOST_TOGETHER
from articles.triggers import Change, ask, drop, missing, names, run

DIALECTS = {"sqlite": sqlite, "postgresql": postgresql}

ARTICLE = "articles_article WHERE id IN ({article_id})"
OF_ARTICLES = "SELECT id FROM articles_quote WHERE article_id IN ({id})"
OF_TAGGED = (
    "articles_article WHERE id IN "
    "(SELECT article_id FROM articles_quote WHERE id IN ({content_object_id}))"
)
CHANGES = [
    Change("articles_quote", "article_id expert_id", "quote", parents=(ARTICLE,), kept="dated"),
    Change("articles_article", "published_at", "quote", OF_ARTICLES, kept="dated"),
    Change(
        "articles_taggedquote",
        "content_object_id tag_id",
        "quote",
        "{content_object_id}",
        parents=(OF_TAGGED,),
        kept="dated",
    ),
]

DATED = """FROM articles_quote q JOIN articles_article a ON a.id = q.article_id
    {more} WHERE a.published_at IS NOT NULL AND q.expert_id IS NOT NULL"""
TAGGED = DATED.format(more="JOIN articles_taggedquote t ON t.content_object_id = q.id")
# The table of each is named alike, without "_source".
QUOTES = "quote_id, article_id, expert_id, published_at, tags"
TAGS = "quote_id, tag_id, published_at"


class Kept(NamedTuple):
    """A table of dated rows, with the query for what it is to hold."""

    noun: str
    table: str
    columns: str
    select: str

    @property
    def source(self) -> str:
        """The view of that query."""
        return f"{self.table}_source"

    @property
    def filling(self) -> str:
        return f"INSERT INTO {self.table} ({self.columns}) SELECT {self.columns} FROM {self.source}"


def kept() -> list[Kept]:
    quotes = f"""SELECT q.id AS quote_id, q.article_id, q.expert_id, a.published_at,
        {dialect().TAGS} AS tags {DATED.format(more="")}"""
    tags = f"SELECT q.id AS quote_id, t.tag_id, a.published_at {TAGGED}"
    return [
        Kept("quote", "articles_datedquote", QUOTES, quotes),
        Kept("tag", "articles_datedtag", TAGS, tags),
    ]


def counting(whose: str, size: int, these: str) -> str:
    """SQL for the names of the tallies in which these quotes count, by so many of their muscles.

    Named as `tallies.Tally.name` is; nobody's begin with a space that is trimmed. No view: SQLite
    would make all of it before it looks which quotes are meant.
    """
    tags = [f"t{place}" for place in range(size)]
    joined = [f"JOIN articles_datedtag {tag} ON {tag}.quote_id = a.quote_id" for tag in tags]
    rising = [f"AND {first}.tag_id < {second}.tag_id" for first, second in pairwise(tags)]
    name = [whose, *(f"CAST({tag}.tag_id AS text)" for tag in tags)]
    return f"""SELECT trim({" || ' ' || ".join(name)}) AS name FROM articles_datedquote a
        {" ".join(joined)} WHERE {these} {" ".join(rising)}"""


TALLIES = "SELECT name, CAST(sum(number) AS bigint) AS number FROM articles_tally GROUP BY name"


def tallied(these: str) -> str:
    """SQL for the names and numbers of the quotes for whose dated rows `a` this is true.

    Each counts among all and among its expert's: as a quote, and by each set of up to three of its
    muscles.
    """
    whose = ["''", "'expert ' || CAST(a.expert_id AS text)"]
    sizes = range(MOST_TOGETHER + 1)
    counted = " UNION ALL ".join(counting(each, size, these) for each in whose for size in sizes)
    return f"SELECT name, count(*) AS number FROM ({counted}) counted GROUP BY name"


def dialect():
    return DIALECTS[connection.vendor]


def making(ids: str) -> list[str]:
    """Takes the rows of these quotes away and out of the tallies, and makes them anew."""
    of_these = f"WHERE quote_id IN ({ids})"
    numbers = tallied(f"a.quote_id IN ({ids})")
    return [
        *dialect().taking_turns(ids),
        *dialect().subtracting(numbers),
        *(f"DELETE FROM {each.table} {of_these}" for each in kept()),
        *(f"{each.filling} {of_these}" for each in kept()),
        dialect().adding(numbers),
    ]


def making_anew() -> list[str]:
    """Takes all rows and tallies away, and makes them anew."""
    return [
        *(sql for each in kept() for sql in (f"DELETE FROM {each.table}", each.filling)),
        "DELETE FROM articles_tally",
        f"INSERT INTO articles_tally (name, number) {tallied('true')}",
    ]


def views() -> dict[str, str]:
    return {each.source: each.select for each in kept()}


def missing_rules() -> set[str]:
    return missing([*names(CHANGES), *views()])


def exists() -> bool:
    there = connection.introspection.table_names()
    return "articles_tally" in there and not missing_rules()


def lift_rules() -> None:
    """Leaves the tables to a migration."""
    run([*drop(CHANGES), *(f"DROP VIEW IF EXISTS {name}" for name in views()), *dialect().DROP])


def drop_tallies() -> None:
    run(["DROP TABLE IF EXISTS articles_tally"])


@transaction.atomic
def rebuild() -> None:
    """Makes everything anew, the rules that keep it true included."""
    lift_rules()
    drop_tallies()
    run(dialect().CREATE)
    run(f"CREATE VIEW {name} AS {select}" for name, select in views().items())
    run(making_anew())
    for change in CHANGES:
        run(dialect().triggers(change, making))
    run(dialect().emptied(making_anew()))


def differences() -> list[str]:
    """What is not as it should be, one sentence a table; none where all is well."""
    found = []
    for each in kept():
        columns = f"SELECT {each.columns} FROM"
        found += differing(each.noun, f"{columns} {each.source}", f"{columns} {each.table}")
    return found + differing("tally", tallied("true"), f"{TALLIES} HAVING sum(number) <> 0")


def differing(noun: str, wanted: str, there: str) -> list[str]:
    lacking = ask(f"SELECT count(*) FROM ({wanted} EXCEPT {there}) lacking")
    wrong = ask(f"SELECT count(*) FROM ({there} EXCEPT {wanted}) wrong")
    return [f"Rows of kind “{noun}”: {lacking} missing, {wrong} wrong."] if lacking or wrong else []
