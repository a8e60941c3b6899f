"""kill -9 of a worker and of the whole server, while editors save: what was acknowledged stays.

`FAULT_ROUNDS` says how often.
"""

import json
import os
import random
import signal
import sqlite3
import time
from collections import defaultdict
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tests.faults.editor import Editor, sign_in
from tests.ready.live import LiveSite, own_database
from tests.ready.test_live import SOON, until

ROUNDS = int(os.environ.get("FAULT_ROUNDS", "1"))
# Five on a quiet machine, and mostly one.
RESTART = 10
EDITORS = (1, 2, 3)
FILL = f"""
from tests.factories import make_administrator, make_article, make_quote
make_administrator("admin")
for number in {EDITORS}:
    article = make_article(pk=number, title="Save 0", slug=f"page-{{number}}")
    make_quote(article, heading="Save 0")
    make_quote(article, heading="Save 0")
"""
STORED = "SELECT id, title FROM articles_article ORDER BY id"
HEADINGS = "SELECT article_id, heading FROM articles_quote ORDER BY id"
REVISIONS = "SELECT article_key, parts FROM articles_revision ORDER BY number"


@pytest.fixture(scope="module")
def database_url(tmp_path_factory, django_db_setup):
    with own_database(tmp_path_factory.mktemp("kill")) as url:
        yield url


@pytest.fixture(scope="module")
def site(database_url, tmp_path_factory):
    site = LiveSite(tmp_path_factory.mktemp("site"), database_url)
    site.fill(FILL)
    with site.running():
        yield site


@pytest.fixture(scope="module")
def cookies(site):
    return sign_in(site, "admin")


def kill_a_worker(site):
    """Its sibling answers, and soon there is another."""
    os.kill(random.choice(list(site.workers())), signal.SIGKILL)
    until(RESTART, lambda: site.status("/") == 200)
    until(RESTART, lambda: len(site.workers()) == 2)


def kill_the_main_process(site):
    """Its workers end by themselves, so that the next ones find the port free."""
    workers = site.workers()
    os.kill(site.process.pid, signal.SIGKILL)
    site.process.wait()
    until(RESTART, lambda: not any(Path(f"/proc/{number}").exists() for number in workers))
    site.start()


def kill_all(site):
    os.killpg(site.process.pid, signal.SIGKILL)
    site.process.wait()
    begun = time.monotonic()
    site.start()
    took = time.monotonic() - begun
    print(f"answered {took:.2f} s after the restart")
    assert took < RESTART


@pytest.mark.parametrize("kill", [kill_a_worker, kill_the_main_process, kill_all])
def test_what_was_acknowledged_is_there_and_nothing_is_half_there(
    site, database_url, cookies, kill
):
    for _ in range(ROUNDS):
        editors = [Editor(site, pk, cookies) for pk in EDITORS]
        for editor in editors:
            editor.start()
        until(60, lambda each=editors: all(editor.acknowledged for editor in each))
        # Anywhere in a save.
        time.sleep(random.uniform(0, 0.5))
        kill(site)
        for editor in editors:
            editor.go()
        require_whole(site, database_url, editors)


def test_a_main_process_that_is_killed_while_its_workers_start_leaves_none(database_url, tmp_path):
    site = LiveSite(tmp_path, database_url)
    site.launch()
    until(RESTART, lambda: len(site.workers()) == 2)
    workers = site.workers()
    site.process.kill()
    site.process.wait()
    until(RESTART, lambda: not any(Path(f"/proc/{number}").exists() for number in workers))


def require_whole(site, database_url, editors):
    titles = dict(rows(database_url, STORED))
    headings, revisions = defaultdict(list), defaultdict(list)
    for pk, heading in rows(database_url, HEADINGS):
        headings[pk].append(heading)
    for pk, parts in rows(database_url, REVISIONS):
        revisions[pk].append(parts if isinstance(parts, dict) else json.loads(parts))
    print([len(editor.acknowledged) for editor in editors], "saves were acknowledged")
    for editor in editors:
        title = titles[editor.pk]
        recorded = [whole(parts) for parts in revisions[editor.pk]]
        assert not editor.refused
        assert set(editor.acknowledged) <= set(recorded)
        assert recorded[-1] == title
        assert headings[editor.pk] == [title, title]
        page = f"/articles/page-{editor.pk}/"
        until(SOON, lambda page=page, title=title: title in site.get(page)[2].decode())


def whole(parts):
    """The title of a recorded save, which stands in each of its parts."""
    title = parts["fields"]["title"]
    assert [quote["heading"] for quote in parts["quotes"].values()] == [title, title]
    return title


def rows(url, query):
    """As another program reads the database."""
    connect = psycopg.connect if url.startswith("postgres") else sqlite3.connect
    with closing(connect(url.removeprefix("sqlite:///"))) as database:
        return database.execute(query).fetchall()
