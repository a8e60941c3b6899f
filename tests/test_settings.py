"""The environment's variables: what each changes, and what a wrong value says."""

import os
import runpy
import subprocess
import sys
from contextlib import closing

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.utils import ConnectionHandler

from runsite import environment
from runsite.ready.backend import MOST_AT_ONCE, Kind

KEY = "a-key-for-tests-that-nobody-guesses"
VARIABLES = [
    *["SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "SITE_URL", "SITE_NAME", "DATABASE_URL"],
    *["REDIS_URL", "MEDIA_ROOT", "TIME_ZONE", "PORT", "BEHIND_PROXY", "EMAIL_URL", "EMAIL_FROM"],
    *["READY_FOLDER", "READY_MB", "MEDIA_STORAGE"],
]


@pytest.fixture
def configured(monkeypatch):
    """`configured(NAME="value")` gives the settings under these variables and no others."""

    def load(**variables):
        for name in VARIABLES:
            monkeypatch.delenv(name, raising=False)
        for name, value in ({"SECRET_KEY": KEY} | variables).items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(settings.BASE_DIR / "runsite" / "settings.py")

    return load


def test_without_any_variable_the_site_is_safe_and_local(configured):
    found = configured()
    var = settings.BASE_DIR / "var"
    assert found["DEBUG"] is False
    assert found["SITE_URL"] == "http://localhost:8000"
    assert found["SITE_NAME"] == "Runsite"
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert found["DATABASES"]["default"]["NAME"] == str(var / "db.sqlite3")
    assert found["MEDIA_ROOT"] == var / "media"
    assert found["READY_FOLDER"] == var / "ready"
    assert found["READY_BYTES"] == 64 * 1024 * 1024
    assert found["BEHIND_PROXY"] is False
    assert "CACHES" not in found
    assert "SECURE_SSL_REDIRECT" not in found


def test_an_empty_variable_counts_as_unset(configured):
    empty = configured(**dict.fromkeys(set(VARIABLES) - {"SECRET_KEY"}, " "))
    unset = configured()
    assert {name: empty.get(name) for name in VARIABLES} == {
        name: unset.get(name) for name in VARIABLES
    }


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SECRET_KEY", KEY * 2, KEY * 2),
        ("DEBUG", "1", True),
        ("DEBUG", "False", False),
        ("ALLOWED_HOSTS", "a.example, .b.example", ["localhost", "a.example", ".b.example"]),
        ("SITE_URL", "https://example.org/", "https://example.org"),
        ("SITE_URL", "http://[::1]:8000", "http://[::1]:8000"),
        ("SITE_NAME", "Läufer & Co", "Läufer & Co"),
        ("REDIS_URL", "redis://:hunter2@cache:6379/0", "redis://:hunter2@cache:6379/0"),
        ("TIME_ZONE", "Europe/Dublin", "Europe/Dublin"),
        ("PORT", "9000", 9000),
        ("BEHIND_PROXY", "on", True),
    ],
)
def test_a_variable_sets_its_setting(configured, name, value, expected):
    assert configured(**{name: value})[name] == expected


