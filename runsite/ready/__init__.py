"""Answers public pages from ready bytes, before Django is asked. See decision 0023.

Only what Django marked as public and complete is held (`articles/public.py`), under the address
without what makes no difference. Pages are good as long as the stamp of the content stays the same
(`articles/stamp.py`, `pulse.py`); while the database does not answer they are sent as they are,
with a header that says since when.
"""

import logging
import re
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLong
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from runsite.ready.page import Headers, Page, make_page
from runsite.ready.pulse import Pulse
from runsite.ready.shelf import Shelf

logger = logging.getLogger(__name__)

Environ = dict[str, Any]

# What Django does at once, so that threads remain for ready pages whatever hangs in it.
MOST_AT_ONCE = 16
# In seconds: how often a waiting request looks whether the database answers, and when it gives up.
LOOK = 0.5
LONGEST = 30.0
# What pages may ask of their address; any other name (utm_source, fbclid) changes nothing.
NAMES = [
    (re.compile(r"/articles/"), {"category", "after"}),
    (re.compile(r"/articles/[^/]+/"), {"muscle"}),
    (re.compile(r"/authors/[^/]+/"), {"after"}),
    (re.compile(r"/quotes/"), {"after", "expert", "match", "muscle", "q"}),
    (re.compile(r"/search/"), {"q"}),
    (re.compile(r"/experts/"), {"after"}),
]
# Of endless variety, so never held.
ENDLESS = {"after", "q"}
LONGEST_KEY = 500
# Served without the database, and in any size.
FILES = ("/static/", "/media/")
NEVER_HELD = (*FILES, "/admin/")


class Answer(NamedTuple):
    status: str
    headers: Headers
    body: bytes

    @property
    def is_for_everybody(self) -> bool:
        found = {name.lower(): value for name, value in self.headers}
        control = set(re.findall(r"[a-z-]+", found.get("cache-control", "").lower()))
        return (
            self.status.startswith("200 ")
            and "public" in control
            and control.isdisjoint({"private", "no-cache", "no-store"})
            and "set-cookie" not in found
            and found.get("vary", "Accept-Encoding") == "Accept-Encoding"
            and "content-encoding" not in found
        )

    def send(self, environ, start_response) -> list[bytes]:
        start_response(self.status, self.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self.body]


UNAVAILABLE = Answer(
    "503 Service Unavailable",
    [("Content-Type", "text/plain; charset=utf-8"), ("Retry-After", "5")],
    b"This page cannot be shown just now: the database does not answer. Try again in a moment.\n",
)

BROKEN = Answer("500 Internal Server Error", [("Content-Type", "text/plain")], b"An error.\n")


class Flight(NamedTuple):
    """A page that is being made, with the stamp of when that began; whoever wants it waits."""

    stamp: str
    made: Future


