"""SIGHUP puts new workers, with the new release, in the place of each, and no request fails."""

import contextlib
import os
import signal
import threading
import time

from tests.ready.test_live import until

# Ready bytes, and what Django answers each time.
PATHS = ["/articles/page/", "/healthz"]


@contextlib.contextmanager
def readers(site):
    """Some who ask all the time; gives the list of the statuses that they got."""
    statuses, is_over = [], threading.Event()

    def ask(path):
        while not is_over.is_set():
            statuses.append(site.status(path))
            time.sleep(0.02)

    threads = [threading.Thread(target=ask, args=[path]) for path in PATHS]
    for thread in threads:
        thread.start()
    try:
        yield statuses
    finally:
        is_over.set()
        for thread in threads:
            thread.join()


def test_a_reload_replaces_each_worker_and_no_request_fails(site):
    before = site.workers()
    assert len(before) == 2
    with readers(site) as statuses:
        os.kill(site.process.pid, signal.SIGHUP)
        until(60, lambda: len(site.workers() - before) == 2 and not site.workers() & before)
        until(10, lambda: site.status("/healthz") == 200)
    assert len(statuses) > 20
    assert set(statuses) == {200}
