"""`manage.py serve`: from a fresh copy of the project to a page, and what stops it."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from articles.management.commands import serve
from runsite import checks
from tests.servers import free_port

COPIED = ("manage.py", "runsite", "articles", "templates", "static")
# Long enough for a busy machine to make samples and compress all static files.
PATIENCE = 240
STATE = """
from django.contrib.auth import authenticate
from articles.models import Article, Quote
print(authenticate(username="editor", password="{password}"))
print(list(Article.objects.values_list()), list(Quote.objects.values_list()))
"""


class Site:
    """A copy of the project without `var/`, and the server that runs from it."""

    process = None

    def __init__(self, folder):
        self.folder = folder
        self.port = free_port()
        for name in COPIED:
            source = settings.BASE_DIR / name
            copy = shutil.copytree if source.is_dir() else shutil.copy
            copy(source, folder / name)

    def manage(self, *arguments, **variables):
        """The words for subprocess. Nothing that this test run has set reaches the process."""
        return {
            "args": [sys.executable, "manage.py", *arguments],
            "cwd": self.folder,
            "env": {"PATH": os.environ["PATH"], "PORT": str(self.port)} | variables,
            "text": True,
        }

    def run(self, *arguments, **variables):
        return subprocess.run(
            **self.manage(*arguments, **variables), capture_output=True, timeout=PATIENCE
        )

    def start(self):
        """What it said until it answered."""
        said = self.folder / "said"
        with said.open("w") as output:
            self.process = subprocess.Popen(
                **self.manage("serve"), stdout=output, stderr=output, start_new_session=True
            )
        end = time.monotonic() + PATIENCE
        while not is_taken(self.port):
            assert self.process.poll() is None, said.read_text()
            assert time.monotonic() < end, said.read_text()
            time.sleep(0.05)
        return said.read_text()

    def get(self, path, **headers):
        connection = HTTPConnection("localhost", self.port, timeout=PATIENCE)
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response, body

    def page(self, path):
        response, body = self.get(path)
        assert response.status == 200, path
        return body.decode()

    def state(self, password):
        """Whether the password opens the account, and every article and quote."""
        return self.run("shell", "-v0", "-c", STATE.format(password=password)).stdout

    def stop(self, signal_number):
        self.process.send_signal(signal_number)
        return self.process.wait(timeout=PATIENCE)


def is_taken(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def site(tmp_path):
    site = Site(tmp_path)
    yield site
    if site.process and site.process.poll() is None:
        os.killpg(site.process.pid, signal.SIGKILL)
        site.process.wait()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="it brings a database of its own")
def test_from_a_fresh_copy_to_a_page_and_the_same_again(site):
    said = site.start()
    assert f"http://localhost:{site.port}" in said
    name, password = re.search(r"Name: +(\w+)\n +Password: (\w+)\n", said).groups()
    assert (name, len(password)) == ("editor", 16)
    assert_serves(site)
    before = site.state(password)
    assert before.startswith("editor\n"), before
    assert site.stop(signal.SIGINT) == 0

    said = site.start()
    # A warning stands before it where this machine's SQLite has the bug, and nothing else.
    warning = (
        r"System check identified some issues:\n\nWARNINGS:\n.*runsite\.W001.*\n\tHINT: .*\n\n?"
    )
    said, warnings = re.subn(rf"\A{warning}", "", said)
    assert warnings == checks.can_lose_writes(checks.sqlite_version_info)
    assert said.startswith(f"Runsite is at http://localhost:{site.port} "), said
    assert site.state(password) == before
    assert site.stop(signal.SIGTERM) == 0


def assert_serves(site):
    """An article of the samples, its photo, its style in brotli, and no debugging."""
    [article, *_] = re.findall(r'href="(/articles/[\w-]+/)"', site.page("/articles/"))
    [photo, *_] = re.findall(r"/media/[\w/.-]+", site.page(article))
    assert site.get(photo)[0].status == 200
    [style] = set(re.findall(r'"(/static/css/site\.[0-9a-f]{12}\.css)"', site.page(article)))
    response, _ = site.get(style, **{"Accept-Encoding": "gzip, br"})
    assert response.headers["Content-Encoding"] == "br"
    assert "immutable" in response.headers["Cache-Control"]
    response, page = site.get("/none/")
    assert response.status == 404
    assert b"DEBUG" not in page


def test_a_dry_run_says_what_it_would_do_and_does_nothing(site):
    answer = site.run("serve", "--dry-run")
    assert answer.returncode == 0, answer.stderr
    assert "Brings the database up to date." in answer.stdout
    assert "Collects and compresses the static files." in answer.stdout
    assert "Adds the sample content." in answer.stdout
    assert "Adds an editor's account." in answer.stdout
    assert "Nothing was changed." in answer.stdout
    assert "Password" not in answer.stdout
    assert not (site.folder / "var" / "static").exists()
    assert "no such table" in site.run("shell", "-v0", "-c", STATE).stderr


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORT", "eighty", "Configuration: PORT must be a number from 1 to 65535, not 'eighty'."),
        ("DATABASE_URL", "sqlite:////nowhere/db", "DATABASE_URL: the database cannot be used: "),
    ],
)
def test_what_cannot_work_is_said_in_one_sentence(site, name, value, sentence):
    answer = site.run("serve", **{name: value})
    assert answer.returncode == 1
    assert sentence in answer.stderr
    assert answer.stderr.count("\n") == 1


@pytest.mark.parametrize("family", serve.LOOPBACK)
def test_a_taken_port_is_said_in_one_sentence(family):
    if family == socket.AF_INET6 and not socket.has_dualstack_ipv6():
        pytest.skip("this machine has no IPv6")
    with socket.create_server((serve.LOOPBACK[family], 0), family=family) as server:
        port = server.getsockname()[1]
        with pytest.raises(CommandError) as refusal:
            serve.require_free(port)
    assert str(refusal.value) == (
        f"Port {port} is taken: stop what runs there, or choose another with PORT=."
    )


def test_a_taken_port_stops_the_start_before_anything_is_changed(site):
    with socket.create_server(("127.0.0.1", site.port)):
        answer = site.run("serve")
    assert answer.returncode == 1
    assert answer.stderr.startswith(f"CommandError: Port {site.port} is taken")
    assert answer.stderr.count("\n") == 1
    assert not (site.folder / "var" / "db.sqlite3").exists()


@pytest.mark.parametrize(
    ("options", "server"), [({}, "uvicorn"), ({"reload": True}, "runserver localhost:")]
)
def test_reloading_is_djangos_own_server_and_the_rest_is_uvicorn(monkeypatch, options, server):
    commands = []
    monkeypatch.setattr(serve, "require_free", lambda port: None)
    monkeypatch.setattr(serve.Command, "prepare", lambda self, dry_run: None)
    monkeypatch.setattr(os, "chdir", lambda folder: None)
    monkeypatch.setattr(os, "execv", lambda program, words: commands.append(" ".join(words)))
    call_command("serve", **options)
    [command] = commands
    assert server in command


def test_systemd_starts_the_same_server():
    unit = (settings.BASE_DIR / "docs" / "deploy" / "runsite.service").read_text()
    [start] = [line for line in unit.splitlines() if line.startswith("ExecStart=")]
    assert start.endswith(serve.SERVER.format(port=8000).removeprefix("-m "))


@pytest.mark.django_db
def test_deleted_samples_do_not_come_back(admin_user):
    assert serve.is_empty() is False
    assert serve.has_no_editor() is False


@pytest.mark.django_db
def test_an_empty_database_is_seen():
    assert serve.is_empty()
    assert serve.has_no_editor()
    assert not serve.has_pending_migrations()
