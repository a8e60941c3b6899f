"""Answers public pages from ready bytes, before Django is asked. See decision 0023.

Only what Django marked as public and complete is held (`articles/public.py`), under the address
without what makes no difference. Pages are good as long as the stamp of the content stays the same
(`articles/stamp.py`, `pulse.py`); while the database does not answer they are sent as they are,
with a header that says since when.
"""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLong
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from runsite.ready.page import Headers, make_page
from runsite.ready.pulse import Pulse
from runsite.ready.shelf import Shelf

Environ = dict[str, Any]

# What Django does at once, so that threads remain for ready pages whatever hangs in it.
MOST_AT_ONCE = 16
# Seconds after which a reader is told to come back, if the database does not answer.
PATIENCE = 4.0
# What a public page may ask of its address. Other names (utm_source, fbclid) change nothing.
NAMES = {"after", "category", "expert", "match", "muscle", "q"}
# Of endless variety, so never held.
ENDLESS = {"q"}
# Served without the database, and in any size.
FILES = ("/static/", "/media/")
PRIVATE = ("/admin/",)
# What of the request Django sees where it makes a page for everybody.
SEEN = ("HTTP_HOST", "HTTP_X_FORWARDED_PROTO")


class Answer(NamedTuple):
    status: str
    headers: Headers
    body: bytes

    @property
    def is_for_everybody(self) -> bool:
        found = {name.lower(): value for name, value in self.headers}
        return (
            self.status.startswith("200 ")
            and "public" in found.get("cache-control", "")
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


class ReadyPages:
    """The WSGI callable; `hosts` are those that may stand in the address of a held page."""

    def __init__(self, django: Callable, pulse: Pulse, shelf: Shelf, hosts: Iterable[str]):
        self.django, self.pulse, self.shelf = django, pulse, shelf
        self.hosts = frozenset(hosts)
        # By the hash of the address, so that made-up addresses leave nothing behind.
        self.making = [threading.Lock() for _ in range(1024)]
        self.workers = ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="django")
        self.gate = threading.BoundedSemaphore(MOST_AT_ONCE)

    def __call__(self, environ: Environ, start_response) -> Iterable[bytes]:
        self.pulse.ensure()
        key = self.key(environ)
        if key is None:
            return self.pass_on(environ, start_response)
        page = self.shelf.get(key)
        if page and (page.stamp == self.pulse.stamp or not self.pulse.answers):
            return page.answer(environ, start_response, self.pulse.warning)
        return self.answer_anew(key, environ, start_response)

    def key(self, environ: Environ) -> str | None:
        """The address of a page for everybody; None where that is not what is asked for."""
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"} or environ["PATH_INFO"].startswith(
            (*FILES, *PRIVATE)
        ):
            return None
        if "HTTP_COOKIE" in environ or "HTTP_AUTHORIZATION" in environ:
            return None
        host = environ.get("HTTP_HOST", "")
        if host not in self.hosts:
            return None
        query = known_query(environ.get("QUERY_STRING", ""))
        if query is None:
            return None
        scheme = environ.get("HTTP_X_FORWARDED_PROTO", "")
        return (
            f"{scheme if scheme in {'http', 'https'} else ''} {host} {environ['PATH_INFO']}?{query}"
        )

    def answer_anew(self, key, environ, start_response):
        """With what a sibling made, else with what Django makes, else with what was good last."""
        with self.making[hash(key) % len(self.making)]:
            stamp = self.pulse.stamp
            page = self.shelf.get(key)
            if page is None or page.stamp != stamp:
                page = self.shelf.get_from_disk(key) or page
            if page is None or (page.stamp != stamp and self.pulse.answers):
                answer = self.ask_for_everybody(key, environ)
                if answer.is_for_everybody:
                    page = make_page(stamp, answer.headers, answer.body)
                    self.shelf.put(key, page)
                elif page is None or not answer.status.startswith("5"):
                    return answer.send(environ, start_response)
        return page.answer(environ, start_response, self.pulse.warning)

    def ask_for_everybody(self, key: str, environ: Environ) -> Answer:
        asked = {k: v for k, v in environ.items() if not k.startswith("HTTP_") or k in SEEN}
        asked |= {"REQUEST_METHOD": "GET", "QUERY_STRING": key.partition("?")[2]}
        asked |= {"CONTENT_TYPE": "", "CONTENT_LENGTH": "", "wsgi.input": BytesIO()}
        return self.ask(asked)

    def pass_on(self, environ: Environ, start_response) -> Iterable[bytes]:
        if environ["PATH_INFO"].startswith(FILES):
            return self.django(environ, start_response)
        if environ["REQUEST_METHOD"] in {"GET", "HEAD"}:
            return self.ask(environ).send(environ, start_response)
        if not (self.pulse.answers and self.gate.acquire(timeout=PATIENCE)):
            return UNAVAILABLE.send(environ, start_response)
        try:
            # Never given up: what was sent may be saved although its sender waits no longer.
            return collect(self.django, environ).send(environ, start_response)
        finally:
            self.gate.release()

    def ask(self, environ: Environ) -> Answer:
        """Django's answer; as long as the database answers it may take its time."""
        if not self.pulse.answers:
            return UNAVAILABLE
        future: Future[Answer] = self.workers.submit(collect, self.django, environ)
        while True:
            try:
                return future.result(PATIENCE)
            except TooLong:
                if not self.pulse.answers:
                    future.cancel()
                    return UNAVAILABLE


def known_query(query: str) -> str | None:
    """Without names that change nothing; None for what is never held."""
    if not query:
        return ""
    pairs = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] in NAMES]
    return None if any(name in ENDLESS for name, _ in pairs) else urlencode(pairs)


def collect(django: Callable, environ: Environ) -> Answer:
    started: list = []
    body = django(environ, lambda status, headers, *_: started.append((status, headers)))
    try:
        whole = b"".join(body)
    finally:
        # Django gives its connection back here.
        if hasattr(body, "close"):
            body.close()
    return Answer(*started[-1], whole)
