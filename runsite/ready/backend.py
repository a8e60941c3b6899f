"""Django, asked in threads of its own: whatever hangs in it leaves those of the server free."""

import re
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from enum import Enum
from typing import Any, NamedTuple

from runsite.ready.page import Headers
from runsite.ready.pulse import Pulse

Environ = dict[str, Any]

# What Django does at once of each kind but files: together as much as the pool has connections to
# PostgreSQL.
MOST_AT_ONCE = 3
# In seconds: how often a waiting request looks whether the database answers, and when it gives up.
LOOK = 0.5
LONGEST = 30.0


class Kind(Enum):
    """Of requests. Each has threads of its own, so that none waits behind many of another."""

    FILE = "for a file"
    HELD = "for a page that is held, of which a new one may be needed"
    PUBLIC = "for another that is the same for everybody"
    KNOWN = "with a cookie of ours, or what looks like it: by an editor, or with a form"
    OTHER = "for anything else"


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

    def send(self, environ: Environ, start_response) -> list[bytes]:
        start_response(self.status, self.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self.body]


NO_DATABASE = (
    b"This page cannot be shown just now: the database does not answer. Try again in a moment.\n"
)
UNAVAILABLE = Answer(
    "503 Service Unavailable",
    [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(NO_DATABASE))),
        ("Retry-After", "5"),
    ],
    NO_DATABASE,
)


class Workers:
    """Threads that nothing hangs in: after each return of the database there are new ones."""

    def __init__(self, pulse: Pulse):
        self.pulse = pulse
        self.threads, self.returns = new_threads(), pulse.returns

    def submit(self, *call) -> Future:
        if self.returns != self.pulse.returns:
            self.threads, self.returns = new_threads(), self.pulse.returns
        return self.threads.submit(*call)


def new_threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="django")


class Backend:
    def __init__(self, django: Callable, pulse: Pulse):
        self.django, self.pulse = django, pulse
        self.workers: dict[Kind, Workers] = {
            kind: Workers(pulse) for kind in Kind if kind is not Kind.FILE
        }
        # What is being made, by name: whoever wants the same waits for it.
        self.flights: dict[Any, Future] = {}
        self.lock = threading.Lock()

    def answer(self, kind: Kind, environ: Environ) -> Answer:
        """To this request alone."""
        if not self.pulse.answers:
            return UNAVAILABLE
        asked = self.workers[kind].submit(collect, self.django, environ)
        answer = self.wait(asked)
        # Nobody begins it any more.
        has_begun = not asked.cancel()
        if answer is UNAVAILABLE and has_begun and environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            # Never given up: it may be saved although its sender waits no longer.
            return asked.result()
        return answer

    def once(self, kind: Kind, name, make: Callable):
        """What `make` gives, called once for all who ask for the same at a time; or a refusal."""
        if not self.pulse.answers:
            return UNAVAILABLE
        with self.lock:
            flight = self.flights.get(name)
            if flight is None:
                flight = self.flights[name] = self.workers[kind].submit(make)
        try:
            return self.wait(flight)
        finally:
            # Whoever comes later begins anew: it is done, or may hang for ever.
            with self.lock:
                if self.flights.get(name) is flight:
                    del self.flights[name]

    def wait(self, flight: Future):
        """Its result; a refusal where the database does not answer or it takes too long."""
        end = time.monotonic() + LONGEST
        while not wait_for([flight], LOOK).done:
            if not self.pulse.answers or time.monotonic() > end:
                return UNAVAILABLE
        return flight.result()


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
