"""Bodies on their way between uvicorn and Django: requests come whole, files go in large pieces."""

from tempfile import SpooledTemporaryFile
from wsgiref.util import FileWrapper

# In bytes: what of a body is kept in memory, how much is handed on at a time, what is too much.
IN_MEMORY = 1024 * 1024
PIECE = 64 * 1024
LARGEST = 100 * 1024 * 1024


class Refused(Exception):
    """Of a body that cannot be taken: the status, and a sentence for its sender."""


class WholeBodies:
    """Hands a request on when all of it is there.

    So a slow sender holds no thread, and of a form that broke off nothing is saved. `held` finds
    ready pages, for `ready/protocol.py`.
    """

    def __init__(self, application, held=None):
        self.application, self.held = application, held

    async def __call__(self, scope, receive, send):
        with SpooledTemporaryFile(IN_MEMORY) as body:
            try:
                is_whole = await fill(body, receive)
            except Refused as refused:
                await refuse(send, *refused.args)
            else:
                if is_whole:
                    await self.application(for_wsgi(scope, body.tell()), again(body), send)


async def fill(body, receive) -> bool:
    """With what the request brings; false where its sender has left before the end."""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return False
        is_last = not message.get("more_body")
        try:
            body.write(message.get("body", b""))
            if is_last:
                body.flush()
        except OSError as error:
            raise Refused(503, "This cannot be taken just now. Try again in a moment.") from error
        if body.tell() > LARGEST:
            raise Refused(413, "This is too large.")
        if is_last:
            return True


def for_wsgi(scope, size):
    """The scope without what WSGI would take for something else.

    There a name with "_" is the same as one with "-", which a proxy has set. And a body without a
    length is none: one that came in chunks gets its own.
    """
    headers = [(name, value) for name, value in scope["headers"] if b"_" not in name]
    if any(name == b"transfer-encoding" for name, _ in headers):
        headers.append((b"content-length", str(size).encode()))
    return {**scope, "headers": headers}


def again(body):
    """What to receive it by, from its beginning."""
    body.seek(0)

    async def receive():
        piece = body.read(PIECE)
        return {"type": "http.request", "body": piece, "more_body": len(piece) == PIECE}

    return receive


async def refuse(send, status, text):
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(text)).encode()),
        (b"retry-after", b"5"),
        # What is still to come of it is not read.
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text.encode()})


def in_large_pieces(application):
    """This WSGI callable, whose files go in them: Django takes 4 KB, each handed to the loop."""

    def sending(environ, start_response):
        environ["wsgi.file_wrapper"] = lambda file, size: FileWrapper(file, PIECE)
        return application(environ, start_response)

    return sending