class ReadyPages:
    """The WSGI callable; `hosts` are those that may stand in the address of a held page."""

    def __init__(self, django: Callable, pulse: Pulse, shelf: Shelf, hosts: Iterable[str]):
        self.django, self.pulse, self.shelf = django, pulse, shelf
        self.hosts = frozenset(hosts)
        self.flights: dict[str, Flight] = {}
        self.lock = threading.Lock()
        self.gate = threading.BoundedSemaphore(MOST_AT_ONCE)
        self.workers, self.returns = self.new_workers(), 0

    def __call__(self, environ: Environ, start_response) -> Iterable[bytes]:
        self.pulse.ensure()
        key = self.key(environ)
        if key is None:
            return self.pass_on(environ, start_response)
        stamp = self.pulse.stamp
        page = self.shelf.get(key)
        if page is None or page.stamp != stamp:
            # What a sibling has made is newer than what lies here.
            page = self.shelf.get_from_disk(key)
        if page and page.stamp == stamp:
            return page.answer(environ, start_response, self.pulse.warning)
        made = self.make_once(key, environ)
        if isinstance(made, Page):
            return made.answer(environ, start_response, [])
        # Of an older stamp, but what was good last is better than an error.
        if page and made.status.startswith("5"):
            return page.answer(environ, start_response, self.pulse.since)
        return made.send(environ, start_response)

    def key(self, environ: Environ) -> str | None:
        """The address of a page for everybody; None where that is not what is asked for."""
        path, host = environ["PATH_INFO"], environ.get("HTTP_HOST", "")
        scheme = environ.get("HTTP_X_FORWARDED_PROTO", "")
        if (
            environ["REQUEST_METHOD"] not in {"GET", "HEAD"}
            or "HTTP_COOKIE" in environ
            or "HTTP_AUTHORIZATION" in environ
            or host not in self.hosts
            or scheme not in {"", "http", "https"}
            or path.startswith(NEVER_HELD)
        ):
            return None
        query = known_query(path, environ.get("QUERY_STRING", ""))
        key = f"{scheme} {host} {path}?{query}"
        return key if query is not None and len(key) <= LONGEST_KEY else None

    def make_once(self, key: str, environ: Environ) -> Page | Answer:
        """What Django makes of it, for all who ask for it at the time."""
        if not self.pulse.answers:
            return UNAVAILABLE
        with self.lock:
            flight = self.flights.get(key)
            if flight is None or flight.stamp != self.pulse.stamp:
                flight = Flight(self.pulse.stamp, Future())
                self.flights[key] = flight
                self.submit(self.fly, key, flight, for_everybody(key, environ))
        return self.wait(flight.made)

    def fly(self, key: str, flight: Flight, environ: Environ) -> None:
        made: Page | Answer = BROKEN
        try:
            made = self.make(key, flight.stamp, environ)
        except Exception:
            logger.exception("%s could not be made.", key)
        # Before it is told: whoever comes later begins anew.
        with self.lock:
            if self.flights.get(key) is flight:
                del self.flights[key]
        flight.made.set_result(made)

    def make(self, key: str, stamp: str, environ: Environ) -> Page | Answer:
        answer = collect(self.django, environ)
        if answer.is_for_everybody:
            page = make_page(stamp, answer.headers, answer.body)
            # Else it is old already, and a newer one may lie there.
            if stamp == self.pulse.stamp:
                self.shelf.put(key, page)
            return page
        if not answer.status.startswith("5"):
            self.shelf.drop(key)
        return answer

    def pass_on(self, environ: Environ, start_response) -> Iterable[bytes]:
        if environ["PATH_INFO"].startswith(FILES):
            return self.django(environ, start_response)
        if not self.pulse.answers:
            return UNAVAILABLE.send(environ, start_response)
        if environ["REQUEST_METHOD"] in {"GET", "HEAD"}:
            answer = self.wait(self.submit(collect, self.django, environ))
            return answer.send(environ, start_response)
        if not self.gate.acquire(timeout=LONGEST):
            return UNAVAILABLE.send(environ, start_response)
        try:
            # Never given up: what was sent may be saved although its sender waits no longer.
            return collect(self.django, environ).send(environ, start_response)
        finally:
            self.gate.release()

    def wait(self, future: Future):
        """Its result; a refusal where the database does not answer or it takes too long."""
        end = time.monotonic() + LONGEST
        while True:
            try:
                return future.result(LOOK)
            except TooLong:
                if not self.pulse.answers or time.monotonic() > end:
                    future.cancel()
                    return UNAVAILABLE

    def submit(self, *call) -> Future:
        """To threads that nothing hangs in: after each return of the database to new ones."""
        if self.returns != self.pulse.returns:
            self.workers, self.returns = self.new_workers(), self.pulse.returns
        return self.workers.submit(*call)

    def new_workers(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="django")


def known_query(path: str, query: str) -> str | None:
    """Without what changes nothing; None for what is never held."""
    if not query:
        return ""
    names = next((names for pattern, names in NAMES if pattern.fullmatch(path)), set())
    pairs = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] in names]
    if any(name in ENDLESS for name, _ in pairs):
        return None
    # Of a name that may stand once, the last one counts.
    single = {name: value for name, value in pairs if name != "muscle"}
    muscles = [pair for pair in pairs if pair[0] == "muscle"]
    return urlencode(sorted(pair for pair in (*single.items(), *muscles) if pair[1]))


def for_everybody(key: str, environ: Environ) -> Environ:
    """The request without all that is one reader's own."""
    asked = {k: v for k, v in environ.items() if not k.startswith("HTTP_")}
    asked["HTTP_HOST"] = environ["HTTP_HOST"]
    scheme = key.partition(" ")[0]
    if scheme:
        asked["HTTP_X_FORWARDED_PROTO"] = scheme
    asked |= {"REQUEST_METHOD": "GET", "QUERY_STRING": key.rpartition("?")[2]}
    return asked | {"CONTENT_TYPE": "", "CONTENT_LENGTH": "", "wsgi.input": BytesIO()}


def collect(django: Callable, environ: Environ) -> Answer:
    started: list = []
    try:
        body = django(environ, lambda status, headers, *_: started.append((status, headers)))
        try:
            whole = b"".join(body)
        finally:
            # Django gives its connection back here.
            if hasattr(body, "close"):
                body.close()
    except Exception:
        logger.exception("Django raised an error for %s.", environ["PATH_INFO"])
        return BROKEN
    status, headers = started[-1]
    return Answer(status, headers, whole)
