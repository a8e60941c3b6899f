"""How SQLite keeps the tallies: one row a name, as there is one writer at a time."""

from articles.search.sqlite import TAGS
from articles.triggers import triggers_of_sqlite as triggers

__all__ = ["TAGS", "triggers"]

CREATE = [
    "CREATE TABLE articles_tally (name text PRIMARY KEY, number bigint NOT NULL) WITHOUT ROWID"
]
DROP = ["DROP TRIGGER IF EXISTS articles_dated_truncate"]


def emptied(making_anew: list[str]) -> list[str]:
    """Where tables are emptied one by one, dated rows may go before what they are taken from."""
    return [
        """CREATE TRIGGER articles_dated_truncate AFTER DELETE ON articles_quote
        WHEN NOT EXISTS (SELECT 1 FROM articles_quote) BEGIN DELETE FROM articles_tally; END"""
    ]


def taking_turns(ids: str) -> list[str]:
    return []


def adding(tallied: str) -> str:
    return f"""INSERT INTO articles_tally (name, number) {tallied}
        ON CONFLICT (name) DO UPDATE SET number = number + excluded.number"""


def subtracting(tallied: str) -> list[str]:
    """What is none is no row, so that a table which is emptied first is not filled below nought."""
    return [
        f"""UPDATE articles_tally SET number = number - gone.n
            FROM (SELECT name AS gone_name, number AS n FROM ({tallied})) AS gone
            WHERE name = gone.gone_name""",
        f"""DELETE FROM articles_tally
            WHERE number <= 0 AND name IN (SELECT name FROM ({tallied}))""",
    ]
