"""Django is asked when all of a request is there, and of a broken one nothing."""

import asyncio
import errno
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest

from runsite import bodies
from runsite.bodies import WholeBodies, in_large_pieces


class PlayedApplication:
    def __init__(self):
        self.scopes, self.bodies = [], []

    async def __call__(self, scope, receive, send):
        self.scopes.append(scope)
        body, more = b"", True
        while more:
            message = await receive()
            body += message["body"]
            more = message["more_body"]
        self.bodies.append(body)


@pytest.fixture
def application():
    return PlayedApplication()


def ask(application, *messages, headers=()):
    """What was answered besides by the application."""
    coming, sent = iter(messages), []

    async def receive():
        return next(coming)

    async def send(message):
        sent.append(message)

    answering = WholeBodies(application)({"headers": list(headers)}, receive, send)
    # The tests' own thread may have a loop, for the browser.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, answering).result()
    return sent


def piece(body, more_body=True):
    return {"type": "http.request", "body": body, "more_body": more_body}


@pytest.mark.parametrize("size", [0, 10, bodies.PIECE, 3 * bodies.PIECE + 1, 2 * bodies.IN_MEMORY])
def test_a_body_comes_as_it_was_sent(application, size):
    body = bytes(range(256)) * (size // 256 + 1)
    assert not ask(application, piece(body[: size // 3]), piece(body[size // 3 : size], False))
    assert application.bodies == [body[:size]]


def test_half_a_body_is_none(application):
    assert not ask(application, piece(b"title=Half a ti"), {"type": "http.disconnect"})
    assert not application.scopes


def test_too_much_is_refused_before_it_is_all_there(application, monkeypatch):
    monkeypatch.setattr(bodies, "LARGEST", 100)
    start, end = ask(application, piece(b"x" * 60), piece(b"x" * 60), piece(b"never asked for"))
    assert start["status"] == 413
    assert dict(start["headers"])[b"content-length"] == str(len(end["body"])).encode()
    assert not application.scopes


@pytest.mark.parametrize("step", ["write", "flush"])
def test_on_a_full_disk_it_can_be_sent_again(application, monkeypatch, step):
    def fail(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    full = type("Full", (BytesIO,), {step: fail})
    monkeypatch.setattr(bodies, "SpooledTemporaryFile", lambda size: full())
    start, _ = ask(application, piece(b"title=x", False))
    assert (start["status"], dict(start["headers"])[b"retry-after"]) == (503, b"5")
    assert not application.scopes


def test_no_name_can_pass_for_one_that_the_proxy_sets(application):
    real, forged = (b"x-forwarded-proto", b"http"), (b"x_forwarded_proto", b"https")
    ask(application, piece(b"", False), headers=[forged, real])
    assert application.scopes[0]["headers"] == [real]


def test_a_body_in_chunks_has_a_length(application):
    chunked = (b"transfer-encoding", b"chunked")
    ask(application, piece(b"title="), piece(b"x", False), headers=[chunked])
    assert dict(application.scopes[0]["headers"])[b"content-length"] == b"7"


def test_files_go_out_in_large_pieces():
    wrapper = in_large_pieces(lambda environ, start_response: environ)({}, None)[
        "wsgi.file_wrapper"
    ]
    pieces = [len(each) for each in wrapper(BytesIO(b"x" * (bodies.PIECE + 1)), 4096)]
    assert pieces == [bodies.PIECE, 1]
