"""Lighthouse, as on a telephone, where it is installed: it is no package of ours."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from tests.bench.figures import ARTICLE, EXPLORER
from tests.bench.servers import Site
from tests.browser import chromium

MISSING = (
    "Lighthouse was not run: `npm install -g lighthouse`, or name its program in `LIGHTHOUSE`."
)
LONGEST = 90
FAILED = "Lighthouse was not run: it or its browser ended with an error."
PAGES = {ARTICLE: "article", EXPLORER: "quotes explorer"}


def marks(site: Site, folder: Path) -> str:
    """A table in Markdown, or a sentence that says why there is none."""
    program = shutil.which(os.environ.get("LIGHTHOUSE") or "lighthouse")
    browser = chromium.find()
    if not (program and browser):
        return MISSING
    try:
        found = {path: judge(program, browser, site.address + path, folder) for path in PAGES}
    except (subprocess.SubprocessError, OSError, ValueError) as error:
        print(error, getattr(error, "stderr", ""))
        return FAILED
    version, names = next(iter(found.values()))
    rows = [f"| {PAGES[path]} | {' | '.join(each.values())} |" for path, (_, each) in found.items()]
    head = [f"| page | {' | '.join(names)} |", f"| --- |{' --- |' * len(names)}"]
    return "\n".join([f"Lighthouse {version}, mobile:", "", *head, *rows])


def judge(program: str, browser: str, address: str, folder: Path) -> tuple[str, dict[str, str]]:
    """Its version, and the marks of a page and two of its times, by their names."""
    file = folder / "lighthouse.json"
    command = [program, address, "--quiet", "--output=json", f"--output-path={file}"]
    command.append("--chrome-flags=--headless=new --no-sandbox")
    subprocess.run(
        command,
        env=os.environ | {"CHROME_PATH": browser},
        check=True,
        capture_output=True,
        timeout=LONGEST,
    )
    told = json.loads(file.read_text())
    found = {each["title"]: f"{each['score'] * 100:.0f}" for each in told["categories"].values()}
    for name in ("first-contentful-paint", "largest-contentful-paint", "cumulative-layout-shift"):
        audit = told["audits"][name]
        found[audit["title"]] = audit["displayValue"].replace("\xa0", " ")
    return told["lighthouseVersion"], found
