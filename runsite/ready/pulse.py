"""Asks the database at short intervals whether the content has changed, beside all requests."""

import logging
import threading
import time
from collections.abc import Callable
from copy import deepcopy
from email.utils import formatdate

from django.db import connections

logger = logging.getLogger(__name__)

# In seconds: how often it asks, and after how long without an answer the content may be stale.
BEAT = 0.4
PATIENCE = 2.5


class Pulse:
    """Knows the `stamp` of the content. A request never waits for it, but for the first."""

    def __init__(self, read: Callable[..., str]):
        self.read = read
        self.stamp = ""
        self.answered_at = -PATIENCE
        self.seen_at = time.time()
        self.thread: threading.Thread | None = None
        self.first = threading.Event()
        self.lock = threading.Lock()

    @property
    def answers(self) -> bool:
        return time.monotonic() - self.answered_at < PATIENCE

    @property
    def warning(self) -> list[tuple[str, str]]:
        """The header for a page that may be stale."""
        return [] if self.answers else [("X-Stale-Since", formatdate(self.seen_at, usegmt=True))]

    def ensure(self) -> None:
        """Started in the process that serves, and again should it ever have ended."""
        if self.thread is None or not self.thread.is_alive():
            with self.lock:
                if self.thread is None or not self.thread.is_alive():
                    self.thread = threading.Thread(target=self.beat, daemon=True, name="pulse")
                    self.thread.start()
            self.first.wait(PATIENCE)

    def beat(self) -> None:
        database = own_connection()
        while True:
            try:
                self.ask(database)
            except Exception:
                logger.warning("The database does not answer.", exc_info=not self.first.is_set())
                database.close()
            time.sleep(BEAT)

    def ask(self, database) -> None:
        asked_at = time.monotonic()
        stamp = self.read(database)
        if self.first.is_set() and asked_at - self.answered_at > PATIENCE:
            forget_connections()
        # It was true when it was asked for; the answer may have taken its time.
        self.stamp, self.answered_at, self.seen_at = stamp, time.monotonic(), time.time()
        self.first.set()


def own_connection():
    """Not one of the pool's, which waits longer and longer between its attempts."""
    database = connections["default"]
    settings = deepcopy(database.settings_dict)
    if database.vendor == "postgresql":
        options = settings["OPTIONS"]
        options.pop("pool", None)
        # So that a vanished machine is noticed, not only a closed connection.
        options |= {"connect_timeout": 3, "keepalives_idle": 2, "keepalives_interval": 1}
        options |= {"keepalives_count": 3, "tcp_user_timeout": 5000}
    return type(database)(settings, alias="pulse")


def forget_connections() -> None:
    """After the database's return: those of the pool are dead, and it would not try at once."""
    close_pool = getattr(connections["default"], "close_pool", None)
    if close_pool:
        close_pool()