@pytest.mark.parametrize(
    ("url", "port", "security"),
    [
        ("smtp://ana:p%40ss@mail.example.org", 587, {"use_tls"}),
        ("smtps://ana:p%40ss@mail.example.org:2465", 2465, {"use_ssl"}),
        ("smtp://ana:p%40ss@mail.example.org?tls=0", 25, set()),
    ],
)
def test_mail_goes_out_by_the_server_of_the_variable(configured, url, port, security):
    mailer = configured(EMAIL_URL=url)["MAILERS"]["default"]
    options = mailer["OPTIONS"]
    assert mailer["BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    assert (options["host"], options["port"]) == ("mail.example.org", port)
    assert (options["username"], options["password"]) == ("ana", "p@ss")
    assert {name for name in ("use_tls", "use_ssl") if options.get(name)} == security


def test_photos_are_in_the_store_of_the_variable(configured):
    url = "s3://key:s%2Fecret@s3.example.org:9000/photos?region=eu-west-1&tls=0"
    store = configured(MEDIA_STORAGE=url)["STORAGES"]["default"]
    assert store["BACKEND"] == "runsite.s3.Storage"
    assert store["OPTIONS"] == {
        "access_key": "key",
        "secret_key": "s/ecret",
        "bucket_name": "photos",
        "endpoint_url": "http://s3.example.org:9000",
        "region_name": "eu-west-1",
    }
    plain = configured(MEDIA_STORAGE="s3://key:secret@s3.example.org/photos")["STORAGES"]
    assert plain["default"]["OPTIONS"]["endpoint_url"] == "https://s3.example.org"


def test_without_a_server_mail_is_written_to_the_console(configured):
    found = configured(SITE_URL="https://example.org")
    assert found["MAILERS"]["default"]["BACKEND"].endswith("console.EmailBackend")
    assert found["DEFAULT_FROM_EMAIL"] == "editors@example.org"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "changeme"),
        ("DEBUG", "maybe"),
        ("ALLOWED_HOSTS", "https://example.org"),
        ("ALLOWED_HOSTS", "example.org:8000"),
        ("ALLOWED_HOSTS", "example.org example.net"),
        ("SITE_URL", "example.org"),
        ("SITE_URL", "ftp://example.org"),
        ("SITE_URL", "https://example.org/magazine"),
        ("SITE_URL", "https://exa mple.org"),
        ("SITE_URL", "https://example.org:99999"),
        ("SITE_URL", "https://"),
        ("SITE_NAME", "two\nlines"),
        ("DATABASE_URL", "somewhere"),
        ("DATABASE_URL", "mysql://localhost/runsite"),
        ("DATABASE_URL", "postgres://localhost"),
        ("DATABASE_URL", "postgres://user:hunter2@localhost:port/runsite"),
        ("REDIS_URL", "localhost:6379"),
        ("REDIS_URL", "redis://:hunter2@localhost:port"),
        ("MEDIA_ROOT", __file__),
        ("MEDIA_STORAGE", "photos"),
        ("MEDIA_STORAGE", "s3://s3.example.org/photos"),
        ("MEDIA_STORAGE", "s3://key:hunter2@s3.example.org"),
        ("MEDIA_STORAGE", "s3://key:hunter2@s3.example.org/photos/deeper"),
        ("MEDIA_STORAGE", "s3://key:hunter2@s3.example.org/photos?secure=1"),
        ("MEDIA_STORAGE", "s3://key:hunter2@s3.example.org/photos?tls=no"),
        ("READY_FOLDER", __file__),
        ("READY_MB", "64 MB"),
        ("READY_MB", "-1"),
        ("READY_MB", "8" * 5000),
        ("TIME_ZONE", "Europe/Atlantis"),
        ("TIME_ZONE", "../etc"),
        ("PORT", "http"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("PORT", "8" * 5000),
        ("BEHIND_PROXY", "nginx"),
        ("EMAIL_URL", "mail.example.org"),
        ("EMAIL_URL", "smtp://"),
        ("EMAIL_URL", "smtp://[mail"),
        ("EMAIL_URL", "smtp://mail.example.org?tls=maybe"),
        ("EMAIL_URL", "smtp://user:hunter2@mail:port"),
        ("EMAIL_URL", "imap://mail.example.org"),
    ],
)
def test_a_wrong_value_is_refused_in_one_sentence_that_names_the_variable(configured, name, value):
    with pytest.raises(ImproperlyConfigured) as refusal:
        configured(**{name: value})
    sentence = str(refusal.value)
    assert sentence.startswith(f"{name} must ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "hunter2" not in sentence, "a password was repeated"


@pytest.mark.parametrize(
    ("command", "status"),
    # By 3 uvicorn knows that another worker would fare no better.
    [(["manage.py", "check"], 1), (["-c", "import runsite.wsgi"], 3)],
    ids=["manage.py", "wsgi"],
)
def test_the_start_is_stopped_by_that_sentence_alone(command, status):
    answer = subprocess.run(
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env=os.environ | {"BEHIND_PROXY": "nginx"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == status
    assert answer.stderr == "Configuration: BEHIND_PROXY must be 1 or 0, not 'nginx'.\n"


def test_a_database_that_cannot_be_opened_is_named(tmp_path):
    answer = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1
    assert answer.stderr == (
        f"DATABASE_URL: the database cannot be used: unable to open database file: {tmp_path}\n"
    )


def test_links_follow_the_port(configured):
    assert configured(PORT="9000")["SITE_URL"] == "http://localhost:9000"
    assert configured(PORT="9000", SITE_URL="https://example.org")["SITE_URL"] == (
        "https://example.org"
    )


def test_the_site_answers_under_its_own_name(configured):
    assert "example.org" in configured(SITE_URL="https://example.org")["ALLOWED_HOSTS"]


def test_a_key_is_made_once_and_is_private(tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    file = tmp_path / "var" / "secret_key"
    first = environment.secret("SECRET_KEY", file)
    assert len(first) >= 50
    assert environment.secret("SECRET_KEY", file) == first
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_key_that_cannot_be_kept_is_asked_for(tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    (tmp_path / "var").write_text("in the way")
    with pytest.raises(ImproperlyConfigured, match=r"^SECRET_KEY must be set, since "):
        environment.secret("SECRET_KEY", tmp_path / "var" / "secret_key")


def test_sqlite_waits_for_its_turn_and_keeps_what_it_acknowledged(configured, tmp_path):
    database = configured(DATABASE_URL=f"sqlite:///{tmp_path}/db")["DATABASES"]["default"]
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    # On a full disk a new connection could not even read.
    assert database["CONN_MAX_AGE"] is None


@pytest.mark.django_db
def test_a_new_database_is_for_its_owner_only(configured, tmp_path):
    database = ConnectionHandler(configured(DATABASE_URL=f"sqlite:///{tmp_path}/db")["DATABASES"])
    with closing(database["default"]) as new, new.cursor() as cursor:
        cursor.execute("CREATE TABLE draft (words)")
        modes = {each.name: each.stat().st_mode & 0o777 for each in tmp_path.iterdir()}
    assert modes == dict.fromkeys(["db", "db-wal", "db-shm"], 0o600)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="it asks SQLite")
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pragma", "value"),
    # Of the modes of synchronous, 2 is FULL.
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("busy_timeout", 60_000),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
    ],
)
def test_sqlite_has_taken_over(pragma, value):
    with connection.cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_postgresql_shares_a_few_connections_and_keeps_the_options_of_its_url(configured):
    url = "postgres://user@host:5432/name?sslmode=require"
    database = configured(DATABASE_URL=url)["DATABASES"]["default"]
    assert database["OPTIONS"]["sslmode"] == "require"
    # One for each thread of Django; files need none.
    assert database["OPTIONS"]["pool"]["max_size"] == (len(Kind) - 1) * MOST_AT_ONCE
    assert database["CONN_HEALTH_CHECKS"] is True


def test_redis_keeps_the_cache_and_the_sessions(configured):
    found = configured(REDIS_URL="redis://127.0.0.1:6379/0")
    assert found["CACHES"]["default"]["BACKEND"].endswith(".RedisCache")
    assert found["SESSION_ENGINE"].endswith(".cached_db")


SECURITY = ("SECURE_", "SESSION_COOKIE_", "CSRF_COOKIE_", "MIDDLEWARE")


@pytest.fixture
def deployed(configured, settings):
    """`deployed(NAME="value")` puts the site under the security settings of these variables."""

    def deploy(**variables):
        for name, value in configured(**variables).items():
            if name.startswith(SECURITY):
                setattr(settings, name, value)
        settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "whitenoise" not in name]

    return deploy


@pytest.mark.django_db
def test_https_redirects_to_the_sites_own_name(client, deployed):
    deployed(SITE_URL="https://example.org")
    response = client.get("/articles/", headers={"Host": "localhost"})
    assert (response.status_code, response.url) == (301, "https://example.org/articles/")


@pytest.mark.django_db
def test_https_brings_strict_transport_security(client, deployed):
    deployed(SITE_URL="https://example.org")
    response = client.get("/articles/", secure=True)
    assert response.headers["Strict-Transport-Security"].startswith("max-age=31536000")


@pytest.mark.django_db
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_cookies_are_secure_where_the_site_is(client, deployed, scheme):
    deployed(SITE_URL=f"{scheme}://example.org")
    cookie = client.get("/admin/login/", secure=scheme == "https").cookies["csrftoken"]
    assert bool(cookie["secure"]) == (scheme == "https")


@pytest.mark.django_db
@pytest.mark.parametrize(("trusted", "status"), [("1", 200), ("0", 301)])
def test_the_forwarded_protocol_counts_only_behind_a_proxy(client, deployed, trusted, status):
    deployed(SITE_URL="https://example.org", BEHIND_PROXY=trusted)
    response = client.get("/articles/", headers={"X-Forwarded-Proto": "https"})
    assert response.status_code == status


@pytest.mark.django_db
@pytest.mark.parametrize(("trusted", "address"), [("1", "203.0.113.7"), ("0", "127.0.0.1")])
def test_the_forwarded_address_counts_only_behind_a_proxy(client, deployed, trusted, address):
    deployed(BEHIND_PROXY=trusted)
    # The reader wrote the first one, the proxy the last.
    response = client.get("/articles/", headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.7"})
    assert response.wsgi_request.META["REMOTE_ADDR"] == address


@pytest.mark.django_db
def test_a_foreign_host_is_refused(client):
    assert client.get("/articles/", headers={"Host": "elsewhere.example"}).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/", "/articles/", "/muscles/", "/experts/", "/none/", "/articles/none/"]
)
def test_a_reader_gets_no_cookie(client, path):
    assert not client.get(path).cookies


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/none/", "/admin/login/"])
def test_every_page_has_the_strict_policy(client, path):
    policy = client.get(path).headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'")
    assert "unsafe" not in policy
