"""Eight processes write to one SQLite: none is refused, nothing is lost, no reader waits.

`FAULT_SECONDS` says for how long.
"""

import json
import os
import sqlite3
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from tests.faults.writers import OPEN, WRITERS
from tests.ready.live import LiveSite

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="it is about SQLite")
SECONDS = float(os.environ.get("FAULT_SECONDS", "2"))
RUN = "from tests.faults.writers import main; main({})"


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return tmp_path_factory.mktemp("writers") / "db.sqlite3"


@pytest.fixture(scope="module")
def found(file, tmp_path_factory):
    """What the processes have told."""
    site = LiveSite(tmp_path_factory.mktemp("site"), f"sqlite:///{file}")
    site.manage("migrate", "-v0")
    said = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", RUN.format(SECONDS)],
        cwd=settings.BASE_DIR,
        env=site.environment,
        check=True,
        capture_output=True,
        text=True,
        timeout=SECONDS + 120,
    )
    return json.loads(said.stdout)


def test_none_is_refused_and_each_has_its_turn(found):
    assert len(found["written"]) == WRITERS
    for acknowledged, errors, slowest in found["written"]:
        print(f"{len(acknowledged)} transactions, the slowest took {slowest:.1f} s")
        assert not errors
        assert acknowledged


def test_what_was_acknowledged_is_there_and_nothing_else(found, file):
    database = sqlite3.connect(file)
    rows = database.execute(
        "SELECT a.title, q.heading FROM articles_article a LEFT JOIN articles_quote q"
        " ON q.article_id = a.id WHERE a.slug LIKE 'by-writer%'"
    ).fetchall()
    acknowledged = [title for titles, _, _ in found["written"] for title in titles]
    assert sorted(rows) == sorted((title, title) for title in acknowledged)
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    database.close()


def test_no_reader_waits_for_a_writer_or_sees_what_is_not_saved(found):
    _, slowest, has_seen = found["looked"]
    assert slowest < OPEN
    assert not has_seen
