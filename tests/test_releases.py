"""On the disk lies the next release, and the running one is healthy as long as it lacks nothing."""

import importlib
import runpy
import shutil
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from articles import migrating

pytestmark = pytest.mark.django_db
EMPTY = """from django.db import migrations


class Migration(migrations.Migration):
    dependencies = {dependencies}
    replaces = {replaces}
    operations = []
"""


@pytest.fixture
def disk(settings, tmp_path, monkeypatch):
    """A copy of our migrations, with which `start` starts."""
    folder = tmp_path / "migrations_on_the_disk"
    shutil.copytree(Path(migrating.__file__).parent / "migrations", folder)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(settings.MIGRATION_MODULES, "articles", folder.name)
    migrating.names_of_release.cache_clear()
    yield folder
    migrating.names_of_release.cache_clear()


def start(settings):
    """As a worker of the server does, but for its ready pages."""
    settings.DEBUG = True
    runpy.run_path(str(settings.BASE_DIR / "runsite" / "wsgi.py"))


def names(disk):
    return sorted(file.stem for file in disk.glob("0*.py"))


def write(disk, name, after, replaces=()):
    text = EMPTY.format(
        dependencies=[("articles", after)] if after else [],
        replaces=[("articles", each) for each in replaces],
    )
    (disk / f"{name}.py").write_text(text)
    importlib.invalidate_caches()


def state(client):
    response = client.get("/healthz")
    return response.status_code, response.content.decode()


def test_a_migration_that_comes_after_the_start_is_of_the_next_release(client, disk, settings):
    start(settings)
    write(disk, "0099_next", after=names(disk)[-1])
    assert migrating.pending() == ["articles.0099_next"]
    assert state(client) == (200, "ok\n")


def test_one_that_was_there_at_the_start_is_lacking_until_it_is_applied(client, disk, settings):
    write(disk, "0099_next", after=names(disk)[-1])
    start(settings)
    assert state(client) == (503, "Migrations are not applied: articles.0099_next.\n")
    MigrationRecorder(connection).record_applied("articles", "0099_next")
    assert state(client) == (200, "ok\n")


def test_a_database_may_be_of_a_later_release(client, disk, settings):
    """As after `migrate`, until the last reload."""
    start(settings)
    MigrationRecorder(connection).record_applied("articles", "0099_next")
    assert state(client) == (200, "ok\n")


def test_one_in_the_place_of_others_is_applied_when_all_of_them_are(client, disk, settings):
    *_, before, first, second = names(disk)
    write(disk, "0099_squashed", after=before, replaces=[first, second])
    start(settings)
    assert state(client) == (200, "ok\n")
    MigrationRecorder(connection).record_unapplied("articles", second)
    assert state(client) == (503, f"Migrations are not applied: articles.{second}.\n")


def test_what_was_replaced_is_not_lacking_after_the_one_in_its_place(client, disk, settings):
    *_, before, first, second = names(disk)
    write(disk, "0099_squashed", after=before, replaces=[first, second])
    (disk / f"{first}.py").unlink()
    (disk / f"{second}.py").unlink()
    MigrationRecorder(connection).record_applied("articles", "0099_squashed")
    start(settings)
    assert state(client) == (200, "ok\n")
