"""Asks the database at short intervals whether the content has changed, beside all requests."""

import contextlib
import logging
import threading
import time
from collections.abc import Callable
from copy import deepcopy
from email.utils import formatdate
from pathlib import Path

from django.db import connections

logger = logging.getLogger(__name__)

# In seconds: how often it asks; after how long without an answer the content may be stale; and
# after how long an answer is no longer waited for, but asked for over a connection of its own.
BEAT = 0.4
PATIENCE = 2.5
HOPELESS = 6.0


class Pulse:
    """Knows the `stamp` of the content. A request never waits for it, but for the first.

    `mark` is a file that is touched with each answer: a worker that starts while the database is
    down knows by it since when. `returns` counts how often the database came back.
    """

    def __init__(self, read: Callable[..., str], mark: Path):
        self.read, self.mark = read, mark
        self.stamp = ""
        self.returns = 0
        self.answered_at = -PATIENCE
        self.seen_at = mark.stat().st_mtime if mark.exists() else time.time()
        self.changed_at = self.seen_at
        self.asked_at = 0.0
        self.thread: threading.Thread | None = None
        self.first = threading.Event()
        # Of the last attempt; empty where that was answered.
        self.trouble = ""
        self.lock = threading.Lock()

    @property
    def has_begun(self) -> bool:
        """So that nobody waits any more."""
        return self.first.is_set()

    @property
    def answers(self) -> bool:
        return time.monotonic() - self.answered_at < PATIENCE

    def stale_since(self, stamp: str) -> list[tuple[str, str]]:
        """The header for a page with this stamp, which may be stale or is."""
        since = self.seen_at if stamp == self.stamp else self.changed_at
        return [("X-Stale-Since", formatdate(since, usegmt=True))]

    def ensure(self) -> None:
        """Started in the process that serves, and again where it has ended or hangs."""
        if self.thread is None or time.monotonic() - self.asked_at > HOPELESS:
            with self.lock:
                if self.thread is None or time.monotonic() - self.asked_at > HOPELESS:
                    self.asked_at = time.monotonic()
                    if self.thread:
                        self.notice("it is silent")
                    self.thread = threading.Thread(target=self.beat, daemon=True, name="pulse")
                    self.thread.start()
        if not self.first.is_set():
            self.first.wait(PATIENCE)
            self.first.set()

    def beat(self) -> None:
        database = None
        while self.thread is threading.current_thread():
            try:
                database = database or own_connection()
                self.ask(database)
            except Exception as error:
                self.notice(str(error))
                if database:
                    with contextlib.suppress(Exception):
                        database.close()
            time.sleep(BEAT)

    def notice(self, trouble: str) -> None:
        """And tell the log, once."""
        if trouble != self.trouble:
            logger.warning("The database does not answer: %s", trouble)
        self.trouble = trouble

    def ask(self, database) -> None:
        self.asked_at = time.monotonic()
        stamp = self.read(database)
        if self.thread is not threading.current_thread():
            return
        if not self.answers:
            # Before anybody is told that it is back.
            self.returns += 1
        if self.trouble:
            self.trouble = ""
            # It may wait for connections that hang.
            threading.Thread(target=forget_connections, daemon=True).start()
        self.seen_at = time.time()
        if stamp != self.stamp:
            self.stamp, self.changed_at = stamp, self.seen_at
        self.answered_at = time.monotonic()
        self.first.set()
        with contextlib.suppress(OSError):
            self.mark.touch()


def own_connection():
    """Not one of the pool's, which waits longer and longer between its attempts."""
    database = connections["default"]
    settings = deepcopy(database.settings_dict)
    settings["OPTIONS"].pop("pool", None)
    return type(database)(settings, alias="pulse")


def forget_connections() -> None:
    """After the database's return: those of the pool are dead, and it would not try at once.

    Django's own `close_pool` forgets it after closing, and until then hands out the closed one.
    """
    pools = getattr(connections["default"], "_connection_pools", {})
    if pool := pools.pop("default", None):
        pool.close()
