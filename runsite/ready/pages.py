"""Which requests get ready bytes, which are Django's, and which are refused.

Only what Django marked as public and complete is held (`articles/public.py`), under the address
without what makes no difference. Pages are good as long as the stamp of the content stays the same
(`articles/stamp.py`); while the database does not answer they are sent as they are, with a header
that says since when.
"""

import re
import threading
import time
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from runsite.ready.page import Headers, Page, make_page
from runsite.ready.pulse import Pulse
from runsite.ready.shelf import Key, Shelf

Environ = dict[str, Any]

# What Django does at once, so that threads remain for ready pages whatever hangs in it.
MOST_AT_ONCE = 16
# In seconds: how often a waiting request looks whether the database answers, and when it gives up.
LOOK = 0.5
LONGEST = 30.0
# Of endless variety, so never held.
ENDLESS = {"after", "q"}
LONGEST_KEY = 500
# Served without the database, and in any size.
FILES = ("/static/", "/media/")


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


class Site(NamedTuple):
    """`hosts` may stand in a request for a page that is held; Django is asked as `host`.

    `scheme` is that of which a proxy must tell; empty where none is trusted. By the `cookies` with
    these names a page may differ. `names_at` gives what a public page may ask of its address, and
    None where there is none.
    """

    host: str
    hosts: frozenset[str]
    scheme: str
    cookies: Collection[str]
    names_at: Callable[[str], Collection[str] | None]


class ReadyPages:
    """The WSGI callable."""

    def __init__(self, django: Callable, site: Site, pulse: Pulse, shelf: Shelf):
        self.django, self.site, self.pulse, self.shelf = django, site, pulse, shelf
        self.workers, self.returns = new_workers(), 0
        # Pages that are being made, by the stamp of when that began: whoever wants one waits.
        self.flights: dict[tuple[Key, str], Future] = {}
        self.lock = threading.Lock()

    def __call__(self, environ: Environ, start_response) -> Iterable[bytes]:
        self.pulse.ensure()
        key = self.key(environ)
        if key is None:
            return self.pass_on(environ, start_response)
        stamp = self.pulse.stamp
        page = self.shelf.get(key, stamp)
        if page and page.stamp == stamp:
            warning = [] if self.pulse.answers else self.pulse.stale_since(stamp)
            return page.answer(environ, start_response, warning)
        made = self.make_once(key, stamp, environ)
        if isinstance(made, Page):
            return made.answer(environ, start_response, [])
        # Of an older stamp, but what was good last is better than an error.
        if page and made.status.startswith("5"):
            return page.answer(environ, start_response, self.pulse.stale_since(page.stamp))
        return made.send(environ, start_response)

    def key(self, environ: Environ) -> Key | None:
        """Of a page for everybody; None where that is not what is asked for."""
        path, scheme = environ["PATH_INFO"], self.site.scheme
        cookies = environ.get("HTTP_COOKIE", "")
        if (
            environ["REQUEST_METHOD"] not in {"GET", "HEAD"}
            or (cookies and any(f"{name}=" in cookies for name in self.site.cookies))
            or "HTTP_AUTHORIZATION" in environ
            or environ.get("HTTP_HOST") not in self.site.hosts
            or (scheme and environ.get("HTTP_X_FORWARDED_PROTO") != scheme)
            or len(path) > LONGEST_KEY
        ):
            return None
        names = self.site.names_at(path)
        query = None if names is None else known_query(names, environ.get("QUERY_STRING", ""))
        return None if query is None or len(query) > LONGEST_KEY else (path, query)

    def for_everybody(self, key: Key, environ: Environ) -> Environ:
        """The request without all that is one reader's own."""
        asked = {k: v for k, v in environ.items() if not k.startswith("HTTP_")}
        asked |= {"HTTP_HOST": self.site.host, "REQUEST_METHOD": "GET", "QUERY_STRING": key[1]}
        if self.site.scheme:
            asked["HTTP_X_FORWARDED_PROTO"] = self.site.scheme
        return asked | {"CONTENT_TYPE": "", "CONTENT_LENGTH": "", "wsgi.input": BytesIO()}

    def make_once(self, key: Key, stamp: str, environ: Environ) -> Page | Answer:
        """What Django makes of it, for all who ask for it at the time."""
        if not self.pulse.answers:
            return UNAVAILABLE
        with self.lock:
            flight = self.flights.get((key, stamp))
            if flight is None:
                asked = self.for_everybody(key, environ)
                flight = self.submit(self.make, key, stamp, asked)
                self.flights[key, stamp] = flight
        made = self.wait(flight)
        if made is UNAVAILABLE:
            # It may hang for ever.
            self.forget_flight(key, stamp)
        return made

    def make(self, key: Key, stamp: str, asked: Environ) -> Page | Answer:
        try:
            answer = collect(self.django, asked)
            if answer.is_for_everybody:
                page = make_page(stamp, answer.headers, answer.body)
                # Else it is old already, and a newer one may lie there.
                if stamp == self.pulse.stamp:
                    self.shelf.put(key, page)
                return page
            if not answer.status.startswith("5"):
                self.shelf.drop(key)
            return answer
        finally:
            # Before it is told: whoever comes later begins anew.
            self.forget_flight(key, stamp)

    def forget_flight(self, key: Key, stamp: str) -> None:
        with self.lock:
            self.flights.pop((key, stamp), None)

    def pass_on(self, environ: Environ, start_response) -> Iterable[bytes]:
        if environ["PATH_INFO"].startswith(FILES):
            return self.django(environ, start_response)
        if not self.pulse.answers:
            return UNAVAILABLE.send(environ, start_response)
        asked = self.submit(collect, self.django, environ)
        if environ["REQUEST_METHOD"] in {"GET", "HEAD"}:
            return self.wait(asked).send(environ, start_response)
        # Never given up: what was sent may be saved although its sender waits no longer.
        return asked.result().send(environ, start_response)

    def submit(self, *call) -> Future:
        """To threads that nothing hangs in: after each return of the database to new ones."""
        if self.returns != self.pulse.returns:
            self.workers, self.returns = new_workers(), self.pulse.returns
        return self.workers.submit(*call)

    def wait(self, flight: Future):
        """Its result; a refusal where the database does not answer or it takes too long."""
        end = time.monotonic() + LONGEST
        while not wait_for([flight], LOOK).done:
            if not self.pulse.answers or time.monotonic() > end:
                return UNAVAILABLE
        return flight.result()


def new_workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="django")


def known_query(names: Collection[str], query: str) -> str | None:
    """Without what changes nothing; None for what is never held."""
    if not query:
        return ""
    pairs = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] in names]
    if any(name in ENDLESS for name, _ in pairs):
        return None
    # Of a name that may stand once, the last one counts.
    single = {name: value for name, value in pairs if name != "muscle"}
    muscles = [pair for pair in pairs if pair[0] == "muscle"]
    return urlencode(sorted(pair for pair in (*single.items(), *muscles) if pair[1]))


def collect(django: Callable, environ: Environ) -> Answer:
    started: list = []
    body = django(environ, lambda status, headers, *_: started.append((status, headers)))
    try:
        whole = b"".join(body)
    finally:
        # Django gives its connection back here.
        if hasattr(body, "close"):
            body.close()
    status, headers = started[-1]
    return Answer(status, headers, whole)
