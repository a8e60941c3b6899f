"""robots.txt, the icon and the state of health."""

from io import BytesIO

import pytest
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import ConnectionHandler
from PIL import Image

from articles import migrating

PATHS = ["/sitemap.xml", "/robots.txt", "/favicon.ico", "/healthz"]


@pytest.fixture
def lost_database(monkeypatch, tmp_path):
    """A database whose folder is not there, in place of ours."""
    lost = {"ENGINE": "django.db.backends.sqlite3", "NAME": tmp_path / "none" / "db.sqlite3"}
    connection = ConnectionHandler({"default": lost})["default"]
    monkeypatch.setattr(migrating, "connection", connection)
    return connection


def test_robots_may_read_all_but_the_admin_and_find_the_sitemap(client, settings):
    settings.SITE_URL = "https://runsite.example"
    response = client.get("/robots.txt", headers={"host": "localhost"})
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "",
        "Sitemap: https://runsite.example/sitemap.xml",
    ]


def test_the_icon_is_a_small_true_icon_that_is_kept_long(client):
    response = client.get("/favicon.ico")
    assert response.headers["Content-Type"] == "image/x-icon"
    assert response.headers["Cache-Control"] == "public, max-age=2592000"
    with Image.open(BytesIO(response.content)) as icon:
        assert icon.format == "ICO"
        assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    assert len(response.content) < 4096


@pytest.mark.django_db
def test_a_healthy_site_says_ok(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.django_db
def test_a_missing_migration_is_named(client):
    last = MigrationRecorder.Migration.objects.filter(app="articles").order_by("name").last()
    last.delete()
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.content.decode() == f"Migrations are not applied: articles.{last.name}.\n"


@pytest.mark.django_db
def test_a_lost_database_is_a_reason_and_not_a_crash(client, lost_database):
    with pytest.raises(OperationalError):
        lost_database.ensure_connection()
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (503, b"The database does not answer.\n")


@pytest.mark.django_db
def test_the_reason_keeps_where_the_database_is_to_the_log(client, lost_database, caplog):
    assert str(lost_database.settings_dict["NAME"]) not in client.get("/healthz").content.decode()
    assert "unable to open database file" in caplog.text


@pytest.mark.django_db
def test_the_state_of_health_is_never_kept(client, lost_database):
    assert "no-store" in client.get("/healthz").headers["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
def test_machines_may_ask_for_the_head_alone_and_send_nothing(client, path):
    assert client.head(path).status_code == 200
    assert client.head(path).content == b""
    assert client.post(path).status_code == 405
