"""`docs/deploy/backup` copies database and photos of a site that is being written to."""

import contextlib
import shutil
import sqlite3
import subprocess
import threading

import pytest
from django.conf import settings

BACKUP = settings.BASE_DIR / "docs" / "deploy" / "backup"
pytestmark = pytest.mark.skipif(
    not shutil.which("sqlite3"), reason="the backup is made by the program sqlite3"
)


@pytest.fixture
def writing(site):
    """Somebody who goes on writing."""
    is_over = threading.Event()

    def write():
        path = site.folder / "db.sqlite3"
        with contextlib.closing(
            sqlite3.connect(path, timeout=20, isolation_level=None)
        ) as database:
            while not is_over.wait(0.001):
                database.execute("UPDATE articles_category SET name = name")

    thread = threading.Thread(target=write)
    thread.start()
    yield
    is_over.set()
    thread.join()


def copied(folder):
    [copy] = folder.glob("db-*.sqlite3")
    with contextlib.closing(sqlite3.connect(copy)) as database:
        [(health,)] = database.execute("PRAGMA integrity_check")
        slugs = {slug for (slug,) in database.execute("SELECT slug FROM articles_article")}
    return health, slugs


@pytest.mark.usefixtures("writing")
def test_a_backup_is_whole_and_a_second_one_takes_its_place(site, tmp_path):
    for _ in range(2):
        subprocess.run([BACKUP, site.folder, tmp_path / "backup"], check=True)
        health, slugs = copied(tmp_path / "backup")
        assert health == "ok"
        assert {each.stat().st_mode & 0o777 for each in tmp_path.glob("backup/db-*")} == {0o600}
        assert {"page", "other"} <= slugs
    photo = site.photo.removeprefix("/media/")
    assert (tmp_path / "backup" / "media" / photo).read_bytes() == (
        site.folder / "media" / photo
    ).read_bytes()


def test_where_no_database_lies_nothing_is_made(tmp_path):
    asked = subprocess.run([BACKUP, tmp_path, tmp_path / "to"], capture_output=True, text=True)
    assert asked.returncode == 1
    assert "db.sqlite3" in asked.stderr
    assert not list(tmp_path.iterdir())
