"""What the search index and the stamp of the content share: rules of the database keep both."""

from collections.abc import Iterable

from django.db import connection

NAMES_THERE = {
    "postgresql": """SELECT tgname FROM pg_trigger WHERE NOT tgisinternal
        UNION SELECT viewname FROM pg_views WHERE schemaname = current_schema()""",
    "sqlite": "SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view')",
}


def missing(names: Iterable[str]) -> set[str]:
    """Those of these triggers and views that the database lacks, as after a failed migration."""
    with connection.cursor() as cursor:
        cursor.execute(NAMES_THERE[connection.vendor])
        return set(names) - {name for (name,) in cursor.fetchall()}


def run(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)
