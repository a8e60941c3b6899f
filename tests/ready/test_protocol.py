"""Held pages in uvicorn's loop: over real sockets, with a backend that is played."""

import asyncio
import gc
import socket
import threading
import time
from contextlib import closing

import pytest
from uvicorn import Config, Server

from runsite.ready import protocol
from runsite.ready.page import make_page

BODY = b"<p>Stand up from a chair.</p>" * 700
HELD = "/held/"
HOST = "Host: site.example"


class PlayedReady:
    """Holds one page, for whoever asks for nothing but it."""

    page = make_page("stamp", [("Content-Type", "text/html")], BODY)
    warning: list[tuple[str, str]] = []

    def held(self, environ):
        is_plain = environ.get("HTTP_HOST") == "site.example" and "HTTP_COOKIE" not in environ
        return (self.page, self.warning) if is_plain and environ["PATH_INFO"] == HELD else None


class PlayedBackend:
    """Says what it was asked for."""

    def __init__(self, held):
        self.held = held
        self.asked = []
        self.wait = 0

    async def __call__(self, scope, receive, send):
        self.asked.append(scope["path"])
        self.headers = scope["headers"]
        # With this uvicorn reads on.
        await receive()
        await asyncio.sleep(self.wait)
        said = f"backend {scope['method']} {scope['path']}".encode()
        length = [(b"content-length", str(len(said)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": length})
        await send({"type": "http.response.body", "body": said})


@pytest.fixture
def ready():
    return PlayedReady()


@pytest.fixture
def backend(ready):
    return PlayedBackend(ready.held)


@pytest.fixture
def server(backend):
    how = {"http": protocol.ReadyProtocol, "loop": "uvloop", "lifespan": "off", "ws": "none"}
    quiet = {"log_config": None, "access_log": False, "server_header": False}
    server = Server(Config(backend, proxy_headers=False, timeout_keep_alive=1, **how, **quiet))
    listener = socket.create_server(("127.0.0.1", 0))
    server.address = listener.getsockname()
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    yield server
    server.should_exit = True
    thread.join(20)


class Client:
    def __init__(self, server):
        self.socket = socket.create_connection(server.address, timeout=10)
        self.file = self.socket.makefile("rb")

    def send(self, *lines):
        self.socket.sendall("\r\n".join([*lines, "", ""]).encode("latin-1"))
        return self

    def read(self, has_body=True):
        """Status, headers by their small names, and body of the next answer."""
        status = self.file.readline().decode().split(" ", 1)[1].strip()
        lines = iter(self.file.readline, b"\r\n")
        headers = dict(line.decode("latin-1").strip().split(": ", 1) for line in lines)
        headers = {name.lower(): value for name, value in headers.items()}
        body = self.file.read(int(headers.get("content-length", 0)) if has_body else 0)
        return status, headers, body

    @property
    def is_ended(self):
        """By the server, after all that it had to say."""
        return self.file.read() == b""

    def close(self):
        self.file.close()
        self.socket.close()


@pytest.fixture
def client(server):
    with closing(Client(server)) as client:
        yield client


def test_a_held_page_is_sent_without_the_backend(client, backend):
    for _ in range(2):
        status, headers, body = client.send(f"GET {HELD} HTTP/1.1", HOST).read()
        assert (status, body) == ("200 OK", BODY)
        assert headers["content-type"] == "text/html"
        assert headers["date"].endswith("GMT")
        assert "connection" not in headers
    assert not backend.asked


def test_where_something_stands_before_the_application_it_goes_the_long_way(server, backend):
    del backend.held
    with closing(Client(server)) as client:
        assert client.send(f"GET {HELD} HTTP/1.1", HOST).read()[2] == b"backend GET /held/"


def test_as_a_browser_asks_for_it(client, ready, backend):
    tag = ready.page.variants["br"].etag
    browsers = ["Accept-Encoding: gzip, deflate, br", "User-Agent: x", HOST]
    status, headers, body = client.send(f"GET {HELD}?utm_source=x HTTP/1.1", *browsers).read()
    assert (headers["content-encoding"], headers["etag"]) == ("br", tag)
    assert body == ready.page.variants["br"].body
    status, headers, body = client.send(
        f"GET {HELD} HTTP/1.1", *browsers, f"If-None-Match: {tag}"
    ).read()
    assert (status, headers["etag"], body) == ("304 Not Modified", tag, b"")
    status, headers, _ = client.send(f"HEAD {HELD} HTTP/1.1", HOST).read(has_body=False)
    assert (status, headers["content-length"]) == ("200 OK", str(len(BODY)))
    assert not backend.asked


def test_while_the_database_is_down_it_says_since_when(client, ready):
    ready.warning = [("X-Stale-Since", "then")]
    assert client.send(f"GET {HELD} HTTP/1.1", HOST).read()[1]["x-stale-since"] == "then"


@pytest.mark.parametrize(
    "lines",
    [
        ["GET /held/ HTTP/1.1", HOST, "Connection: close"],
        ["GET /held/ HTTP/1.0", HOST],
        ["GET /held/ HTTP/1.0", HOST, "Connection: keep-alive"],
    ],
)
def test_who_wants_no_more_is_left(client, backend, lines):
    status, headers, body = client.send(*lines, "", "GET /more/ HTTP/1.1", HOST).read()
    assert (status, headers["connection"], body) == ("200 OK", "close", BODY)
    assert client.is_ended
    assert not backend.asked


@pytest.mark.parametrize(
    "lines",
    [
        ["GET /other/ HTTP/1.1", HOST],
        ["GET /held/ HTTP/1.1", HOST, "Cookie: a=b"],
        ["GET /held/ HTTP/1.1", HOST, "Host: site.example"],
        ["GET /held/ HTTP/1.1", HOST, "Content-Length: 0"],
        ["GET /held/ HTTP/1.1", HOST, "Expect: x"],
        ["GET /held/ HTTP/1.1", HOST, "Upgrade: h2c", "Connection: upgrade"],
        ["GET /h%65ld/ HTTP/1.1", HOST],
        ["GET http://site.example/held/ HTTP/1.1", HOST],
        ["GET //held/ HTTP/1.1", HOST],
        ["GET /held/ HTTP/1.1", HOST, f"User-Agent: {'x' * 3000}"],
    ],
)
def test_anything_unusual_is_the_backends(client, backend, lines):
    assert client.send(*lines).read()[2].startswith(b"backend GET")
    assert len(backend.asked) == 1


def test_a_body_is_read_to_its_end(client, backend):
    client.send(f"POST {HELD} HTTP/1.1", HOST, "Content-Length: 5")
    client.socket.sendall(b"GET /")
    assert client.read()[2] == b"backend POST /held/"
    assert client.send(f"GET {HELD} HTTP/1.1", HOST).read()[2] == BODY


def test_a_head_in_pieces_is_one(client):
    client.socket.sendall(b"GET /he")
    time.sleep(0.1)
    client.socket.sendall(b"ld/ HTTP/1.1\r\n")
    time.sleep(0.1)
    assert client.send(HOST).read()[2] == b"backend GET /held/"
    assert client.send(f"GET {HELD} HTTP/1.1", HOST).read()[2] == BODY


def test_several_at_once_are_answered_in_their_order(client, backend):
    backend.wait = 0.2
    client.send("GET /first/ HTTP/1.1", HOST, "", "GET /second/ HTTP/1.1", HOST)
    time.sleep(0.1)
    client.send(f"GET {HELD} HTTP/1.1", HOST, "", "POST /b/ HTTP/1.1", HOST, "Content-Length: 3")
    client.socket.sendall(b"a=b")
    client.send("GET /last/ HTTP/1.1", HOST)
    assert [client.read()[2] for _ in range(5)] == [
        b"backend GET /first/",
        b"backend GET /second/",
        BODY,
        b"backend POST /b/",
        b"backend GET /last/",
    ]


def test_held_pages_asked_for_at_once_are_sent_without_the_backend(client, backend):
    client.socket.sendall(f"GET {HELD} HTTP/1.1\r\n{HOST}\r\n\r\n".encode() * 3)
    assert [client.read()[2] for _ in range(3)] == [BODY] * 3
    assert not backend.asked


POST = ["POST /a/ HTTP/1.1", HOST]


@pytest.mark.parametrize(
    "lines",
    [
        ["GET /a/ HTTP/1.1", HOST, "", ""],
        [*POST, "Content-Length: 5", "", "GET /"],
        [*POST, "Transfer-Encoding: chunked", "", "1", "x", "0", "", ""],
    ],
)
def test_what_is_sent_too_early_is_not_read(client, backend, server, lines):
    backend.wait = 0.05
    client.socket.settimeout(0.5)
    with pytest.raises(TimeoutError):
        client.socket.sendall("\r\n".join(lines).encode() * 300_000)
    [connection] = server.server_state.connections
    assert not connection.pipeline
    assert 0 < len(connection.flow.early) < 1_000_000
    assert client.read()[0] == "200 OK"


@pytest.mark.parametrize("body", [b"", b"x", b"two pieces"])
def test_nonsense_is_refused_when_its_turn_comes(client, backend, body):
    backend.wait = 0.3
    client.send(*POST, f"Content-Length: {len(body)}")
    client.socket.sendall(body[:3])
    time.sleep(0.1)
    client.socket.sendall(body[3:] + b"nonsense\r\n")
    assert client.read()[2] == b"backend POST /a/"
    assert client.read()[0] == "400 Bad Request"
    assert client.is_ended


@pytest.mark.parametrize("length", ["Content-Length: 31", "Transfer-Encoding: chunked"])
@pytest.mark.parametrize("method", ["POST", "CONNECT"])
def test_no_body_is_taken_for_a_request(client, backend, method, length):
    upgrade = ["Upgrade: h2c", "Connection: upgrade"] if method == "POST" else []
    lines = [f"{method} /a/ HTTP/1.1", HOST, *upgrade, length]
    client.send(*lines, "", "GET /b/ HTTP/1.1", "Host: x.example")
    assert client.read()[0] == "400 Bad Request"
    assert client.is_ended
    assert not backend.asked


@pytest.mark.parametrize("before_end", [1, 2, 3])
@pytest.mark.parametrize("body", ["", "GET /b/ HTTP/1.1\r\n\r\n"])
def test_a_blank_line_in_parts_is_one(client, backend, before_end, body):
    backend.wait = 0.3
    upgrade = ["GET /a/ HTTP/1.1", HOST, "Upgrade: h2c", "Connection: upgrade"]
    first = "\r\n".join([*upgrade, "", ""]).encode()
    client.socket.sendall(first[:-before_end])
    for byte in first[-before_end:-1]:
        time.sleep(0.05)
        client.socket.sendall(bytes([byte]))
    time.sleep(0.05)
    client.socket.sendall(first[-1:] + "\r\n".join(POST).encode())
    client.send("", f"Content-Length: {len(body)}", "", f"{body}nonsense")
    assert client.read()[2] == b"backend GET /a/"
    assert client.read()[2] == b"backend POST /a/"
    assert client.read()[0] == "400 Bad Request"
    assert backend.asked == ["/a/", "/a/"]


def test_behind_an_upgrade_that_there_is_not_is_another_request(client, backend):
    upgrade = ["GET /a/ HTTP/1.1", HOST, "Upgrade: h2c", "Connection: upgrade", ""]
    client.send(*upgrade, "GET /b/ HTTP/1.1", HOST)
    assert [client.read()[2] for _ in range(2)] == [b"backend GET /a/", b"backend GET /b/"]


def test_who_asks_for_much_and_leaves_is_asked_for_no_more(server, backend, caplog):
    backend.wait = 0.1
    with closing(Client(server)) as client:
        client.send(*["GET /a/ HTTP/1.1", HOST, ""] * 20)
        client.read()
    time.sleep(20 * backend.wait + 1)
    assert len(backend.asked) < 20
    assert not server.server_state.connections
    assert not caplog.records


def test_who_asks_and_never_reads_fills_no_memory(client, server):
    for _ in range(1000):
        client.send(f"GET {HELD} HTTP/1.1", HOST)
        # Else they come in one piece.
        time.sleep(0.001)
    [connection] = server.server_state.connections
    assert connection.transport.get_write_buffer_size() < 10 * len(BODY)
    for _ in range(1000):
        assert client.read()[0] == "200 OK"


def test_a_head_without_end_is_refused(client, backend, monkeypatch):
    monkeypatch.setattr(protocol, "LONGEST_HEAD", 1000)
    for part in (b"GET / HTTP/1.1\r\nX: ", b"x" * 1500, b"x"):
        client.socket.sendall(part)
        time.sleep(0.1)
    assert client.read()[0] == "400 Bad Request"
    assert client.is_ended
    assert not backend.asked


@pytest.mark.parametrize(
    "sent",
    [
        [b"GET / HTTP/1.1\r\n", b"X: y\r\n" * 200],
        [b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: ", b"x" * 1500, b"x"],
    ],
)
def test_nor_are_very_many_headers_taken(client, monkeypatch, sent):
    monkeypatch.setattr(protocol, "LONGEST_HEAD", 1000)
    for part in sent:
        client.socket.sendall(part)
        time.sleep(0.1)
    assert b"400 Bad Request" in client.file.read()


def test_of_blank_lines_between_requests_there_may_be_many(client, backend, monkeypatch):
    monkeypatch.setattr(protocol, "LONGEST_HEAD", 100)
    for _ in range(60):
        client.socket.sendall(b"\r\n")
        time.sleep(0.005)
        assert client.send(f"GET {HELD} HTTP/1.1", HOST).read()[0] == "200 OK"
    assert not backend.asked


def test_what_comes_in_very_many_pieces_is_one(client, backend, monkeypatch):
    monkeypatch.setattr(protocol, "AT_A_TIME", 3)
    body = b"\r\n" * 1000
    client.send(*POST, "Transfer-Encoding: chunked")
    client.socket.sendall(b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body))
    client.socket.sendall(f"GET {HELD} HTTP/1.1\r\n{HOST}\r\n\r\n".encode() * 10)
    assert client.read()[2] == b"backend POST /a/"
    assert [client.read()[2] for _ in range(10)] == [BODY] * 10


def test_a_long_body_is_none(client, monkeypatch):
    monkeypatch.setattr(protocol, "LONGEST_HEAD", 1000)
    client.send("POST /a/ HTTP/1.1", HOST, "Content-Length: 100000")
    for _ in range(100):
        client.socket.sendall(b"x" * 1000)
    assert client.read()[2] == b"backend POST /a/"


@pytest.mark.parametrize("sent", [b"", b"GET /held/ HT", b"GET /held/ HTTP/1.1\r\nHost: x\r\nX-"])
def test_who_brings_no_request_is_left(server, monkeypatch, sent):
    monkeypatch.setattr(protocol, "PATIENCE", 0.2)
    with closing(Client(server)) as client:
        client.socket.sendall(sent)
        begun = time.monotonic()
        assert client.is_ended
        assert time.monotonic() - begun < 5


def test_who_sends_no_more_of_a_body_is_left(server, backend, monkeypatch):
    monkeypatch.setattr(protocol, "PATIENCE", 0.4)
    with closing(Client(server)) as client:
        client.send("POST /a/ HTTP/1.1", HOST, "Content-Length: 100")
        for _ in range(8):
            client.socket.sendall(b"x")
            time.sleep(0.2)
        # It came on, and so it was waited for.
        assert server.server_state.connections
        assert client.read()[0] == "200 OK"
        assert client.is_ended


def test_who_takes_no_more_of_an_answer_is_left(server, monkeypatch):
    with closing(Client(server)) as client:
        for _ in range(1000):
            client.send(f"GET {HELD} HTTP/1.1", HOST)
            time.sleep(0.001)
        monkeypatch.setattr(protocol, "PATIENCE", 0.2)
        [connection] = server.server_state.connections
        connection.loop.call_soon_threadsafe(connection.end_if_stuck)
        end = time.monotonic() + 10
        while server.server_state.connections:
            assert time.monotonic() < end
            time.sleep(0.1)


def test_who_takes_it_slowly_may_stay(server, ready, monkeypatch):
    monkeypatch.setattr(protocol, "PATIENCE", 1)
    ready.page = make_page("stamp", [], bytes(30_000_000))
    with closing(Client(server)) as client:
        client.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 * 1024)
        client.send(f"GET {HELD} HTTP/1.1", HOST)
        for _ in range(15):
            # More than the system buffers, so that some of it goes each second.
            assert client.file.read(1_500_000)
            time.sleep(0.2)
        assert server.server_state.connections


def test_who_brings_some_may_stay(server, monkeypatch):
    monkeypatch.setattr(protocol, "PATIENCE", 0.5)
    with closing(Client(server)) as client:
        for _ in range(8):
            assert client.send(f"GET {HELD} HTTP/1.1", HOST).read()[2] == BODY
            time.sleep(0.2)


def test_nor_is_who_waits_for_an_answer_left(server, backend, monkeypatch):
    monkeypatch.setattr(protocol, "PATIENCE", 0.2)
    backend.wait = 1
    with closing(Client(server)) as client:
        assert client.send("GET /slow/ HTTP/1.1", HOST).read()[2] == b"backend GET /slow/"


def test_who_has_just_come_when_it_is_to_end_is_answered(server, backend):
    with closing(Client(server)) as first, closing(Client(server)) as second:
        first.send(f"GET {HELD} HTTP/1.1", HOST).read()
        server.should_exit = True
        # An old one has nothing to say any more.
        assert first.is_ended
        assert second.send("GET /a/ HTTP/1.1", HOST).read()[2] == b"backend GET /a/"
        assert second.is_ended


def test_after_an_answer_of_the_backend_too(client):
    client.send("GET /first/ HTTP/1.1", HOST).read()
    for _ in range(8):
        assert client.send(f"GET {HELD} HTTP/1.1", HOST).read()[2] == BODY
        time.sleep(0.2)


def test_who_has_left_leaves_nothing(server):
    for _ in range(50):
        with closing(Client(server)) as client:
            client.send(f"GET {HELD} HTTP/1.1", HOST).read()
    time.sleep(0.2)
    gc.collect()
    assert not [each for each in gc.get_objects() if isinstance(each, protocol.ReadyProtocol)]


def test_what_stands_within_another_head_is_no_request(client, backend):
    client.socket.sendall(f"GET /a/ HTTP/1.1\r\n{HOST}\r\n\r\nGET /b/ HTTP/1.1\r\nX: ".encode())
    assert client.read()[2] == b"backend GET /a/"
    client.send(f"GET {HELD} HTTP/1.1", HOST)
    assert client.read()[2] == b"backend GET /b/"


def test_what_follows_a_body_is_no_header_of_the_request(client, backend):
    head = ["POST /a/ HTTP/1.1", HOST, "Transfer-Encoding: chunked", "", "1", "x", "0"]
    client.send(*head, "X-Forwarded-For: 10.0.0.1", "Host: evil.example")
    assert client.read()[0] == "200 OK"
    assert [name for name, _ in backend.headers] == [b"host", b"transfer-encoding"]


def test_nothing_is_awaited_behind_an_end_that_follows_a_body(client, backend):
    head = [*POST, "Transfer-Encoding: chunked", "", "1", "x", "0", "Connection: close"]
    client.send(*head, "", "GET /b/ HTTP/1.1", HOST)
    status, headers, _ = client.read()
    assert (status, headers["connection"]) == ("200 OK", "close")
    assert client.is_ended
    assert backend.asked == ["/a/"]


def test_secrets_are_not_remembered(client, backend):
    protocol.remembered.cache_clear()
    client.send(f"GET {HELD} HTTP/1.1", HOST, "cookie: sessionid=x").read()
    client.send(f"GET {HELD} HTTP/1.1", HOST, "AUTHORIZATION: Basic x").read()
    client.send("POST /a/ HTTP/1.1", HOST, "Content-Length: 10", "", "password=x").read()
    assert protocol.remembered.cache_info().currsize == 0


def test_nonsense_is_refused(client):
    assert client.send("nonsense").read()[0] == "400 Bad Request"
