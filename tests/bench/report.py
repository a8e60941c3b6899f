"""What was measured as `docs/performance.md`, and on the terminal."""

import os
import platform
import re
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

from django.utils import timezone

from tests.bench.figures import AT_ONCE, LONGEST, PAGES, ROUNDS, SECONDS, Figure
from tests.bench.wrk import CONNECTIONS

TEXT = """# Performance

Written by `make bench`, which measures all of it anew in one run on one machine: the site as
`make serve` starts it (uvicorn, 2 workers) with the sample content, and nginx (2 workers) that
sends the same gzip bytes under the same headers from a file. They take turns, {rounds} times for
{seconds} s with {connections} connections of wrk, and each ratio is the median of the rounds. Read
the ratios: the absolute figures are this machine's.

What a million quotes cost beside ten thousand stands in [growth.md](growth.md). That an article
takes four queries at most, with any number of quotes, is a test.

| what | measured | goal | | made of |
| --- | --- | --- | --- | --- |
{rows}

The pages of the memory's figure are combinations of muscles and experts in the quotes explorer,
asked for over {at_once} connections until {pages:,} have been or {longest} s are over.

{lighthouse}

Measured on {day}: {machine}. {versions}.
"""


def write(file: Path, figures: list[Figure], lighthouse: str) -> None:
    rows = [
        f"| {f.name} | {shown(f)} | {f.goal} | {'met' if f.is_met else '**missed**'} | {f.note} |"
        for f in figures
    ]
    file.write_text(
        TEXT.format(
            rounds=ROUNDS,
            seconds=SECONDS,
            connections=CONNECTIONS,
            rows="\n".join(rows),
            at_once=AT_ONCE,
            pages=PAGES,
            longest=LONGEST,
            lighthouse=lighthouse,
            day=timezone.localdate().isoformat(),
            machine=machine(),
            versions=versions(),
        )
    )


def line(figure: Figure) -> str:
    met = "met" if figure.is_met else "MISSED"
    return f"{figure.name}: {shown(figure)} (goal {figure.goal}: {met}; {figure.note})"


def shown(figure: Figure) -> str:
    digits = 0 if figure.value >= 50 else 2
    return f"{figure.value:,.{digits}f} {figure.unit}".strip()


def machine() -> str:
    names = re.findall(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    cores = os.cpu_count()
    return f"{names[0] if names else platform.machine()}, {cores} cores, {memory:.0f} GB of memory"


def versions() -> str:
    found = {"Linux": platform.release(), "Python": platform.python_version()}
    found |= {name: version(name) for name in ("uvicorn", "Django")}
    found |= {name: version_of(name) for name in ("nginx", "wrk") if shutil.which(name)}
    return ", ".join(f"{name} {value}" for name, value in found.items())


def version_of(program: str) -> str:
    said = subprocess.run([program, "-v"], capture_output=True, text=True, check=False)
    found = re.search(r"\d+(\.\d+)+", said.stderr + said.stdout)
    return found[0] if found else "of some version"
