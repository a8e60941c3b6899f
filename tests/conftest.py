"""What every test stands on: plain static files, fast passwords, media and database of its own."""

import os
from itertools import groupby

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core import serializers
from django.db import connections, transaction
from django.test import override_settings
from pytest_django.plugin import blocking_manager_key


@pytest.fixture(scope="session", autouse=True)
def _house(django_test_environment):
    """For the whole session, because the server of the browser tests outlives each of them."""
    from_sources = "django.contrib.staticfiles.storage.StaticFilesStorage"
    with override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STORAGES=settings.STORAGES | {"staticfiles": {"BACKEND": from_sources}},
        # WhiteNoise would look for the collected files; the test server serves the sources.
        MIDDLEWARE=[name for name in settings.MIDDLEWARE if "whitenoise" not in name],
    ):
        yield


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """On SQLite a file, so that the server's threads have connections of their own, as in life."""
    connection = connections["default"]
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(
            tmp_path_factory.mktemp("db") / "test.sqlite3"
        )


@pytest.fixture
def read(client):
    """The page at an address, parsed as a browser parses it."""

    def read(address):
        response = client.get(address)
        assert response.status_code == 200, response.headers.get("Location", response)
        return BeautifulSoup(response.content, "html5lib")

    return read


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """Lets every connection know what to bring back: the browser's event loop has its own."""
    connection = connections["default"]
    if hasattr(connection, "_test_serialized_contents"):
        type(connection)._test_serialized_contents = connection._test_serialized_contents
        type(connection.creation).deserialize_db_from_string = restore


def restore(creation, data):
    """As Django does it, but in a statement a table: row by row takes seconds a test."""
    found = list(serializers.deserialize("json", data, using=creation.connection.alias))
    with transaction.atomic(), creation.connection.constraint_checks_disabled():
        for model, rows in groupby(found, key=lambda row: type(row.object)):
            # Before the first such test the rows are there still.
            model._base_manager.bulk_create([row.object for row in rows], ignore_conflicts=True)
        for row in found:
            for name, keys in (row.m2m_data or {}).items():
                getattr(row.object, name).set(keys)


def pytest_xdist_auto_num_workers(config):
    """One more than there are cores: at any time some worker waits for its browser or server."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items):
    """A test that really commits empties the database afterwards: the vocabulary must come back."""
    for item in items:
        if commits(item):
            restoring = pytest.mark.django_db(transaction=True, serialized_rollback=True)
            item.add_marker(restoring, append=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """A worker that has stolen its next test may come to one that finds the database empty."""
    result = yield
    if nextitem is not None and commits(item) and not commits(nextitem):
        connection = connections["default"]
        with item.config.stash[blocking_manager_key].unblock():
            connection.creation.deserialize_db_from_string(connection._test_serialized_contents)
    return result


def commits(item):
    marker = item.get_closest_marker("django_db")
    return {"live_server", "transactional_db"} & set(item.fixturenames) or (
        marker is not None and marker.kwargs.get("transaction")
    )
