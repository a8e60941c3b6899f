"""`manage.py check` warns of an SQLite that loses what was written, and of a missing address."""

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection

from runsite import checks

BEFORE_ALL = (3, 40, 1)


def found(**of):
    return [each for each in run_checks(**of) if each.id == "runsite.W001"]


@pytest.mark.parametrize(
    "version",
    [BEFORE_ALL, (3, 44, 5), (3, 45, 0), (3, 49, 9), (3, 50, 6), (3, 51, 0), (3, 51, 2)],
)
def test_versions_with_the_bug(version):
    assert checks.can_lose_writes(version)


@pytest.mark.parametrize(
    "version", [(3, 44, 6), (3, 44, 9), (3, 50, 7), (3, 51, 3), (3, 52, 0), (4, 0, 0)]
)
def test_versions_without_it(version):
    assert not checks.can_lose_writes(version)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="it is about SQLite")
@pytest.mark.django_db
def test_it_is_said_of_a_database_that_is_looked_at_and_what_to_do(monkeypatch):
    monkeypatch.setattr(checks, "sqlite_version_info", BEFORE_ALL)
    [warning] = found(databases=["default"])
    assert "3.51.3" in warning.hint
    # `make check` is about the settings, on whatever Python it runs.
    assert not found()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="it is about SQLite")
@pytest.mark.django_db
def test_it_is_said_to_who_brings_the_database_up_to_date(monkeypatch, capsys):
    monkeypatch.setattr(checks, "sqlite_version_info", BEFORE_ALL)
    call_command("migrate", skip_checks=False, verbosity=0)
    assert "runsite.W001" in capsys.readouterr().err


@pytest.mark.django_db
def test_nothing_is_said_of_a_sound_one_and_of_postgresql(monkeypatch):
    if connection.vendor == "sqlite":
        monkeypatch.setattr(checks, "sqlite_version_info", checks.MENDED)
    assert not found(databases=["default"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("behind_proxy", "host", "warnings"),
    [(True, "127.0.0.1", ["runsite.W002"]), (True, "example.org", []), (False, "localhost", [])],
)
def test_behind_a_proxy_the_site_must_know_its_address(settings, behind_proxy, host, warnings):
    settings.BEHIND_PROXY, settings.SITE_HOST = behind_proxy, host
    assert [each.id for each in run_checks() if each.id == "runsite.W002"] == warnings
