"""The site as `manage.py serve` starts it and an nginx with the same bytes as a file, on loopback.

Both write into a temporary folder only, and are gone with all their processes when they stop.
"""

import contextlib
import getpass
import os
import signal
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from tests.servers import free_port

PATIENCE = 120
TICKS = os.sysconf("SC_CLK_TCK")
# The one encoding in which everybody can be asked.
COMPRESSED = {"Accept-Encoding": "gzip"}
# As Debian's package has it, but for the log, which ours does not write either.
NGINX = """
user {user};
worker_processes 2;
pid {folder}/nginx.pid;
error_log stderr crit;
daemon off;
events {{ worker_connections 768; }}
http {{
    sendfile on;
    tcp_nopush on;
    access_log off;
    client_body_temp_path {folder};
    proxy_temp_path {folder};
    fastcgi_temp_path {folder};
    uwsgi_temp_path {folder};
    scgi_temp_path {folder};
    server {{
        listen 127.0.0.1:{port};
        root {folder};
        default_type "text/html; charset=utf-8";
        {headers}
    }}
}}
"""


class Got(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes
    on_the_wire: int


class Server:
    """A process with a session of its own, so that all that it starts can be found and ended."""

    process: subprocess.Popen | None = None

    def __init__(self, folder: Path):
        self.folder, self.port = folder, free_port()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def run(self, command: list[str], **how) -> None:
        self.process = subprocess.Popen(command, start_new_session=True, **how)

    def wait_for(self, path: str) -> None:
        end = time.monotonic() + PATIENCE
        while not self.answers(path):
            if self.process is None or self.process.poll() is not None:
                sys.exit(f"The server of {self.folder.name} ended before it answered {path}.")
            if time.monotonic() > end:
                sys.exit(f"{self.address}{path} did not answer within {PATIENCE} s.")
            time.sleep(0.01)

    def answers(self, path: str) -> bool:
        try:
            return self.get(path).status == 200
        except OSError:
            return False

    def get(self, path: str, **headers: str) -> Got:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers=COMPRESSED | headers)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        # The line of the status, and each header with ": " and the end of its line.
        lines = [len("HTTP/1.1 200 OK"), *(len(f"{k}: {v}") for k, v in response.getheaders()), 0]
        wire = sum(length + 2 for length in lines) + len(body)
        return Got(response.status, dict(response.getheaders()), body, wire)

    def processes(self) -> dict[int, list[str]]:
        """Of the session, by number, with the fields of /proc/N/stat that follow the name."""
        found = {}
        for file in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = file.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if self.process and int(fields[3]) == self.process.pid:
                found[int(file.parent.name)] = fields
        return found

    def cpu(self) -> float:
        """Seconds that all its processes have used."""
        return sum(int(f[11]) + int(f[12]) for f in self.processes().values()) / TICKS

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(15)
            for number in self.processes():
                os.kill(number, signal.SIGKILL)
            self.process = None


class Site(Server):
    """The site with database, photos and ready pages of its own, and the samples."""

    def __init__(self, folder: Path):
        super().__init__(folder)
        own = {
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "MEDIA_ROOT": str(folder / "media"),
            "READY_FOLDER": str(folder / "ready"),
            "SECRET_KEY": "only for the bench, and long enough for it",
            "PORT": str(self.port),
        }
        self.how = {"cwd": settings.BASE_DIR, "env": {"PATH": os.environ["PATH"]} | own}

    def start(self) -> None:
        """As `make serve` does. The first time it makes the database and the samples."""
        serve = [sys.executable, "manage.py", "serve"]
        said = (self.folder / "said").open("w")
        self.run(serve, stdout=said, stderr=said, **self.how)
        said.close()

    def ask(self, code: str) -> str:
        """What a line of Python prints that runs in the site."""
        shell = [sys.executable, "manage.py", "shell", "-v0", "-c", code]
        return subprocess.run(
            shell, capture_output=True, check=True, text=True, timeout=PATIENCE, **self.how
        ).stdout


class Nginx(Server):
    """Sends what the site has answered, from a file: the same body under the same headers."""

    def start(self, path: str, got: Got) -> None:
        file = self.folder / path.strip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(got.body)
        own = {"server", "date", "content-length", "content-type", "etag", "connection"}
        sent = {k: v for k, v in got.headers.items() if k.lower() not in own}
        headers = "\n".join(f"add_header {k} '{escaped(v)}';" for k, v in sent.items())
        text = NGINX.format(
            user=getpass.getuser(), folder=self.folder, port=self.port, headers=headers
        )
        config = self.folder / "nginx.conf"
        config.write_text(text)
        self.run(["nginx", "-c", str(config)])
        self.wait_for(f"/{path.strip('/')}")


def escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "\\'")
