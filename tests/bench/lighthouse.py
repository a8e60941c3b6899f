"""Lighthouse, as on a telephone. npx brings it where node is: it is no package of ours."""

import contextlib
import json
import os
import shutil
import signal
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figures import ARTICLE, EXPLORER, Figure
from tests.bench.servers import Site
from tests.browser import chromium

VERSION, GOAL = "12.8.2", "≥ 99"
ROUNDS, LONGEST = 3, 45
PAGES = {"article": ARTICLE, "quotes explorer": EXPLORER}
RAN = f"Lighthouse {VERSION} ran {ROUNDS} times a page, mobile; each mark is the median."
LEFT_OUT = "Lighthouse was left out: it needs npx, which comes with node, and Chromium."
FAILED = "Lighthouse was left out: none of its runs of a page ended well."

Marks = dict[str, int]


def measure(site: Site, folder: Path) -> tuple[list[Figure], str]:
    """A figure a page, and a sentence on them, or on why there are none."""
    browser = chromium.find()
    if not (shutil.which("npx") and browser):
        return [], LEFT_OUT
    found = []
    for page, path in PAGES.items():
        runs = list(judged(browser, site.address + path, folder / "lighthouse.json"))
        if not runs:
            return [], FAILED
        found.append(figure(page, runs))
    return found, RAN


def judged(browser: str, address: str, file: Path) -> Iterator[Marks]:
    """Of each run that ends well: on a busy machine Chrome's trace at times has no navigation in
    it (NO_NAVSTART), whatever the page."""
    for _ in range(ROUNDS):
        file.unlink(missing_ok=True)
        if run(browser, address, file) == 0:
            categories = json.loads(file.read_text())["categories"].values()
            yield {each["title"]: round((each["score"] or 0) * 100) for each in categories}


def run(browser: str, address: str, file: Path) -> int | None:
    command = ["npx", "--yes", f"lighthouse@{VERSION}", address, "--quiet", "--output=json"]
    command += [f"--output-path={file}", "--no-enable-error-reporting"]
    command.append("--chrome-flags=--headless=new --no-sandbox --disable-gpu")
    environment = os.environ | {"CHROME_PATH": browser}
    process = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        return process.wait(LONGEST)
    except subprocess.TimeoutExpired:
        return None
    finally:
        # Its browser has a session of its own, and is ended by it when it is interrupted.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGINT)


def figure(page: str, runs: list[Marks]) -> Figure:
    marks = {name: statistics.median_low(run[name] for run in runs) for name in runs[0]}
    note = ", ".join(f"{name} {mark}" for name, mark in marks.items())
    name = f"Lighthouse’s lowest mark, {page}"
    return Figure(name, min(marks.values()), "", GOAL, f"{note}; {len(runs)} rounds")
