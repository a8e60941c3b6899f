"""What uvicorn loads: the WSGI callable in threads, for what `ready/protocol.py` leaves to it."""

import ctypes
import os
import platform
import signal
import sys
from multiprocessing import parent_process

from runsite import wsgi
from runsite.bodies import WholeBodies, in_large_pieces
from runsite.lanes import Lanes

# Of prctl(2).
PR_SET_PDEATHSIG = 1
# In seconds: how long a thread may compute while another waits. Python's own 5 ms would be waited
# for at each of the dozens of steps of a request.
TURN = 0.001


def make() -> WholeBodies:
    """In each worker, when it starts."""
    end_with_parent()
    sys.setswitchinterval(TURN)
    application = wsgi.application
    # With DEBUG there are no ready pages.
    kind_of = getattr(application, "kind_of", lambda environ: None)
    held = getattr(application, "held", None)
    return WholeBodies(Lanes(in_large_pieces(application), kind_of), held)


def end_with_parent() -> None:
    """A worker that outlived the main process would keep the port."""
    if platform.system() == "Linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    parent = parent_process()
    # It may have ended while all was loaded.
    if parent and parent.pid != os.getppid():
        sys.exit("The main process has ended.")
