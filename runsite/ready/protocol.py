"""Answers held pages where their bytes arrive: in uvicorn's loop, without a thread or a task.

All else goes uvicorn's own way, to `runsite/asgi.py`. Connections that bring no request in time, or
a head without end, are ended here: uvicorn would wait. Of pipelined requests the next is read when
the one before it is answered: uvicorn would read them all.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from httptools import HttpParserError, HttpParserUpgrade, HttpRequestParser
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from runsite.ready.page import head_of

# In seconds. How long nothing may come, or be taken, before a connection is ended.
PATIENCE = 30
# And how long a new connection is kept when its worker is to end.
GRACE = 1
# In bytes, before the last piece of it; and what browsers hardly exceed.
LONGEST_HEAD = 64 * 1024
USUAL_HEAD = 2 * 1024
MOST_HEADERS = 100
# That of a head, and of a body in chunks.
END = b"\r\n\r\n"
# How many pieces of what has come are read before others have their turn.
AT_A_TIME = 1000
ASKS = (b"GET ", b"HEAD ")
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
# Who sends this tells what is not to be remembered.
SECRET = re.compile(rb"\n(?:authorization|cookie):", re.IGNORECASE)


class Flow(FlowControl):
    """Stays paused while `early` holds what came before its turn.

    uvicorn would read on whenever a request asks for its body.
    """

    early = b""

    def resume_reading(self):
        if not self.early:
            super().resume_reading()


class ReadyProtocol(HttpToolsProtocol):
    """One connection to `runsite.bodies.WholeBodies`."""

    awaits_head = True
    is_within_head = False
    # Of a body whose length is known.
    body_left = 0
    # What was read last: a blank line may have begun in it.
    tail = b""
    # `head_bytes` counts what chunks bring beside the body, too.
    head_bytes = steps = steps_before = unsent_before = 0

    def connection_made(self, transport):
        super().connection_made(transport)
        self.flow = Flow(transport)
        # None with DEBUG, or where an option of uvicorn puts something before it.
        self.held = getattr(self.app, "held", None)
        self.timer = self.loop.call_later(PATIENCE, self.end_if_stuck)

    def connection_lost(self, exc):
        super().connection_lost(exc)
        self.flow.early = b""
        # It would hold all this until its time comes.
        self.timer.cancel()

    def shutdown(self):
        """Before its end a worker accepts no more, but a first request may be on its way.

        A proxy asks but once over each connection.
        """
        if self.steps:
            super().shutdown()
        else:
            self.loop.call_later(GRACE, super().shutdown)

    def end_if_stuck(self):
        """Where all this time nothing has come that had to, or nothing was taken of an answer."""
        unsent = self.transport.get_write_buffer_size()
        is_waited_for = self.is_between_requests or not (self.awaits_head or self.flow.read_paused)
        has_moved = self.steps != self.steps_before or unsent != self.unsent_before
        if (unsent or is_waited_for) and not has_moved:
            self.transport.abort()
        self.steps_before, self.unsent_before = self.steps, unsent
        self.timer = self.loop.call_later(PATIENCE, self.end_if_stuck)

    @property
    def is_between_requests(self):
        """Or at the beginning of one; no answer is still to be sent."""
        return self.awaits_head and (self.cycle is None or self.cycle.response_complete)

    def data_received(self, data):
        """Pipelined requests one at a time: the rest waits until this one is answered."""
        start = pieces = 0
        while start < len(data) and not self.transport.is_closing():
            must_wait = self.awaits_head and not self.is_between_requests
            if must_wait or pieces == AT_A_TIME:
                self.flow.early += data[start:]
                self.flow.pause_reading()
                if not must_wait:
                    self.loop.call_soon(self.read_early)
                return
            end = self.end_of_piece(data, start)
            self.feed(data[start:end])
            start = end
            pieces += 1

    def end_of_piece(self, data, start):
        """So that a request ends at the end of a piece, and nowhere else."""
        if self.body_left:
            return start + self.body_left
        seam = (self.tail + data[start : start + len(END)]).find(END)
        if seam >= 0:
            return start + seam + len(END) - len(self.tail)
        end = data.find(END, start)
        return len(data) if end < 0 else end + len(END)

    def on_response_complete(self):
        super().on_response_complete()
        # Last, as it ends the keep-alive timer that has just begun.
        self.read_early()

    def read_early(self):
        data, self.flow.early = self.flow.early, b""
        if data and not self.transport.is_closing():
            self.flow.resume_reading()
            self.data_received(data)

    def feed(self, data):
        """One piece, which uvicorn takes for all that has come."""
        if self.is_between_requests and not self.is_within_head and self.answer(data):
            return
        # One that is too old only makes a piece shorter.
        self.tail = (self.tail + data[1 - len(END) :])[1 - len(END) :]
        if self.head_bytes > LONGEST_HEAD:
            self.send_400_response("The head of this request is too long.")
            return
        self.head_bytes += len(data)
        super().data_received(data)

    def on_message_begin(self):
        self.is_within_head = True
        super().on_message_begin()

    def on_header(self, name, value):
        """Not those that follow a body: they would count as the request's."""
        if not self.awaits_head:
            return
        if len(self.headers) == MOST_HEADERS:
            raise HttpParserError("These are more headers than anybody needs.")
        super().on_header(name, value)

    def on_headers_complete(self):
        self.is_within_head = self.awaits_head = False
        self.head_bytes = 0
        self.steps += 1
        headers = dict(self.headers)
        self.body_left = int(headers.get(b"content-length", 0))
        if self.parser.should_upgrade() and (self.body_left or b"transfer-encoding" in headers):
            raise HttpParserError("The parser would take this body for the next request.")
        super().on_headers_complete()

    def on_body(self, body):
        self.body_left = max(0, self.body_left - len(body))
        self.head_bytes = 0
        self.steps += 1
        super().on_body(body)

    def on_message_complete(self):
        self.awaits_head = True
        self.head_bytes = self.body_left = 0
        # What follows a body may have said so: the parser ignores all that comes then.
        if not self.parser.should_keep_alive():
            self.cycle.keep_alive = False
        super().on_message_complete()

    def resume_writing(self):
        self.steps += 1
        super().resume_writing()

    def answer(self, data: bytes) -> bool:
        """By a held page; false where these bytes do not ask for one, or cannot be sent yet."""
        if (
            self.held is None
            or self.flow.write_paused
            or len(data) > USUAL_HEAD
            or not data.startswith(ASKS)
        ):
            return False
        understood = plain_request if SECRET.search(data) else remembered
        request = understood(data)
        held = self.held(request.environ) if request else None
        if request is None or held is None:
            return False
        page, more = held
        status, head, body = page.answer(request.environ)
        parts = [STATUS_LINE[status], self.date, head_of(more), request.connection, head, b"\r\n"]
        self.transport.write(b"".join([*parts, body]))
        self._unset_keepalive_if_required()
        self.steps += 1
        self.head_bytes = 0
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
        # An older one would have to be told that it may stay.
        self.stays = self.parser.get_http_version() == "1.1" and self.parser.should_keep_alive()

    def on_message_complete(self):
        self.ended += 1


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


# A keeper of a connection sends the same head again and again.
remembered = lru_cache(maxsize=512)(plain_request)


def as_text(value: bytes) -> str:
    return value.decode("latin-1")
