"""One value that changes with everything that pages are made of, whatever writes it.

Triggers of the database keep it, on each table of the magazine: nobody can forget one. Ready pages
(`runsite/ready/`) are good as long as it stays the same. See decision 0023.
"""

from django.apps import apps
from django.db import connection, transaction

from articles.dated.newest import now
from articles.triggers import missing, run

EVENTS = ("INSERT", "UPDATE", "DELETE")

# A row a transaction, so that no writer waits for another as for a counter. What each adds is by
# chance: after a restore, and in another database, the sum is another. What is older than some
# minutes changes nothing any more.
POSTGRESQL = [
    """CREATE TABLE articles_stamp (
        txid bigint PRIMARY KEY,
        chance bigint NOT NULL DEFAULT (random() * 9e15)::bigint,
        made_at timestamptz NOT NULL DEFAULT now())""",
    """CREATE FUNCTION articles_stamp_move() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO articles_stamp (txid) VALUES (pg_current_xact_id()::text::bigint)
            ON CONFLICT (txid) DO UPDATE SET chance = EXCLUDED.chance, made_at = EXCLUDED.made_at
            WHERE articles_stamp.made_at <> EXCLUDED.made_at;
        IF FOUND THEN
            DELETE FROM articles_stamp WHERE txid IN (
                SELECT txid FROM articles_stamp WHERE made_at < now() - interval '10 minutes'
                FOR UPDATE SKIP LOCKED);
        END IF;
        RETURN NULL;
    END $$""",
]
SQLITE = [
    "CREATE TABLE articles_stamp (chance integer NOT NULL)",
    "INSERT INTO articles_stamp VALUES (0)",
]
MOVE = {
    "postgresql": """INSERT INTO articles_stamp (txid) VALUES (pg_current_xact_id()::text::bigint)
        ON CONFLICT (txid) DO UPDATE SET chance = EXCLUDED.chance""",
    "sqlite": "UPDATE articles_stamp SET chance = random()",
}
VALUE = {
    "postgresql": "SELECT coalesce(sum(chance), 0)::text FROM articles_stamp",
    "sqlite": "SELECT chance FROM articles_stamp",
}


def read(database) -> str:
    """By this connection. Changes as well when the time of a scheduled article comes."""
    latest = "SELECT max(published_at) FROM articles_article WHERE published_at <= %s"
    with database.cursor() as cursor:
        cursor.execute(VALUE[database.vendor])
        value = cursor.fetchone()[0]
        cursor.execute(latest, [now(database)])
        return f"{value} {cursor.fetchone()[0]}"


def tables() -> list[str]:
    """Those that are there: on the way back through migrations some are not."""
    there = connection.introspection.table_names()
    models = apps.get_app_config("articles").get_models(include_auto_created=True)
    return [model._meta.db_table for model in models if model._meta.db_table in there]


def rules() -> dict[str, str]:
    """The names of the triggers, with the SQL that makes each."""
    if connection.vendor == "postgresql":
        when = f"{' OR '.join(EVENTS)} OR TRUNCATE"
        return {f"{table}_stamp": trigger_of_postgresql(table, when) for table in tables()}
    return {
        f"{table}_stamp_{event.lower()}": trigger_of_sqlite(table, event)
        for table in tables()
        for event in EVENTS
    }


def trigger_of_postgresql(table: str, when: str) -> str:
    """Also while a copy is brought in by replication."""
    do = "EXECUTE FUNCTION articles_stamp_move()"
    return f"""CREATE TRIGGER {table}_stamp AFTER {when} ON {table} {do};
        ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_stamp"""


def trigger_of_sqlite(table: str, event: str) -> str:
    return f"""CREATE TRIGGER {table}_stamp_{event.lower()} AFTER {event} ON {table}
        BEGIN {MOVE["sqlite"]}; END"""


def exists() -> bool:
    return not missing(rules())


def lift_rules() -> None:
    if connection.vendor == "postgresql":
        run(["DROP FUNCTION IF EXISTS articles_stamp_move CASCADE"])
    else:
        run(f"DROP TRIGGER IF EXISTS {name}" for name in rules())


@transaction.atomic
def make() -> None:
    """With another stamp, as anything may have been written while the rules were lifted."""
    lift_rules()
    drop()
    table = POSTGRESQL if connection.vendor == "postgresql" else SQLITE
    run([*table, *rules().values(), MOVE[connection.vendor]])


def drop() -> None:
    run(["DROP TABLE IF EXISTS articles_stamp"])
