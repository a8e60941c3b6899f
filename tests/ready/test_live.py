"""The promises of ready pages on a real server with two workers: never stale, never down."""

import contextlib
import socket
import time

import pytest
from django.db import connection

from tests.ready.live import LiveSite, Wire, own_database

only_postgresql = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="a file is never frozen and never stopped"
)
PAGE = "/articles/page/"
# A second on a quiet machine; a busy one takes its time for a page.
SOON = 5


@pytest.fixture(scope="module")
def database_url(tmp_path_factory, django_db_setup):
    with own_database(tmp_path_factory.mktemp("live")) as url:
        yield url


@pytest.fixture(scope="module")
def wire(database_url):
    return Wire(database_url) if database_url.startswith("postgres") else None


@pytest.fixture(scope="module")
def site(database_url, wire, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    LiveSite(folder, database_url).fill()
    site = LiveSite(folder, wire.through(database_url) if wire else database_url)
    with site.running():
        yield site


@pytest.fixture
def editor(site, database_url, tmp_path):
    """Somebody who writes past the server and past the wire."""
    return LiveSite(tmp_path, database_url)


def until(seconds, is_so):
    """How long it took, in seconds."""
    begun = time.monotonic()
    while not is_so():
        assert time.monotonic() - begun < seconds, f"not within {seconds} s"
        time.sleep(0.05)
    return time.monotonic() - begun


def statuses(site, path):
    """Of both workers."""
    return {site.get(path)[0] for _ in range(20)}


def has(site, words):
    return lambda: all(words in body.decode() for body in site.bodies(PAGE))


def test_a_write_by_any_way_is_seen_by_each_worker_within_a_second(site, editor):
    assert len(site.bodies(PAGE)) == 1
    for number, write in enumerate(
        [
            "Article.objects.filter(slug='page').update(title='{}')",
            "a = Article.objects.get(slug='page'); a.title = '{}'; a.save()",
            "from django.db import connection; connection.cursor().execute("
            "\"UPDATE articles_article SET title = '{}' WHERE slug = 'page'\")",
        ]
    ):
        editor.write(write.format(f"Title {number}"))
        until(SOON, has(site, f"Title {number}"))


def test_a_held_page_is_sent_by_the_loop_itself(site):
    """It keeps names of headers as they are; the way through threads makes them small."""
    site.bodies(PAGE)
    assert "ETag" in site.get(PAGE)[1]


def test_what_is_taken_down_is_gone_and_what_is_due_appears(site, editor):
    path = "/articles/other/"
    assert statuses(site, path) == {200}
    editor.write("Article.objects.filter(slug='other').update(published_at=None)")
    until(SOON, lambda: statuses(site, path) == {404})
    editor.write(
        "from django.utils import timezone; from datetime import timedelta\n"
        "Article.objects.filter(slug='other').update("
        "published_at=timezone.now() + timedelta(seconds=6))"
    )
    assert statuses(site, path) == {404}
    assert "Another" not in site.get("/")[2].decode()
    until(6 + SOON, lambda: statuses(site, path) == {200})
    until(SOON, lambda: all("Another" in body.decode() for body in site.bodies("/")))


def test_slow_senders_keep_nobody_waiting(site):
    """More of them than there are threads, each with half a form."""
    lines = [
        "POST /admin/login/ HTTP/1.1",
        f"Host: localhost:{site.port}",
        # Whoever has a token is read to the end.
        f"Cookie: csrftoken={'x' * 32}",
        "Content-Type: application/x-www-form-urlencoded",
        "Content-Length: 99",
        "",
        "username=",
    ]
    with contextlib.ExitStack() as senders:
        for _ in range(150):
            sender = socket.create_connection(("127.0.0.1", site.port))
            senders.enter_context(sender).sendall("\r\n".join(lines).encode())
        # The one asks Django, the other is held.
        assert statuses(site, "/quotes/?q=claim") == statuses(site, PAGE) == {200}


def test_pages_do_not_wait_behind_strangers(site, editor):
    """More of them than there are threads, each with a search that hangs."""
    lines = ["GET /search/?q=hang HTTP/1.1", f"Host: localhost:{site.port}", "", ""]
    with site.hanging(), contextlib.ExitStack() as stack:
        for _ in range(300):
            stranger = socket.create_connection(("127.0.0.1", site.port))
            stack.enter_context(stranger).sendall("\r\n".join(lines).encode())
        editor.write("Article.objects.filter(slug='page').update(title='Beside them')")
        until(SOON, has(site, "Beside them"))
        # Nobody has asked for it before.
        assert statuses(site, "/sitemap.xml") == {200}
        assert site.get("/admin/login/", Cookie=f"csrftoken={'x' * 32}")[0] == 200
    # Those that waited come first.
    until(60, lambda: statuses(site, "/search/?q=claim") == {200})


@only_postgresql
@pytest.mark.parametrize(
    ("trouble", "end_it", "not_held"),
    [("freeze", "thaw", "/muscles/"), ("cut", "mend", "/articles/")],
)
def test_without_its_database_each_worker_sends_what_any_of_them_holds(
    site, editor, wire, trouble, end_it, not_held
):
    [before] = site.bodies(PAGE)
    getattr(wire, trouble)()
    # From the first moment on, over the time in which nobody knows yet, and after it.
    end = time.monotonic() + 5
    slowest = 0.0
    while time.monotonic() < end:
        begun = time.monotonic()
        status, headers, body = site.get(PAGE)
        slowest = max(slowest, time.monotonic() - begun)
        assert (status, body) == (200, before)
        time.sleep(0.02)
    assert "x-stale-since" in {name.lower() for name in headers}
    assert slowest < 3
    begun = time.monotonic()
    status, headers, body = site.get(not_held)
    assert (status, time.monotonic() - begun < 5) == (503, True)
    assert "5" in headers.values()
    editor.write(f"Article.objects.filter(slug='page').update(title='After {trouble}')")
    getattr(wire, end_it)()
    until(10, has(site, f"After {trouble}"))
    until(10, lambda: site.status(not_held) == 200)


@only_postgresql
def test_a_page_that_is_asked_for_just_as_it_freezes_is_refused_in_time(site, wire):
    wire.freeze()
    try:
        begun = time.monotonic()
        assert site.get("/experts/")[0] == 503
        assert time.monotonic() - begun < 5
    finally:
        wire.thaw()
    until(10, lambda: site.status("/experts/") == 200)
