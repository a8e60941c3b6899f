"""Never down with the database: a real PostgreSQL is stopped, killed and frozen."""

import os
import time

import psycopg
import pytest
from django.db import connection

from tests.faults.postgresql import PROGRAMS, PostgreSQL
from tests.ready.live import LiveSite
from tests.ready.test_live import PAGE, has, statuses, until

# Under CI=true they are there, or the machine is broken.
pytestmark = pytest.mark.skipif(
    connection.vendor == "sqlite" or not (PROGRAMS or os.environ.get("CI") == "true"),
    reason="it needs PostgreSQL's own programs",
)
# Five and ten seconds on a quiet machine.
REFUSED, RETURNED = 7, 15
STALE = "x-stale-since"


@pytest.fixture(scope="module")
def server():
    server = PostgreSQL()
    try:
        server.start()
        yield server
    finally:
        server.remove()


@pytest.fixture(scope="module")
def site(server, tmp_path_factory):
    site = LiveSite(tmp_path_factory.mktemp("site"), server.url)
    site.fill()
    with site.running():
        yield site


@pytest.mark.parametrize(
    ("trouble", "end_it", "not_held"),
    [
        ("stop", "start", "/muscles/"),
        ("kill", "start", "/articles/"),
        ("freeze", "thaw", "/experts/"),
    ],
)
def test_held_pages_stay_others_are_refused_and_all_is_right_after_its_return(
    site, server, trouble, end_it, not_held
):
    [before] = site.bodies(PAGE)
    getattr(server, trouble)()
    try:
        require_refused(site, not_held)
        until(REFUSED, lambda: all(is_stale(site, before) for _ in range(20)))
        require_refused(site, not_held)
    finally:
        getattr(server, end_it)()
    begun = time.monotonic()
    with psycopg.connect(server.url) as database:
        database.execute(
            "UPDATE articles_article SET title = %s WHERE slug = 'page'", [f"After {trouble}"]
        )
    until(RETURNED, has(site, f"After {trouble}"))
    until(RETURNED, lambda: statuses(site, not_held) == {200})
    print(f"all right {time.monotonic() - begun:.1f} s after {trouble}")


def is_stale(site, before):
    """Whether a held page says since when. It has the same bytes in any case, and at once."""
    begun = time.monotonic()
    status, headers, body = site.get(PAGE)
    assert (status, body) == (200, before)
    assert time.monotonic() - begun < REFUSED
    return STALE in {name.lower() for name in headers}


def require_refused(site, path):
    begun = time.monotonic()
    status, headers, _ = site.get(path)
    took = time.monotonic() - begun
    print(f"{path} was refused after {took:.2f} s")
    assert status == 503
    assert "retry-after" in {name.lower() for name in headers}
    assert took < REFUSED
