"""What `manage.py check` looks at: the SQLite that Python came with, and the site's address."""

from sqlite3 import sqlite_version, sqlite_version_info

from django.conf import settings
from django.core.checks import CheckMessage, Warning
from django.db import connections

Version = tuple[int, int, int]

# Where the bug of the WAL's reset was mended: in 3.51.3, and in these series from there on.
MENDED = (3, 51, 3)
MENDED_SERIES = {(3, 50): 7, (3, 44): 6}

HERE = {"localhost", "127.0.0.1", "::1"}


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


def address(**kwargs) -> list[CheckMessage]:
    """Whoever asks by another is refused unless ALLOWED_HOSTS has it, and no log says so."""
    if not settings.BEHIND_PROXY or settings.SITE_HOST not in HERE:
        return []
    return [
        Warning(
            f"Behind a proxy readers ask by another address than SITE_URL, {settings.SITE_URL}.",
            hint="Set SITE_URL to the address that readers see.",
            id="runsite.W002",
        )
    ]
