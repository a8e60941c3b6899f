"""`make bench-growth`: what pages cost with very many quotes beside what they cost with few.

It makes databases of its own, on SQLite and, where it answers, on PostgreSQL, and removes them.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import psycopg

from tests.bench.report import machine, versions
from tests.servers import database_on

FEW, MANY = 10_000, int(os.environ.get("GROWTH_QUOTES", "1000000"))
MOST = 2
ROOT = Path(__file__).parents[2]
SERVER = os.environ.get("DATABASE_URL") or "postgres://postgres@127.0.0.1:5432/postgres"
TEXT = """# Growth

Written by `make bench-growth`: processor time of one page, rendered, with {few:,} and with {many:,}
quotes of `manage.py grow`, in ms, the median of several. It is that of Django's process and, for
PostgreSQL, of the process that answers it. The goal is {most} times at most.

{tables}
Measured on {machine}. {versions}.
"""


def main() -> None:
    tables = []
    with TemporaryDirectory() as folder:
        for name, databases in (("SQLite", sqlite(folder)), ("PostgreSQL", postgresql())):
            found = [measured(url, size) for size, url in databases]
            if found:
                tables.append(table(name, *found))
                print(tables[-1], flush=True)
    file = ROOT / "docs" / "growth.md"
    file.write_text(
        TEXT.format(
            few=FEW,
            many=MANY,
            most=MOST,
            tables="\n".join(tables),
            machine=machine(),
            versions=versions(),
        )
    )
    print(f"Written to {file.relative_to(ROOT)}.")


def sqlite(folder: str) -> Iterator[tuple[int, str]]:
    for size in (FEW, MANY):
        yield size, f"sqlite:///{folder}/{size}.sqlite3"


def postgresql() -> Iterator[tuple[int, str]]:
    try:
        psycopg.connect(SERVER, connect_timeout=5).close()
    except psycopg.Error as error:
        print(f"PostgreSQL is left out: {str(error).splitlines()[0]}")
        return
    for size in (FEW, MANY):
        with database_on(SERVER, f"growth_{os.getpid()}_{size}") as url:
            yield size, url


def measured(url: str, size: int) -> dict[str, float]:
    """Milliseconds by what was done."""
    environment = os.environ | {"DATABASE_URL": url}
    print(f"Grows {size:,} quotes in {urlsplit(url).scheme}.", flush=True)
    for command in (
        "manage.py migrate -v0",
        "manage.py collectstatic --noinput -v0",
        f"manage.py grow --quotes {size}",
    ):
        subprocess.run([sys.executable, *command.split()], env=environment, cwd=ROOT, check=True)
    code = "from tests.bench.probe import main; main()"
    probe = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
    told = subprocess.run(probe, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    return json.loads(told.stdout)


def table(name: str, few: dict[str, float], many: dict[str, float]) -> str:
    rows = [
        f"| {what} | {few[what]:.1f} | {many[what]:.1f} | {times:.1f} | {verdict(times)} |"
        for what, times in ((what, many[what] / few[what]) for what in few)
    ]
    head = [f"| {name} | {FEW:,} | {MANY:,} | times | |", "| --- | --- | --- | --- | --- |"]
    return "\n".join([*head, *rows, ""])


def verdict(times: float) -> str:
    return "met" if times <= MOST else "**missed**"


if __name__ == "__main__":
    main()
