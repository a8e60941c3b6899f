"""`make bench`: how near the site comes to a file, in one run that leaves nothing behind."""

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from tests.bench import figures, lighthouse, report
from tests.bench.figures import ARTICLE, Figure
from tests.bench.servers import Nginx, Site

LONGEST = 10 * 60


def main() -> None:
    missing = [name for name in ("nginx", "wrk") if not shutil.which(name)]
    if missing or not Path("/proc/self/smaps_rollup").exists():
        sys.exit("make bench needs Linux with nginx and wrk: apt install nginx wrk.")
    signal.signal(signal.SIGALRM, lambda *_: sys.exit(f"It took more than {LONGEST} s."))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("It was ended."))
    signal.alarm(LONGEST)
    with TemporaryDirectory() as folder:
        site, nginx = Site(made(folder, "site")), Nginx(made(folder, "nginx"))
        try:
            found = [told(figure) for figure in measure(site, nginx)]
            marks, said = lighthouse.measure(site, Path(folder))
            found += [told(mark) for mark in marks]
        finally:
            nginx.stop()
            site.stop()
    file = settings.BASE_DIR / "docs" / "performance.md"
    report.write(file, found, said)
    print(f"{said}\n\nWritten to {file.relative_to(settings.BASE_DIR)}.")


def measure(site: Site, nginx: Nginx) -> Iterator[Figure]:
    print("Makes a database with the samples; all takes about seven minutes.", flush=True)
    site.start()
    site.wait_for(ARTICLE)
    nginx.start(ARTICLE, site.get(ARTICLE))
    yield from figures.beside_nginx(site, nginx)
    yield figures.wire(site, nginx)
    nginx.stop()
    yield figures.beside_rendering(site)
    yield from figures.starting(site)
    yield figures.memory(site)


def told(figure: Figure) -> Figure:
    print(report.line(figure), flush=True)
    return figure


def made(folder: str, name: str) -> Path:
    path = Path(folder) / name
    path.mkdir()
    return path


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "runsite.settings")
    main()
