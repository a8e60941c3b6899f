"""Static files are collected when a source changed, and only then."""

import os
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import CommandError

from runsite import static_files


@pytest.fixture
def source(settings, tmp_path):
    """A file of the only folder of sources."""
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [tmp_path / "sources"]
    settings.STATIC_ROOT = tmp_path / "var" / "static"
    source = tmp_path / "sources" / "site.css"
    source.parent.mkdir()
    source.write_text("a { color: red }")
    return source


def test_nothing_was_collected_at_first(source):
    assert not static_files.are_current()


def test_what_was_collected_is_current(source, settings):
    static_files.collect()
    assert static_files.are_current()
    assert (settings.STATIC_ROOT / "site.css").read_text() == "a { color: red }"


def test_a_changed_source_is_noticed_whatever_its_date(source, settings):
    static_files.collect()
    date = source.stat().st_mtime
    source.write_text("a { color: tan }")
    os.utime(source, (date - 60, date - 60))
    assert not static_files.are_current()
    static_files.collect()
    assert (settings.STATIC_ROOT / "site.css").read_text() == "a { color: tan }"


def test_a_new_source_is_noticed(source):
    static_files.collect()
    (source.parent / "print.css").touch()
    assert not static_files.are_current()


def test_deleted_files_are_collected_again(source, settings):
    static_files.collect()
    (settings.STATIC_ROOT / "site.css").unlink()
    settings.STATIC_ROOT.rmdir()
    assert not static_files.are_current()


def test_half_a_collection_does_not_count(source, settings):
    static_files.collect()
    source.write_text("a { background: url(none.png) }")
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    with pytest.raises((CommandError, ValueError)):
        static_files.collect()
    assert not static_files.are_current()


def test_a_module_is_imported_by_the_name_that_pages_use_so_that_it_runs_once(source, settings):
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "runsite.static_files.Storage"}
    }
    source.with_name("cards.js").write_text("export const cards = [];")
    source.with_name("keys.js").write_text('import { cards } from "./cards.js";')
    static_files.collect()
    cards = Path(staticfiles_storage.path(staticfiles_storage.stored_name("cards.js"))).name
    keys = Path(staticfiles_storage.path(staticfiles_storage.stored_name("keys.js")))
    assert keys.read_text() == f'import {{ cards }} from "./{cards}";'
