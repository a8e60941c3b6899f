"""What `manage.py check` looks at beside the settings: the SQLite that Python came with."""

from sqlite3 import sqlite_version, sqlite_version_info

from django.core.checks import CheckMessage, Warning
from django.db import connections

Version = tuple[int, int, int]

# Where the bug of the WAL's reset was mended: in 3.51.3, and in these series from there on.
MENDED = (3, 51, 3)
MENDED_SERIES = {(3, 50): 7, (3, 44): 6}


def sqlite(databases=None, **kwargs) -> list[CheckMessage]:
    """Of the kind that looks at a database: it says nothing where none was named."""
    names = [name for name in databases or () if connections[name].vendor == "sqlite"]
    if not names or not can_lose_writes(sqlite_version_info):
        return []
    return [
        Warning(
            f"SQLite {sqlite_version} can lose what it has written when two connections write "
            "and one of them empties the write-ahead log.",
            hint="Run a Python with SQLite 3.51.3 or newer (or 3.50.7, or 3.44.6), or set "
            "DATABASE_URL to PostgreSQL.",
            id="runsite.W001",
        )
    ]


def can_lose_writes(version: Version) -> bool:
    major, minor, patch = version
    return version < MENDED and patch < MENDED_SERIES.get((major, minor), patch + 1)
