"""One value that changes with everything that pages are made of, whatever writes it.

Triggers of the database keep it, on each table of the magazine: nobody can forget one. Ready pages
(`runsite/ready/`) are good as long as it stays the same. See decision 0023.
"""

from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

EVENTS = ("INSERT", "UPDATE", "DELETE")

# A row a transaction: no writer waits for another, as for a counter. What is older than an hour
# changes nothing any more. The first row is by chance: another database has another stamp.
POSTGRESQL = [
    """CREATE TABLE IF NOT EXISTS articles_stamp (
        txid bigint PRIMARY KEY, made_at timestamptz NOT NULL DEFAULT now())""",
    """INSERT INTO articles_stamp SELECT -(random() * 1e12)::bigint, 'infinity'
        WHERE NOT EXISTS (SELECT 1 FROM articles_stamp)""",
    """CREATE FUNCTION articles_stamp_move() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO articles_stamp (txid) VALUES (pg_current_xact_id()::text::bigint)
            ON CONFLICT DO NOTHING;
        IF FOUND THEN
            DELETE FROM articles_stamp WHERE txid IN (
                SELECT txid FROM articles_stamp WHERE made_at < now() - interval '1 hour'
                FOR UPDATE SKIP LOCKED);
        END IF;
        RETURN NULL;
    END $$""",
]
SQLITE = [
    "CREATE TABLE IF NOT EXISTS articles_stamp (moves integer NOT NULL)",
    """INSERT INTO articles_stamp SELECT random() & 0xffffffffff
        WHERE NOT EXISTS (SELECT 1 FROM articles_stamp)""",
]
VALUE = {
    "postgresql": "SELECT coalesce(sum(txid), 0)::text FROM articles_stamp",
    "sqlite": "SELECT moves FROM articles_stamp",
}


def read(database) -> str:
    """By this connection. Changes as well when the time of a scheduled article comes."""
    now = database.ops.adapt_datetimefield_value(timezone.now())
    latest = "SELECT max(published_at) FROM articles_article WHERE published_at <= %s"
    with database.cursor() as cursor:
        cursor.execute(VALUE[database.vendor])
        moves = cursor.fetchone()[0]
        cursor.execute(latest, [now])
        return f"{moves} {cursor.fetchone()[0]}"


def tables() -> list[str]:
    """Those that are there: on the way back through migrations some are not."""
    there = connection.introspection.table_names()
    models = apps.get_app_config("articles").get_models(include_auto_created=True)
    return [model._meta.db_table for model in models if model._meta.db_table in there]


def create() -> list[str]:
    if connection.vendor == "postgresql":
        when = f"{' OR '.join(EVENTS)} OR TRUNCATE"
        return [*POSTGRESQL, *(trigger_of_postgresql(table, when) for table in tables())]
    return [*SQLITE, *(trigger_of_sqlite(table, event) for table in tables() for event in EVENTS)]


def trigger_of_postgresql(table: str, when: str) -> str:
    do = "EXECUTE FUNCTION articles_stamp_move()"
    return f"CREATE TRIGGER {table}_stamp AFTER {when} ON {table} {do}"


def trigger_of_sqlite(table: str, event: str) -> str:
    return f"""CREATE TRIGGER {table}_stamp_{event.lower()} AFTER {event} ON {table}
        BEGIN UPDATE articles_stamp SET moves = moves + 1; END"""


def drop_rules() -> list[str]:
    if connection.vendor == "postgresql":
        return ["DROP FUNCTION IF EXISTS articles_stamp_move CASCADE"]
    names = (f"{table}_stamp_{event.lower()}" for table in tables() for event in EVENTS)
    return [f"DROP TRIGGER IF EXISTS {name}" for name in names]


def exists() -> bool:
    return "articles_stamp" in connection.introspection.table_names()


def lift_rules() -> None:
    run(drop_rules())


@transaction.atomic
def make() -> None:
    run([*drop_rules(), *create()])


def drop() -> None:
    run(["DROP TABLE IF EXISTS articles_stamp"])


def run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)
