"""Which requests get ready bytes, which Django, and which a refusal. Django is played here."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from io import BytesIO
from itertools import islice

import brotli
import pytest

from articles.public import names_at
from runsite.ready import backend
from runsite.ready.backend import Kind
from runsite.ready.page import headers_of
from runsite.ready.pages import ReadyPages, Site
from runsite.ready.shelf import Shelf

PUBLIC = ("Cache-Control", "public, max-age=0, s-maxage=1")
HOST = "site.example"


class PlayedPulse:
    """Says what the test tells it to."""

    stamp = "1"
    answers = True
    has_begun = True
    returns = 0

    def ensure(self):
        pass

    def stale_since(self, stamp):
        return [("X-Stale-Since", "then" if stamp == self.stamp else "before")]


class PlayedDjango:
    """Answers each request with a body of its own, and remembers what it was asked."""

    def __init__(self):
        self.asked = []
        self.status = "200 OK"
        self.headers = [PUBLIC, ("Content-Type", "text/html"), ("Vary", "Accept-Encoding")]
        self.wait = None
        self.closed = 0

    def __call__(self, environ, start_response):
        self.asked.append(environ)
        number = len(self.asked)
        if self.wait:
            self.wait.wait(10)
        start_response(self.status, list(self.headers))
        return self.body(f"{environ['PATH_INFO']}?{environ['QUERY_STRING']} {number}")

    def body(self, text):
        try:
            yield text.encode()
        finally:
            self.closed += 1


@pytest.fixture
def django():
    return PlayedDjango()


@pytest.fixture
def pulse():
    return PlayedPulse()


@pytest.fixture
def make(django, pulse, tmp_path):
    """A worker of the machine, with a memory of its own."""

    def make(scheme=""):
        hosts, cookies = frozenset([HOST, "other.example"]), ["sessionid", "messages"]
        site = Site(HOST, hosts, scheme, cookies, names_at)
        return ReadyPages(django, site, pulse, Shelf(tmp_path / "ready", 10_000_000))

    return make


@pytest.fixture
def site(make):
    return make()


class Got:
    def __init__(self, site, path="/", query="", method="GET", **environ):
        asked = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": HOST,
            "wsgi.input": BytesIO(b"posted"),
        }
        started = []
        asked |= environ
        held = site.held(asked)
        body = site(asked, lambda *arguments: started.append(arguments))
        self.body = b"".join(body)
        self.status, self.headers = started[0][0], dict(started[0][1])
        self.was_held = held is not None
        if held:
            self.require_same(asked, *held)

    def require_same(self, asked, page, more):
        """What is found without waiting is what everybody gets."""
        status, head, body = page.answer(asked)
        assert self.status.startswith(f"{status} ")
        assert self.headers == dict(headers_of(head) + more)
        assert self.body == body


def test_a_page_is_made_once(site, django):
    assert [Got(site).body for _ in range(3)] == [b"/? 1"] * 3
    assert len(django.asked) == 1
    assert django.closed == 1


def test_a_page_in_memory_is_found_without_waiting(site, make, django, pulse):
    assert [Got(site, method=method).was_held for method in ("GET", "GET", "HEAD")] == [
        False,
        True,
        True,
    ]
    # On the disk alone it takes a while.
    sibling = make()
    assert [Got(sibling).was_held for _ in range(2)] == [False, True]
    pulse.stamp = "2"
    assert [Got(site).was_held for _ in range(2)] == [False, True]
    assert not Got(site, HTTP_COOKIE="sessionid=x").was_held
    pulse.answers = False
    assert Got(site).was_held
    # Who asked now would wait for the first answer of the database.
    pulse.has_begun = False
    assert not Got(site).was_held


@pytest.mark.parametrize(
    "query", ["utm_source=letter", "fbclid=x&gclid=y", "a=1&b", "=", "&&&", "%", "muscle2=a"]
)
def test_what_changes_nothing_makes_no_new_page(site, django, query):
    clean = Got(site).body
    assert Got(site, query=query).body == clean
    assert len(django.asked) == 1
    assert len(site.shelf.pages) == 1


def test_what_changes_the_page_is_another(site, django):
    def asked(query):
        return Got(site, "/quotes/", query).body

    assert asked("utm_source=x&muscle=a&muscle=b") == b"/quotes/?muscle=a&muscle=b 1"
    assert asked("muscle=a&muscle=b&fbclid=1") == b"/quotes/?muscle=a&muscle=b 1"
    assert asked("match=all&muscle=b") == b"/quotes/?match=all&muscle=b 2"


@pytest.mark.parametrize(
    "query", ["muscle=b&muscle=a", "muscle=a&muscle=a", "expert=&muscle=a", "muscle=a&match=all"]
)
def test_what_is_not_canonical_is_djangos_to_redirect(site, django, query):
    for _ in range(2):
        assert Got(site, "/quotes/", query).body.startswith(f"/quotes/?{query} ".encode())
    assert len(django.asked) == 2
    assert not site.shelf.pages


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/", "after=1"),
        ("/muscles/", "match=any"),
        ("/robots.txt", "after=2"),
        ("/articles/a/", "category=x"),
        ("/experts/", "muscle=a"),
    ],
)
def test_a_name_means_something_on_its_own_pages_only(site, django, path, query):
    clean = Got(site, path).body
    assert Got(site, path, query).body == clean
    assert len(site.shelf.pages) == 1


def test_behind_a_proxy_the_scheme_that_it_tells_must_be_the_sites(make, django):
    site = make("https")
    held = Got(site, HTTP_X_FORWARDED_PROTO="https").body
    assert django.asked[0]["HTTP_X_FORWARDED_PROTO"] == "https"
    for told in ({}, {"HTTP_X_FORWARDED_PROTO": "http"}, {"HTTP_X_FORWARDED_PROTO": "https, http"}):
        assert Got(site, **told).body != held
    assert Got(site, HTTP_X_FORWARDED_PROTO="https").body == held
    assert len(site.shelf.pages) == 1


def test_another_stamp_makes_it_anew(site, django, pulse):
    Got(site)
    pulse.stamp = "2"
    assert [Got(site).body for _ in range(2)] == [b"/? 2"] * 2


@pytest.mark.parametrize(
    "request_of",
    [
        {"HTTP_COOKIE": "sessionid=x"},
        {"HTTP_COOKIE": "_ga=1;messages=x"},
        {"HTTP_AUTHORIZATION": "Basic eDp5"},
        {"HTTP_HOST": "evil.example"},
        {"HTTP_HOST": f"{HOST}:81"},
        {"HTTP_HOST": ""},
        {"method": "POST"},
        {"method": "OPTIONS"},
        {"path": "/admin/"},
        {"path": "/static/site.css"},
        {"path": "/media/photo.jpg"},
        {"path": "/quotes/", "query": "q=anything"},
        {"path": "/quotes/", "query": "after=1-2&muscle=a"},
        {"path": "/experts/", "query": "after=ana"},
        {"path": f"/{'a' * 600}/"},
        {"path": "/preview/1-abc/", "query": "muscle=calves"},
        {"path": "/sign-off/1-abc/"},
        {"path": "/q/1/"},
        {"path": "/no/such/page/"},
    ],
)
def test_what_is_not_for_everybody_goes_to_django_as_it_came(site, django, request_of):
    clean = None if "path" in request_of else Got(site).body
    assert Got(site, **request_of).body != clean
    sent = django.asked[-1]
    assert sent["wsgi.input"].read() == b"posted"
    for name, value in request_of.items():
        if name.startswith("HTTP_"):
            assert sent[name] == value
    if clean:
        assert Got(site).body == clean
    assert len(site.shelf.pages) == (1 if clean else 0)


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        ("200 OK", [("Set-Cookie", "a=b")]),
        ("200 OK", [("Vary", "Cookie")]),
        ("200 OK", [("Vary", "Accept-Encoding, Cookie")]),
        ("200 OK", [("Vary", "*")]),
        ("200 OK", [("Cache-Control", "private, no-cache")]),
        ("200 OK", [("Cache-Control", "public, no-store")]),
        ("200 OK", [("CACHE-CONTROL", "Private, Public")]),
        ("200 OK", [("Content-Encoding", "gzip")]),
        ("404 Not Found", []),
        ("301 Moved Permanently", [("Location", "/")]),
        ("206 Partial Content", []),
        ("500 Internal Server Error", []),
    ],
)
def test_only_what_is_marked_as_public_and_complete_is_held(site, django, status, headers):
    given = {name.lower() for name, _ in headers}
    kept = [each for each in django.headers if each[0].lower() not in given]
    django.status, django.headers = status, [*kept, *headers]
    assert [Got(site).body for _ in range(2)] == [b"/? 1", b"/? 2"]
    assert Got(site).status == status
    assert not site.shelf.pages


VARIED = [
    {"HTTP_ACCEPT_ENCODING": "gzip;q=0, br;q=0, identity;q=0"},
    {"HTTP_RANGE": "bytes=0-3"},
    {"HTTP_X_FORWARDED_HOST": "evil.example"},
    {"HTTP_X_FORWARDED_PROTO": "ftp"},
    {"HTTP_HOST": "other.example"},
    {"HTTP_COOKIE": "_ga=GA1.2.3; theme=dark; session"},
    {"HTTP_COOKIE": ""},
    {"HTTP_X_FORWARDED_FOR": "<script>"},
    {"HTTP_FORWARDED": "host=evil.example"},
    {"HTTP_X_ORIGINAL_URL": "/admin/"},
    {"HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE"},
    {"HTTP_ACCEPT_LANGUAGE": "cy"},
    {"HTTP_USER_AGENT": "x" * 5000},
    {"HTTP_IF_MODIFIED_SINCE": "Wed, 25 Nov 2026 00:00:00 GMT"},
    {"HTTP_IF_NONE_MATCH": '"x", y'},
    {"HTTP_CACHE_CONTROL": "no-cache"},
    {"CONTENT_TYPE": "text/html; charset=base64", "CONTENT_LENGTH": "6"},
]


@pytest.mark.parametrize("first", VARIED)
def test_the_page_is_the_same_whoever_asked_first(site, django, first):
    """Nothing of the request is in it, as Django has seen nothing of it."""
    assert Got(site, **first).body == b"/? 1"
    clean = Got(site)
    assert (clean.status, clean.body) == ("200 OK", b"/? 1")
    [asked] = django.asked
    assert {k: v for k, v in asked.items() if k.startswith("HTTP_")} == {"HTTP_HOST": HOST}
    assert not asked.keys() & {"CONTENT_TYPE", "CONTENT_LENGTH"}
    assert asked["wsgi.input"].read() == b""


def test_head_first_is_get_for_django(site, django):
    assert Got(site, method="HEAD").body == b""
    assert Got(site).body == b"/? 1"
    assert django.asked[0]["REQUEST_METHOD"] == "GET"


def test_thousands_of_odd_addresses_leave_nothing_behind(site, django):
    django.status = "404 Not Found"
    for number in range(2000):
        Got(site, path=f"/articles/{number}/", query=f"muscle={number}")
    assert (len(site.shelf.pages), site.shelf.size) == (0, 0)
    assert not site.backend.flights
    assert not site.shelf.folder.exists()


def twenty_at_once(site, django):
    """What each of them got; Django answers when all have asked."""
    django.wait = threading.Event()
    with ThreadPoolExecutor(20) as readers:
        asked = [readers.submit(lambda: Got(site).body) for _ in range(20)]
        time.sleep(0.2)
        django.wait.set()
        return [each.result(10) for each in asked]


def test_many_requests_for_a_missing_page_make_it_once(site, django):
    assert twenty_at_once(site, django) == [b"/? 1"] * 20
    assert len(django.asked) == 1


def test_many_requests_for_what_is_not_held_share_an_answer(site, django):
    django.status = "404 Not Found"
    assert twenty_at_once(site, django) == [b"/? 1"] * 20
    assert not site.backend.flights


def test_who_gives_up_leaves_the_others_together(site, django, monkeypatch):
    """Two of the first flight give up, one of them while others wait for the second."""
    django.status = "404 Not Found"
    django.wait = threading.Event()
    monkeypatch.setattr(backend, "LOOK", 0.1)

    def ask(patience):
        monkeypatch.setattr(backend, "LONGEST", patience)
        asked = readers.submit(lambda: Got(site).body)
        time.sleep(0.3)
        return asked

    with ThreadPoolExecutor(4) as readers:
        slow, _, second = ask(1), ask(0.1), ask(10)
        assert slow.result(10).startswith(b"This page cannot")
        third = ask(10)
        django.wait.set()
        assert second.result(10) == third.result(10)
    assert len(django.asked) == 2


def test_what_nobody_waits_for_any_more_is_not_begun(site, django, monkeypatch):
    monkeypatch.setattr(backend, "LONGEST", 0.1)
    monkeypatch.setattr(backend, "LOOK", 0.1)
    django.wait = threading.Event()
    odd = [f"/admin/{number}/" for number in range(backend.MOST_AT_ONCE + 5)]
    with ThreadPoolExecutor(len(odd)) as readers:
        list(readers.map(lambda path: Got(site, path), odd))
    django.wait.set()
    time.sleep(0.2)
    assert len(django.asked) == backend.MOST_AT_ONCE


def test_however_many_hang_another_kind_of_request_is_answered(site, django, pulse):
    Got(site)
    pulse.stamp = "2"
    django.wait = slow = threading.Event()
    with ThreadPoolExecutor(30) as strangers:
        for number in range(15):
            strangers.submit(Got, site, "/search/", f"q={number}")
            strangers.submit(Got, site, f"/articles/{number}/")
        most = 1 + 2 * backend.MOST_AT_ONCE
        while len(django.asked) < most:
            time.sleep(0.01)
        django.wait = None
        try:
            assert Got(site).status == "200 OK"
            assert Got(site, "/admin/", HTTP_COOKIE="sessionid=x").status == "200 OK"
            assert len(django.asked) == most + 2
        finally:
            slow.set()


@pytest.mark.parametrize(
    ("path", "query", "cookie", "kind"),
    [
        ("/", "", "", Kind.HELD),
        ("/quotes/", "muscle=calves", "other=x", Kind.PUBLIC),
        ("/quotes/", f"muscle=calves&{'a&' * 2000}", "", Kind.OTHER),
        ("/search/", "q=calves", "", Kind.OTHER),
        ("/admin/", "", "", Kind.OTHER),
        ("/admin/", "", "sessionid=x", Kind.KNOWN),
        ("/static/site.css", "", "sessionid=x", Kind.FILE),
        ("/media/photo.avif", "", "", Kind.FILE),
    ],
)
def test_the_kind_of_a_request(site, path, query, cookie, kind):
    Got(site, "/")
    asked = {"REQUEST_METHOD": "GET", "HTTP_HOST": HOST, "PATH_INFO": path}
    assert site.kind_of(asked | {"QUERY_STRING": query, "HTTP_COOKIE": cookie}) is kind


def test_who_asks_after_an_edit_does_not_get_what_was_begun_before_it(site, django, pulse):
    django.wait = threading.Event()
    with ThreadPoolExecutor(2) as readers:
        before = readers.submit(lambda: Got(site).body)
        time.sleep(0.1)
        pulse.stamp = "2"
        after = readers.submit(lambda: Got(site).body)
        time.sleep(0.1)
        django.wait.set()
        assert {before.result(10), after.result(10)} == {b"/? 1", b"/? 2"}
    assert Got(site).body == b"/? 2"


@pytest.mark.parametrize("where", ["django", "shelf"])
def test_an_error_of_ours_is_an_error_and_the_next_request_is_as_good_as_new(
    site, django, monkeypatch, where
):
    def broken(*arguments):
        raise RuntimeError("It broke.")

    with monkeypatch.context() as breaking:
        target = (site, "django") if where == "django" else (site.shelf, "put")
        breaking.setattr(*target, broken)
        with pytest.raises(RuntimeError):
            Got(site)
    assert Got(site).status == "200 OK"
    assert not site.backend.flights


def test_what_was_begun_before_an_edit_and_ends_last_takes_no_newer_pages_place(
    site, django, pulse
):
    slow = django.wait = threading.Event()
    with ThreadPoolExecutor(1) as readers:
        before = readers.submit(lambda: Got(site).body)
        time.sleep(0.2)
        django.wait, pulse.stamp = None, "2"
        assert Got(site).body == b"/? 2"
        slow.set()
        assert before.result(10) == b"/? 1"
    assert Got(site).body == b"/? 2"
    assert len(django.asked) == 2


class TestWithoutDatabase:
    def test_a_held_page_is_sent_as_it_was_and_says_so(self, site, django, pulse):
        before = Got(site, HTTP_ACCEPT_ENCODING="br")
        pulse.answers = False
        django.status = "500 Internal Server Error"
        after = Got(site, HTTP_ACCEPT_ENCODING="br")
        assert (after.status, after.body) == (before.status, before.body)
        assert after.headers == before.headers | {"X-Stale-Since": "then"}
        assert brotli.decompress(after.body) == b"/? 1"
        assert len(django.asked) == 1

    def test_by_every_worker_of_the_machine(self, site, make, django, pulse):
        before = Got(site).body
        sibling = make()
        pulse.answers = False
        assert Got(sibling).body == before

    def test_what_is_not_held_is_refused_at_once(self, site, django, pulse):
        pulse.answers = False
        for method in ("GET", "POST"):
            got = Got(site, path="/muscles/", method=method)
            assert got.status.startswith("503")
            assert got.headers["Retry-After"] == "5"
            assert b"does not answer" in got.body
        assert not django.asked

    def test_files_are_sent_all_the_same(self, site, django, pulse):
        pulse.answers = False
        assert Got(site, path="/static/site.css").status == "200 OK"

    def test_an_error_while_it_breaks_down_keeps_the_page(self, site, django, pulse):
        before = Got(site).body
        pulse.stamp = "2"
        django.status = "503 Service Unavailable"
        got = Got(site)
        assert got.body == before
        assert got.headers["X-Stale-Since"] == "before"

    def test_what_was_taken_down_before_does_not_come_back(self, site, make, django, pulse):
        Got(site)
        pulse.stamp, django.status = "2", "404 Not Found"
        assert Got(site).status == "404 Not Found"
        sibling = make()
        pulse.answers = False
        assert Got(site).status.startswith("503")
        assert Got(sibling).status.startswith("503")

    def test_each_worker_sends_the_newest_that_any_has(self, site, make, django, pulse):
        sibling = make()
        assert Got(site).body == Got(sibling).body == b"/? 1"
        pulse.stamp = "2"
        assert Got(sibling).body == b"/? 2"
        pulse.stamp, pulse.answers = "3", False
        assert Got(site).body == Got(sibling).body == b"/? 2"

    def test_what_hangs_in_django_is_given_up(self, site, django, pulse, monkeypatch):
        monkeypatch.setattr(backend, "LOOK", 0.1)
        django.wait = threading.Event()
        readers = ThreadPoolExecutor(5)
        asked = [readers.submit(Got, site, "/muscles/") for _ in range(5)]
        time.sleep(0.25)
        assert not any(each.done() for each in asked)
        pulse.answers = False
        assert all(each.result(1).status.startswith("503") for each in asked)
        # What hangs hangs on, but nobody waits for it after the return.
        pulse.answers, slow, django.wait = True, django.wait, None
        assert readers.submit(Got, site, "/muscles/").result(5).status == "200 OK"
        slow.set()

    def test_a_form_that_has_not_begun_is_refused_and_never_saved(
        self, site, django, pulse, monkeypatch
    ):
        monkeypatch.setattr(backend, "LOOK", 0.1)
        django.wait = threading.Event()
        many = backend.MOST_AT_ONCE
        with ThreadPoolExecutor(many + 5) as editors:
            sent = [editors.submit(Got, site, "/admin/", method="POST") for _ in range(many + 5)]
            time.sleep(0.3)
            pulse.answers = False
            list(islice(as_completed(sent, timeout=10), 5))
            django.wait.set()
            statuses = sorted(each.result(10).status[:3] for each in sent)
        assert statuses == ["200"] * many + ["503"] * 5
        assert len(django.asked) == many

    def test_however_many_hang_a_held_page_is_sent(self, site, django, pulse, monkeypatch):
        monkeypatch.setattr(backend, "LOOK", 0.3)
        held = Got(site).body
        django.wait = threading.Event()
        with ThreadPoolExecutor(60) as readers:
            asked = [readers.submit(Got, site, f"/articles/{n}/") for n in range(60)]
            time.sleep(0.1)
            pulse.answers = False
            assert Got(site).body == held
            assert all(each.result(5).status.startswith("503") for each in asked)
            django.wait.set()

    def test_after_its_return_nothing_waits_for_what_hangs_for_ever(
        self, site, django, pulse, monkeypatch
    ):
        monkeypatch.setattr(backend, "LOOK", 0.1)
        django.wait = hanging = threading.Event()
        with ThreadPoolExecutor(30) as readers:
            asked = [readers.submit(Got, site, f"/articles/{n}/") for n in range(30)]
            time.sleep(0.2)
            pulse.answers = False
            assert all(each.result(5).status.startswith("503") for each in asked)
            pulse.answers, pulse.returns, django.wait = True, 1, None
            assert readers.submit(Got, site, "/muscles/").result(5).status == "200 OK"
            hanging.set()

    def test_after_its_return_all_is_new(self, site, django, pulse):
        Got(site)
        pulse.answers = False
        Got(site)
        pulse.answers, pulse.stamp = True, "2"
        got = Got(site)
        assert got.body == b"/? 2"
        assert "X-Stale-Since" not in got.headers
