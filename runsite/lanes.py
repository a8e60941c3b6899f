"""The WSGI callable under uvicorn: in threads, with some for each kind of request."""

from collections import defaultdict

from a2wsgi import WSGIMiddleware
from a2wsgi.wsgi import build_environ

# In each lane. Whoever waits for Django holds one, and Django has fewer: see ready/backend.py.
THREADS = 64


class Lanes:
    """Nobody waits for a thread behind many requests of another kind."""

    def __init__(self, application, kind_of):
        self.kind_of = kind_of
        self.lanes = defaultdict(lambda: WSGIMiddleware(application, workers=THREADS))

    async def __call__(self, scope, receive, send):
        kind = self.kind_of(build_environ(scope, body=None))
        await self.lanes[kind](scope, receive, send)
