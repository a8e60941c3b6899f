"""Which requests get ready bytes, which are Django's, and which are refused.

Only what Django marked as public and complete is held (`articles/public.py`), under the address
without what makes no difference. Pages are good as long as the stamp of the content stays the same
(`articles/stamp.py`); while the database does not answer they are sent as they are, with a header
that says since when.
"""

from collections.abc import Callable, Collection, Iterable
from functools import partial
from http import HTTPStatus
from io import BytesIO
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode

from runsite.ready.backend import Answer, Backend, Environ, Kind, collect
from runsite.ready.page import Headers, Page, headers_of, make_page
from runsite.ready.pulse import Pulse
from runsite.ready.shelf import Key, Shelf

# Of endless variety, so never held.
ENDLESS = {"after", "q"}
LONGEST_KEY = 500
# Read in the server's loop, where all others would wait.
LONGEST_QUERY = 2 * 1024
# Served without the database, and in any size.
FILES = ("/static/", "/media/")
# What of a request says nothing of its sender.
NOBODYS = ("wsgi.", "SERVER_", "SCRIPT_NAME", "PATH_INFO")


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
        self.backend = Backend(django, pulse)

    def held(self, environ: Environ) -> tuple[Page, Headers] | None:
        """What is in memory and good, so that nobody waits for it; with headers beside its own."""
        if not self.pulse.has_begun:
            return None
        self.pulse.ensure()
        key, stamp = self.key(environ), self.pulse.stamp
        page = self.shelf.get_from_memory(key) if key else None
        return (page, self.warning(stamp)) if page and page.stamp == stamp else None

    def __call__(self, environ: Environ, start_response) -> Iterable[bytes]:
        self.pulse.ensure()
        key, stamp = self.key(environ), self.pulse.stamp
        if key is None:
            return self.pass_on(environ, start_response)
        page = self.shelf.get(key, stamp)
        if page and page.stamp == stamp:
            return send(page, environ, start_response, self.warning(stamp))
        make = partial(self.make, key, stamp, self.anonymous(key, environ))
        made = self.backend.once(Kind.HELD if page else Kind.PUBLIC, (key, stamp), make)
        if isinstance(made, Page):
            return send(made, environ, start_response, [])
        # Of an older stamp, but what was good last is better than an error.
        if page and made.status.startswith("5"):
            return send(page, environ, start_response, self.pulse.stale_since(page.stamp))
        return made.send(environ, start_response)

    def kind_of(self, environ: Environ) -> Kind:
        if environ["PATH_INFO"].startswith(FILES):
            return Kind.FILE
        key = self.key(environ)
        if key:
            return Kind.HELD if self.shelf.get_from_memory(key) else Kind.PUBLIC
        return Kind.KNOWN if self.has_cookie(environ) else Kind.OTHER

    def has_cookie(self, environ: Environ) -> bool:
        """One of ours."""
        cookies = environ.get("HTTP_COOKIE", "")
        return bool(cookies) and any(f"{name}=" in cookies for name in self.site.cookies)

    def warning(self, stamp: str) -> Headers:
        return [] if self.pulse.answers else self.pulse.stale_since(stamp)

    def pass_on(self, environ: Environ, start_response) -> Iterable[bytes]:
        kind = self.kind_of(environ)
        if kind is Kind.FILE:
            return self.django(environ, start_response)
        return self.backend.answer(kind, environ).send(environ, start_response)

    def make(self, key: Key, stamp: str, asked: Environ) -> Page | Answer:
        """What Django makes of it, held where it is for everybody."""
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

    def key(self, environ: Environ) -> Key | None:
        """Of a page for everybody; None where that is not what is asked for."""
        path, scheme = environ["PATH_INFO"], self.site.scheme
        if (
            environ["REQUEST_METHOD"] not in {"GET", "HEAD"}
            or self.has_cookie(environ)
            or "HTTP_AUTHORIZATION" in environ
            or environ.get("HTTP_HOST") not in self.site.hosts
            or (scheme and environ.get("HTTP_X_FORWARDED_PROTO") != scheme)
            or len(path) > LONGEST_KEY
        ):
            return None
        names = self.site.names_at(path)
        query = None if names is None else known_query(names, environ.get("QUERY_STRING", ""))
        return None if query is None or len(query) > LONGEST_KEY else (path, query)

    def anonymous(self, key: Key, environ: Environ) -> Environ:
        """The request without all that is one reader's own."""
        asked = {k: v for k, v in environ.items() if k.startswith(NOBODYS)}
        asked |= {"HTTP_HOST": self.site.host, "REQUEST_METHOD": "GET", "QUERY_STRING": key[1]}
        if self.site.scheme:
            asked["HTTP_X_FORWARDED_PROTO"] = self.site.scheme
        return asked | {"wsgi.input": BytesIO()}


def send(page: Page, environ: Environ, start_response, more: Headers) -> list[bytes]:
    status, head, body = page.answer(environ)
    start_response(f"{status} {HTTPStatus(status).phrase}", headers_of(head) + more)
    return [body] if body else []


def known_query(names: Collection[str], query: str) -> str | None:
    """Without what changes nothing; None for what is never held."""
    if len(query) > LONGEST_QUERY:
        return None
    if not query:
        return ""
    pairs = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] in names]
    # Django leads whatever else says the same to the one form of it.
    is_canonical = pairs == sorted(set(pairs)) and all(value for _, value in pairs)
    is_endless = any(name in ENDLESS for name, _ in pairs)
    return urlencode(pairs) if is_canonical and not is_endless else None
