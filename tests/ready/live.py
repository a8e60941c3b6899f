"""A server of two workers on a database of its own, and a wire to PostgreSQL that can be cut."""

import contextlib
import os
import selectors
import socket
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from articles.management.commands.serve import SERVER
from tests.servers import database_on, free_port

PATIENCE = 60
# A process that ends waits for the pool's threads, unless it is closed.
AT_ONCE = """
from django.db import connection
getattr(connection, "close_pool", lambda: None)()
"""
FILL = """
from tests.factories import make_article, make_quote
make_quote(make_article(title="As it was", slug="page"), heading="The first claim")
make_quote(make_article(title="Another", slug="other"))
"""


class LiveSite:
    """The site as it is served, with its own database and its own `var/`."""

    def __init__(self, folder, database_url):
        self.port = free_port()
        self.hang = folder / "hang"
        self.environment = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "tests.ready.live_settings",
            "DATABASE_URL": database_url,
            "READY_FOLDER": str(folder / "ready"),
            "SECRET_KEY": "only for this test, and long enough",
            "PORT": str(self.port),
        }
        self.process = None

    def manage(self, *arguments):
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(
            command, cwd=settings.BASE_DIR, env=self.environment, check=True, timeout=PATIENCE
        )

    def write(self, code):
        """In a process of its own, as by anybody."""
        self.manage("shell", "-v0", "-c", f"from articles.models import *\n{code}\n{AT_ONCE}")

    def fill(self, code=FILL):
        """Into a new database."""
        self.manage("migrate", "-v0")
        self.write(code)

    @contextlib.contextmanager
    def running(self):
        try:
            self.start()
            yield self
        finally:
            self.stop()

    def launch(self):
        command = [sys.executable, *SERVER.format(port=self.port).split()]
        self.process = subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=self.environment, start_new_session=True
        )

    def start(self):
        self.launch()
        end = time.monotonic() + PATIENCE
        while self.status("/") != 200:
            assert time.monotonic() < end
            time.sleep(0.1)

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(PATIENCE)

    @contextlib.contextmanager
    def hanging(self):
        """Whoever searches for "hang" waits so long."""
        self.hang.touch()
        try:
            yield
        finally:
            self.hang.unlink()

    def workers(self):
        """The numbers of their processes; beside them lives one that Python needs."""
        command = ["pgrep", "-P", str(self.process.pid), "-f", "spawn_main"]
        said = subprocess.run(command, capture_output=True, text=True).stdout
        return {int(number) for number in said.split()}

    def get(self, path, **headers):
        """Over a connection of its own, so that each worker has its turn."""
        with contextlib.closing(HTTPConnection("127.0.0.1", self.port, timeout=15)) as asked:
            asked.request("GET", path, headers={"Host": f"localhost:{self.port}"} | headers)
            response = asked.getresponse()
            return response.status, dict(response.getheaders()), response.read()

    def status(self, path):
        try:
            return self.get(path)[0]
        except OSError:
            return 0

    def bodies(self, path, times=40):
        return {self.get(path)[2] for _ in range(times)}


@contextlib.contextmanager
def own_database(folder):
    """Its address; on the server of the tests for PostgreSQL."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder}/db.sqlite3"
        return
    with database_on(os.environ["DATABASE_URL"], f"live_{os.getpid()}") as url:
        yield url


class Wire:
    """Forwards to PostgreSQL, until it is frozen (accepts, never answers) or cut."""

    def __init__(self, url):
        self.target = (urlsplit(url).hostname, urlsplit(url).port or 5432)
        self.pairs = {}
        self.flowing = True
        self.selector = selectors.DefaultSelector()
        self.lock = threading.Lock()
        self.port = free_port()
        self.listen()
        threading.Thread(target=self.forward, daemon=True).start()

    def through(self, url):
        parts = urlsplit(url)
        user = parts.netloc.rpartition("@")[0]
        return parts._replace(netloc=f"{user}@127.0.0.1:{self.port}").geturl()

    def listen(self):
        self.server = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self.accept, args=[self.server], daemon=True).start()

    def accept(self, server):
        with contextlib.suppress(OSError):
            while True:
                near, _ = server.accept()
                far = socket.create_connection(self.target)
                with self.lock:
                    self.pairs |= {near: far, far: near}
                    self.selector.register(near, selectors.EVENT_READ)
                    self.selector.register(far, selectors.EVENT_READ)

    def forward(self):
        while True:
            if not self.flowing:
                time.sleep(0.02)
                continue
            for key, _ in self.selector.select(0.02):
                self.pass_on(key.fileobj)

    def pass_on(self, end):
        with self.lock, contextlib.suppress(OSError, KeyError):
            data = end.recv(65536)
            if data:
                self.pairs[end].sendall(data)
            else:
                self.close(end)

    def close(self, end):
        for each in (end, self.pairs.pop(end)):
            self.pairs.pop(each, None)
            self.selector.unregister(each)
            each.close()

    def freeze(self):
        self.flowing = False

    def thaw(self):
        self.flowing = True

    def cut(self):
        # Shut down first: a thread waits in accept().
        with contextlib.suppress(OSError):
            self.server.shutdown(socket.SHUT_RDWR)
        self.server.close()
        with self.lock:
            for end in list(self.pairs):
                if end in self.pairs:
                    self.close(end)

    def mend(self):
        self.listen()
