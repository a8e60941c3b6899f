"""What uvicorn loads: the WSGI callable in threads, for what `ready/protocol.py` leaves to it."""

import ctypes
import os
import platform
import signal
import sys
from multiprocessing import parent_process

from a2wsgi import WSGIMiddleware

from runsite import wsgi
from runsite.bodies import WholeBodies, in_large_pieces

# Whoever waits for Django holds one, and Django has fewer of its own: see ready/backend.py.
THREADS = 64
# Of prctl(2).
PR_SET_PDEATHSIG = 1


def make() -> WholeBodies:
    """In each worker, when it starts."""
    end_with_parent()
    in_threads = WSGIMiddleware(in_large_pieces(wsgi.application), workers=THREADS)
    # With DEBUG there are no ready pages.
    return WholeBodies(in_threads, getattr(wsgi.application, "held", None))


def end_with_parent() -> None:
    """A worker that outlived the main process would keep the port."""
    if platform.system() == "Linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    parent = parent_process()
    # It may have ended while all was loaded.
    if parent and parent.pid != os.getppid():
        sys.exit("The main process has ended.")
