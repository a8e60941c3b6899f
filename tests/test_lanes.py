"""Requests of one kind wait for those of their kind alone."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

from runsite import lanes
from runsite.lanes import Lanes

SCOPE = {"type": "http", "method": "GET", "query_string": b"", "http_version": "1.1"}


def test_no_kind_waits_behind_another(monkeypatch):
    monkeypatch.setattr(lanes, "THREADS", 1)
    second_is_answered = threading.Event()

    def site(environ, start_response):
        if environ["PATH_INFO"] == "/first/":
            assert second_is_answered.wait(10)
        start_response("204 No Content", [])
        return []

    async def ask(path):
        sent = []

        async def send(message):
            sent.append(message)

        await by_path(SCOPE | {"path": path}, None, send)
        return sent[0]["status"]

    async def ask_both():
        first = asyncio.create_task(ask("/first/"))
        await asyncio.sleep(0)
        assert await ask("/second/") == 204
        second_is_answered.set()
        return await first

    by_path = Lanes(site, lambda environ: environ["PATH_INFO"])
    # The tests' own thread may have a loop, for the browser.
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(asyncio.run, ask_both()).result() == 204
