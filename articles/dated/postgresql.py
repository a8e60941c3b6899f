"""How PostgreSQL keeps the tallies: so that no writer waits for another, nor stands in its way.

Each transaction writes rows of its own, which the first write of a later one adds to the sum (the
rows without a transaction). Who reads adds up whatever is there.
"""

from articles.search.postgresql import TAGS
from articles.triggers import emptying
from articles.triggers import triggers_of_postgresql as triggers

__all__ = ["TAGS", "triggers"]

OWN = "pg_current_xact_id()::text::bigint"
# Any number that no other lock has.
ONE_AT_A_TIME = "pg_try_advisory_xact_lock(7238194)"
CREATE = [
    """CREATE TABLE articles_tally (
        name text, txid bigint DEFAULT 0, number bigint NOT NULL, PRIMARY KEY (name, txid))""",
    "CREATE INDEX articles_tally_txid ON articles_tally (txid) WHERE txid <> 0",
    f"""CREATE FUNCTION articles_tally_sum_up() RETURNS void LANGUAGE plpgsql AS $$
    BEGIN
        -- Not nought, as the index knows no other.
        IF NOT EXISTS (SELECT 1 FROM articles_tally WHERE txid = {OWN} AND txid <> 0)
            AND {ONE_AT_A_TIME}
        THEN
            WITH gone AS (DELETE FROM articles_tally WHERE txid <> 0 RETURNING name, number)
            INSERT INTO articles_tally (name, number)
                SELECT name, sum(number) FROM gone GROUP BY name
                ON CONFLICT (name, txid)
                DO UPDATE SET number = articles_tally.number + EXCLUDED.number;
        END IF;
    END $$""",
]
DROP = [
    "DROP FUNCTION IF EXISTS articles_tally_sum_up",
    "DROP FUNCTION IF EXISTS articles_dated_truncate CASCADE",
]


def emptied(making_anew: list[str]) -> list[str]:
    """Made from what is left. Who is counting a quote (`taking_turns`) ends first."""
    statements = ["LOCK TABLE articles_quote IN EXCLUSIVE MODE", *making_anew]
    tables = "articles_quote articles_taggedquote"
    return emptying(tables, "articles_dated_truncate", statements)


def taking_turns(ids: str) -> list[str]:
    """Of two writers who change one quote each sees what the other has done."""
    return [
        f"PERFORM 1 FROM articles_quote WHERE id IN ({ids}) ORDER BY id FOR NO KEY UPDATE",
        "PERFORM articles_tally_sum_up()",
    ]


def adding(tallied: str) -> str:
    return upserting(f"SELECT name, {OWN}, number FROM ({tallied}) AS found")


def subtracting(tallied: str) -> list[str]:
    return [upserting(f"SELECT name, {OWN}, -number FROM ({tallied}) AS found")]


def upserting(rows: str) -> str:
    return f"""INSERT INTO articles_tally (name, txid, number) {rows}
        ON CONFLICT (name, txid) DO UPDATE SET number = articles_tally.number + EXCLUDED.number"""
