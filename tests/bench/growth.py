"""`make bench-growth`: what pages cost with very many quotes beside what they cost with few.

It makes databases of its own, on SQLite and, where it answers, on PostgreSQL, and removes them.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import psycopg

from tests.bench.report import machine, versions
from tests.servers import database_on

FEW, MANY = 10_000, int(os.environ.get("GROWTH_QUOTES", "1000000"))
MOST = 2
ROUNDS = 5
ROOT = Path(__file__).parents[2]
SERVER = os.environ.get("DATABASE_URL") or "postgres://postgres@127.0.0.1:5432/postgres"
TEXT = """# Growth

Written by `make bench-growth`: processor time of one page, rendered, with {few:,} and with {many:,}
quotes of `manage.py grow`, in ms. Both are measured in turns, in {rounds} rounds; each figure and
each ratio is the median over them. The time is that of Django's process and, for PostgreSQL, of the
process that answers it. The goal is {most} times at most.

{tables}
Measured on {machine}. {versions}.
"""


def main() -> None:
    tables = []
    with ExitStack() as stack:
        for name, databases in (("SQLite", sqlite), ("PostgreSQL", postgresql)):
            if urls := list(databases(stack)):
                tables.append(table(name, [[measured(url) for url in urls] for _ in range(ROUNDS)]))
                print(tables[-1], flush=True)
    file = ROOT / "docs" / "growth.md"
    file.write_text(
        TEXT.format(
            few=FEW,
            many=MANY,
            most=MOST,
            rounds=ROUNDS,
            tables="\n".join(tables),
            machine=machine(),
            versions=versions(),
        )
    )
    print(f"Written to {file.relative_to(ROOT)}.")


def sqlite(stack: ExitStack) -> Iterator[str]:
    folder = stack.enter_context(TemporaryDirectory())
    for size in (FEW, MANY):
        yield grown(f"sqlite:///{folder}/{size}.sqlite3", size)


def postgresql(stack: ExitStack) -> Iterator[str]:
    try:
        psycopg.connect(SERVER, connect_timeout=5).close()
    except psycopg.Error as error:
        print(f"PostgreSQL is left out: {str(error).splitlines()[0]}")
        return
    for size in (FEW, MANY):
        name = f"growth_{os.getpid()}_{size}"
        yield grown(stack.enter_context(database_on(SERVER, name)), size)


def grown(url: str, size: int) -> str:
    print(f"Grows {size:,} quotes in {urlsplit(url).scheme}.", flush=True)
    for command in ("migrate -v0", "collectstatic --noinput -v0", f"grow --quotes {size}"):
        manage(url, *command.split())
    return url


def measured(url: str) -> dict[str, float]:
    """Milliseconds by what was done."""
    code = "from tests.bench.probe import main; main()"
    return json.loads(manage(url, "shell", "--no-imports", "-c", code, stdout=subprocess.PIPE))


def manage(url: str, *command: str, **options):
    environment = os.environ | {"DATABASE_URL": url}
    whole = [sys.executable, "manage.py", *command]
    return subprocess.run(whole, env=environment, cwd=ROOT, check=True, **options).stdout


def table(name: str, rounds: list[list[dict[str, float]]]) -> str:
    """Of what each round measured with few and with many quotes."""
    rows = []
    for what in rounds[0][0]:
        before = median(few[what] for few, _ in rounds)
        after = median(many[what] for _, many in rounds)
        times = median(many[what] / few[what] for few, many in rounds)
        rows.append(f"| {what} | {before:.1f} | {after:.1f} | {times:.1f} | {verdict(times)} |")
    head = [f"| {name} | {FEW:,} | {MANY:,} | times | |", "| --- | --- | --- | --- | --- |"]
    return "\n".join([*head, *rows, ""])


def verdict(times: float) -> str:
    return "met" if times <= MOST else "**missed**"


if __name__ == "__main__":
    main()
