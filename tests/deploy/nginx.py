"""Finds nginx and starts it with `docs/deploy/nginx.conf`, on ports and folders of the test's own.

`python -m tests.deploy.nginx` installs it where that can be done quietly. Under CI=true it installs
nothing: there a missing nginx is a broken machine.
"""

import os
import shutil
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

from tests.browser.chromium import administrator, distribution, install_package
from tests.servers import free_port

CONFIGURATION = Path(__file__).parents[2] / "docs" / "deploy" / "nginx.conf"
MISSING = "The tests of docs/deploy need nginx and found none: install the package nginx."


def find():
    return shutil.which("nginx")


class Nginx:
    """`changes` are to the file: what it says must be found there."""

    def __init__(self, folder, upstream_port, *, port=None, changes=()):
        self.folder, self.port = folder, port or free_port()
        self.cache = folder / "cache"
        for each in ("log", "var"):
            (folder / each).mkdir()
        text = CONFIGURATION.read_text()
        for old, new in [
            *changes,
            ("/srv/runsite/var", folder / "var"),
            ("127.0.0.1:8000", f"127.0.0.1:{upstream_port}"),
            ("listen 80;", f"listen 127.0.0.1:{self.port};"),
            ("listen [::]:80;", f"listen [::1]:{self.port};"),
            ("/var/cache/nginx-runsite", self.cache),
            ("/var/log/nginx", folder / "log"),
            ("/run/nginx.pid", folder / "nginx.pid"),
            # Folders of tests are for their owner only.
            ("user www-data;", "user root;"),
        ]:
            assert old in text, f"{old} is not in nginx.conf"
            text = text.replace(old, str(new))
        self.file = folder / "nginx.conf"
        self.file.write_text(text)

    def __enter__(self):
        command = [find(), "-p", self.folder, "-c", self.file, "-g", "daemon off;"]
        self.process = subprocess.Popen(command)
        while self.process.poll() is None and self.get("/static/none.txt")[0] == 0:
            time.sleep(0.05)
        assert self.process.poll() is None, "nginx did not start"
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(20)

    def get(self, path, method="GET", body=None, **headers):
        """Status, headers by their lower-case names, body; the status is 0 where nobody listens."""
        asked = HTTPConnection("127.0.0.1", self.port, timeout=30)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            asked.request(method, path, body, {"Host": f"localhost:{self.port}"} | named)
            response = asked.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return response.status, found, response.read()
        except ConnectionRefusedError:
            return 0, {}, b""
        finally:
            asked.close()

    def kept(self):
        """The keys of all that lies in the cache."""
        files = [file for file in self.cache.rglob("*") if file.is_file()]
        return [
            file.read_bytes().partition(b"\nKEY: ")[2].split(b"\n")[0].decode() for file in files
        ]


def main():
    if find():
        return
    if os.environ.get("CI") == "true":
        sys.exit(MISSING)
    # Not by sudo: on somebody's own machine the package would also start a server.
    if administrator() != [] or distribution() != "debian":
        print(f"{MISSING} They are skipped.", flush=True)
        return
    print("nginx is not installed: installing it for the tests of docs/deploy.", flush=True)
    try:
        install_package("nginx")
    except (OSError, subprocess.CalledProcessError):
        sys.exit(MISSING)


if __name__ == "__main__":
    main()
