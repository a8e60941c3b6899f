"""What wrk says of a server, and what the server used meanwhile."""

import re
import statistics
import subprocess
import sys
from typing import NamedTuple

from tests.bench.servers import COMPRESSED, Server

CONNECTIONS = 32


class Round(NamedTuple):
    rate: float
    cpu: float


def load(server: Server, path: str, seconds: int, **headers: str) -> Round:
    """Requests a second, and seconds of processor that each of them took."""
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s"]
    for name, value in (COMPRESSED | headers).items():
        command += ["-H", f"{name}: {value}"]
    before = server.cpu()
    said = subprocess.run(
        [*command, server.address + path], capture_output=True, text=True, check=True
    ).stdout
    used = server.cpu() - before
    if "Non-2xx" in said or "Socket errors" in said:
        sys.exit(f"{server.address}{path} did not answer each request as it should:\n{said}")
    requests = int(re.search(r"(\d+) requests in", said)[1])
    return Round(float(re.search(r"Requests/sec: +([\d.]+)", said)[1]), used / requests)


def median(rounds: list[Round]) -> Round:
    return Round(*map(statistics.median, zip(*rounds, strict=True)))
