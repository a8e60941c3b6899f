"""A PostgreSQL of one's own, to be stopped, killed and frozen. It needs the server's programs."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from tests.servers import free_port

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
# It refuses to run as root.
USER = "postgres" if os.geteuid() == 0 else None
PATIENCE = 60


class PostgreSQL:
    def __init__(self):
        assert PROGRAMS, "There are no programs of PostgreSQL: install the package postgresql."
        # Not in the folder of the tests, which nobody else may enter.
        self.folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
        if USER:
            shutil.chown(self.folder, USER)
        self.data, self.port = self.folder / "data", free_port()
        self.url = f"postgres://postgres@127.0.0.1:{self.port}/postgres"
        self.run(
            "initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync",
            "--locale=C.UTF-8",
        )  # fmt: skip

    def run(self, program, *arguments):
        subprocess.run(
            [PROGRAMS[-1] / program, "-D", self.data, *arguments],
            user=USER,
            cwd=self.folder,
            check=True,
            # The server that it starts would hold a pipe open.
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
        )

    def start(self):
        how = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
        self.run("pg_ctl", "start", "-w", "-l", self.folder / "log", "-o", how)

    def stop(self):
        self.run("pg_ctl", "stop", "-m", "fast", "-w")

    def kill(self):
        killed = self.processes()
        self.signal(signal.SIGKILL)
        end = time.monotonic() + PATIENCE
        while any(is_running(number) for number in killed):
            assert time.monotonic() < end
            time.sleep(0.02)

    def freeze(self):
        self.signal(signal.SIGSTOP)

    def thaw(self):
        self.signal(signal.SIGCONT)

    def processes(self):
        """The first is the one that starts the others."""
        file = self.data / "postmaster.pid"
        if not file.exists():
            return []
        first = file.read_text().split()[0]
        children = Path(f"/proc/{first}/task/{first}/children")
        return [int(first), *map(int, children.read_text().split() if children.exists() else [])]

    def signal(self, number):
        for process in self.processes():
            os.kill(process, number)

    def remove(self):
        if self.processes() and is_running(self.processes()[0]):
            self.kill()
        shutil.rmtree(self.folder)


def is_running(number):
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    # Whose end nobody has asked for yet.
    return state != "Z"
