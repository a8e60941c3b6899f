"""What the database keeps by itself, by triggers: how changes are watched for in each dialect.

The search index, the dated rows with their tallies, and the stamp of the content are kept so:
nobody who writes can forget them.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from django.db import connection

NAMES_THERE = {
    "postgresql": """SELECT tgname FROM pg_trigger WHERE NOT tgisinternal
        UNION SELECT viewname FROM pg_views WHERE schemaname = current_schema()""",
    "sqlite": "SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view')",
}

# SQL that makes anew what belongs to the rows with these ids: a list of numbers or a query.
Making = Callable[[str], list[str]]


class Change(NamedTuple):
    """A change of these columns touches what is kept of each `kind` whose ids `ids` gives.

    In braces stands a column, for its values before and after. `parents` are other rows from which
    it is made as well: while it is written they must not change (PostgreSQL only; in SQLite there
    is one writer at a time). `kept` says where it belongs to.
    """

    table: str
    columns: str
    kind: str
    ids: str = "{id}"
    parents: tuple[str, ...] = ()
    kept: str = "search"

    @property
    def name(self) -> str:
        return f"{self.table}_{self.kind}_{self.kept}"

    @property
    def watched(self) -> list[str]:
        return ["id", *self.columns.split()]

    def for_rows(self, text: str, *rows: str) -> str:
        """With the values in these rows, such as "OLD.id, NEW.id" for "{id}"."""
        columns = {*self.watched, "content_object_id"}
        return text.format(**{c: ", ".join(f"{row}.{c}" for row in rows) for c in columns})


def triggers_of_sqlite(change: Change, making: Making) -> list[str]:
    changed = " OR ".join(f"OLD.{c} IS NOT NEW.{c}" for c in change.watched)
    events = {
        "INSERT": (["NEW"], ""),
        "DELETE": (["OLD"], ""),
        "UPDATE": (["OLD", "NEW"], f"WHEN {changed}"),
    }
    made = []
    for event, (rows, when) in events.items():
        statements = making(change.for_rows(change.ids, *rows))
        name = f"{change.name}_{event.lower()}"
        made.append(
            f"CREATE TRIGGER {name} AFTER {event} ON {change.table} {when} "
            f"BEGIN {'; '.join(statements)}; END"
        )
    return made


def triggers_of_postgresql(change: Change, making: Making) -> list[str]:
    """With the function that they run. Before a row there is nothing in OLD, after it in NEW."""
    parents = [change.for_rows(parent, "OLD", "NEW") for parent in change.parents]
    shares = [f"PERFORM 1 FROM {parent} FOR SHARE" for parent in parents]
    statements = [*shares, *making(change.for_rows(change.ids, "OLD", "NEW"))]
    changed = " OR ".join(f"OLD.{c} IS DISTINCT FROM NEW.{c}" for c in change.watched)
    on = f"ON {change.table} FOR EACH ROW"
    run_it = f"EXECUTE FUNCTION {change.name}()"
    return [
        function_of_postgresql(change.name, statements),
        f"CREATE TRIGGER {change.name}_rows AFTER INSERT OR DELETE {on} {run_it}",
        f"CREATE TRIGGER {change.name}_update AFTER UPDATE {on} WHEN ({changed}) {run_it}",
    ]


def emptying(tables: str, name: str, statements: list[str]) -> list[str]:
    """In PostgreSQL no row is deleted where a table is emptied at once."""
    on = "CREATE TRIGGER {name} AFTER TRUNCATE ON {table} EXECUTE FUNCTION {name}()"
    triggers = [on.format(name=name, table=table) for table in tables.split()]
    return [function_of_postgresql(name, statements), *triggers]


def function_of_postgresql(name: str, statements: list[str]) -> str:
    return f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN {"; ".join(statements)}; RETURN NULL; END $$"""


def names(changes: Iterable[Change]) -> list[str]:
    """Of the triggers for these changes in the present dialect."""
    events = {"postgresql": ("rows", "update"), "sqlite": ("insert", "delete", "update")}
    return [f"{change.name}_{each}" for change in changes for each in events[connection.vendor]]


def drop(changes: Iterable[Change]) -> list[str]:
    if connection.vendor == "postgresql":
        # With the triggers that run them.
        return [f"DROP FUNCTION IF EXISTS {change.name} CASCADE" for change in changes]
    return [f"DROP TRIGGER IF EXISTS {name}" for name in names(changes)]


def missing(names: Iterable[str]) -> set[str]:
    """Those of these triggers and views that the database lacks, as after a failed migration."""
    with connection.cursor() as cursor:
        cursor.execute(NAMES_THERE[connection.vendor])
        return set(names) - {name for (name,) in cursor.fetchall()}


def run(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)


def ids(sql: str, params: Sequence = ()) -> list[int]:
    """The first column of what a query gives."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [row[0] for row in cursor.fetchall()]


def ask(sql: str) -> int:
    """The one number that a query gives."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]
