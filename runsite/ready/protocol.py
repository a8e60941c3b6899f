"""Answers held pages where their bytes arrive: in uvicorn's loop, without a thread or a task.

All else goes uvicorn's own way, to `runsite/asgi.py`. Connections that bring no request in time, or
a head without end, are ended here: uvicorn would wait.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from httptools import HttpParserError, HttpParserUpgrade, HttpRequestParser
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from runsite.ready.page import head_of

# In seconds and bytes: the longest that a head may take and be, and what browsers hardly exceed.
PATIENCE = 30
LONGEST_HEAD = 64 * 1024
USUAL_HEAD = 2 * 1024
# In which nothing is written in another way than it is meant.
PLAIN_PATH = re.compile(rb"(?:/[\w.~-]+)*/?")
# What decides about a held page, under its name for WSGI.
NAMES = {
    b"accept-encoding": "HTTP_ACCEPT_ENCODING",
    b"authorization": "HTTP_AUTHORIZATION",
    b"cookie": "HTTP_COOKIE",
    b"host": "HTTP_HOST",
    b"if-none-match": "HTTP_IF_NONE_MATCH",
    b"x-forwarded-proto": "HTTP_X_FORWARDED_PROTO",
}
# With these a request is more than its head.
MORE = {b"content-length", b"transfer-encoding", b"upgrade", b"expect"}


class ReadyProtocol(HttpToolsProtocol):
    """One connection to `runsite.bodies.WholeBodies`."""

    awaits_head = True
    length = requests = requests_before = 0

    def connection_made(self, transport):
        super().connection_made(transport)
        self.timer = self.loop.call_later(PATIENCE, self.end_if_idle)

    def connection_lost(self, exc):
        super().connection_lost(exc)
        # It would hold all this until its time comes.
        self.timer.cancel()

    def end_if_idle(self):
        """Where no request came in this time, and no answer is under way."""
        if self.requests == self.requests_before and self.is_between_requests:
            self.transport.close()
        self.requests_before = self.requests
        self.timer = self.loop.call_later(PATIENCE, self.end_if_idle)

    @property
    def is_between_requests(self):
        """Or at the beginning of one; no answer is still to be sent."""
        return self.awaits_head and (self.cycle is None or self.cycle.response_complete)

    def data_received(self, data):
        if self.is_between_requests and not self.length and self.answer(data):
            return
        if self.awaits_head:
            if self.length > LONGEST_HEAD:
                self.send_400_response("The head of this request is too long.")
                return
            self.length += len(data)
        super().data_received(data)

    def on_headers_complete(self):
        self.awaits_head = False
        self.requests += 1
        super().on_headers_complete()

    def on_message_complete(self):
        self.awaits_head = True
        self.length = 0
        super().on_message_complete()

    def answer(self, data: bytes) -> bool:
        """By a held page; false where these bytes do not ask for one, or cannot be sent yet."""
        if self.app.held is None or len(data) > USUAL_HEAD or self.flow.write_paused:
            return False
        request = plain_request(data)
        held = self.app.held(request.environ) if request else None
        if request is None or held is None:
            return False
        page, more = held
        status, head, body = page.answer(request.environ)
        parts = [STATUS_LINE[status], self.date, head_of(more), request.connection, head, b"\r\n"]
        self.transport.write(b"".join([*parts, body]))
        self._unset_keepalive_if_required()
        self.requests += 1
        if request.connection:
            self.transport.close()
        return True

    @property
    def date(self) -> bytes:
        return b"".join(b"%b: %b\r\n" % each for each in self.server_state.default_headers)


class Plain(NamedTuple):
    """A request that is no more than a head, as WSGI has it; `connection` is a header to answer."""

    environ: dict[str, str]
    connection: bytes


class Heard:
    """What the parser tells of some bytes."""

    def __init__(self, data: bytes):
        self.url = b""
        self.headers: list[tuple[bytes, bytes]] = []
        self.begun = self.ended = 0
        self.parser = HttpRequestParser(self)
        self.parser.feed_data(data)

    def on_message_begin(self):
        self.begun += 1

    def on_url(self, url):
        self.url += url

    def on_header(self, name, value):
        self.headers.append((name.lower(), value))

    def on_headers_complete(self):
        self.stays = self.parser.should_keep_alive()

    def on_message_complete(self):
        self.ended += 1


# A keeper of a connection sends the same head again and again.
@lru_cache(maxsize=512)
def plain_request(data: bytes) -> Plain | None:
    """Of bytes that are one whole request without anything unusual."""
    try:
        heard = Heard(data)
    except (HttpParserError, HttpParserUpgrade):
        return None
    path, _, query = heard.url.partition(b"?")
    headers = dict(heard.headers)
    is_plain = (
        heard.begun == heard.ended == 1
        # Of what is said twice uvicorn knows what it means.
        and len(headers) == len(heard.headers)
        and headers.keys().isdisjoint(MORE)
        and PLAIN_PATH.fullmatch(path)
    )
    if not is_plain:
        return None
    environ = {NAMES[name]: as_text(headers[name]) for name in headers.keys() & NAMES.keys()}
    environ |= {"PATH_INFO": as_text(path), "QUERY_STRING": as_text(query)}
    environ["REQUEST_METHOD"] = as_text(heard.parser.get_method())
    return Plain(environ, b"" if heard.stays else b"Connection: close\r\n")


def as_text(value: bytes) -> str:
    return value.decode("latin-1")
