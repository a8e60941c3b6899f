"""What is measured, one figure a function. Each gives a value to set beside its goal."""

import statistics
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, combinations, product
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from tests.bench.servers import Nginx, Server, Site
from tests.bench.wrk import Round, load, median

ARTICLE = "/articles/running-muscles/"
EXPLORER = "/quotes/"
ROUNDS, RENDERED_ROUNDS, SECONDS = 5, 3, 4
STARTS = 5
PAGES, AT_ONCE, LONGEST = 10_000, 4, 320
MEGABYTE = 1024 * 1024
SLUGS = """
from articles.models import Expert, MuscleGroup
print(*Expert.objects.published().values_list("slug", flat=True))
print(*MuscleGroup.objects.order_by("slug").values_list("slug", flat=True))
"""


class Figure(NamedTuple):
    """`goal` begins with "≥" or "≤". `note` says what the value is made of."""

    name: str
    value: float
    unit: str
    goal: str
    note: str

    @property
    def is_met(self) -> bool:
        sign, limit = self.goal.split()[:2]
        return self.value >= float(limit) if sign == "≥" else self.value <= float(limit)


def beside_nginx(site: Site, nginx: Nginx) -> Iterator[Figure]:
    """The article from ready bytes and as nginx's file, in turns."""
    rounds = in_turns(ROUNDS, (site, ARTICLE, {}), (nginx, ARTICLE.rstrip("/"), {}))
    yield ratio("Requests a second, cached article ÷ nginx’s file", "≥ 0.65", rounds, RATE)
    yield ratio("Processor time a request, cached article ÷ nginx’s file", "≤ 3", rounds, CPU)


def beside_rendering(site: Site) -> Figure:
    """The article from ready bytes, and rendered for who sends a cookie of ours, in turns."""
    rendered = {"Cookie": "csrftoken=1"}
    rounds = in_turns(RENDERED_ROUNDS, (site, ARTICLE, {}), (site, ARTICLE, rendered))
    name = "Requests a second, cached article ÷ the same rendered each time"
    return ratio(name, "≥ 50", rounds, RATE)


class Part(NamedTuple):
    """One number of a round, and how it is written."""

    of: Callable[[Round], float]
    shown: Callable[[float], str]


RATE = Part(lambda each: each.rate, "{:,.0f}".format)
CPU = Part(lambda each: each.cpu * 1e6, "{:.1f} µs".format)


def ratio(name: str, goal: str, rounds: list[list[Round]], part: Part) -> Figure:
    """Of the first to the second, the median of the rounds."""
    value = statistics.median(part.of(ours) / part.of(other) for ours, other in rounds)
    made_of = [part.shown(part.of(median(list(each)))) for each in zip(*rounds, strict=True)]
    return Figure(name, value, "", goal, f"{' ÷ '.join(made_of)}, {len(rounds)} rounds")


def in_turns(rounds: int, *sides: tuple[Server, str, dict[str, str]]) -> list[list[Round]]:
    return [
        [load(s, path, SECONDS, **headers) for s, path, headers in sides] for _ in range(rounds)
    ]


def wire(site: Site, nginx: Nginx) -> Figure:
    """One response with its headers."""
    ours, file = site.get(ARTICLE), nginx.get(ARTICLE.rstrip("/"))
    assert ours.body == file.body
    return Figure(
        "Bytes on the wire, cached article ÷ nginx’s file with the same headers",
        ours.on_the_wire / file.on_the_wire,
        "",
        "≤ 1.02",
        f"{ours.on_the_wire:,} ÷ {file.on_the_wire:,}, of which {len(ours.body):,} are the body",
    )


def starting(site: Site) -> Iterator[Figure]:
    """From the call of `manage.py serve`, with everything made already and read once."""
    times = [start(site) for _ in range(STARTS)]
    for path, found in zip(("/healthz", "/"), zip(*times, strict=True), strict=True):
        note = f"from {min(found):.2f} to {max(found):.2f} s in {STARTS} starts"
        yield Figure(f"Start to first answer, {path}", statistics.median(found), "s", "≤ 2 s", note)


def start(site: Site) -> tuple[float, float]:
    """Seconds until each of the two addresses has answered; it runs on."""
    site.stop()
    begun = time.monotonic()
    site.start()
    site.wait_for("/healthz")
    healthy = time.monotonic() - begun
    site.wait_for("/")
    return healthy, time.monotonic() - begun


def memory(site: Site) -> Figure:
    """Of the larger worker, after a fresh start, when many different pages have been asked for."""
    addresses = explorer_addresses(*(line.split() for line in site.ask(SLUGS).splitlines()))
    start(site)
    asked = ask_for(site, addresses)
    pss, rss = max(memory_of(number) for number in site.processes())
    return Figure(
        f"Memory of a worker (PSS), {asked:,} different pages asked for",
        pss / MEGABYTE,
        "MB",
        "≤ 160 MB",
        f"RSS {rss / MEGABYTE:.0f} MB",
    )


def explorer_addresses(experts: list[str], muscles: list[str]) -> Iterator[str]:
    """Canonical ones, so that each is a page and no redirect."""
    groups = chain(combinations(muscles, 2), combinations(muscles, 3))
    for group, match, expert in product(groups, ([], [("match", "all")]), ["", *experts]):
        pairs = [("expert", expert)] if expert else []
        yield f"{EXPLORER}?{urlencode([*pairs, *match, *(('muscle', each) for each in group)])}"


def ask_for(site: Site, addresses: Iterator[str]) -> int:
    """How many were answered: as many as the figure wants, or as the time allows."""
    end = time.monotonic() + LONGEST
    lock, over = threading.Lock(), threading.Event()
    answered: list[str] = []

    def ask() -> None:
        while time.monotonic() < end and not over.is_set():
            with lock:
                address = next(addresses, None)
                if address is None or len(answered) >= PAGES:
                    return
                answered.append(address)
            assert site.get(address).status == 200, address

    with ThreadPoolExecutor(AT_ONCE) as threads:
        try:
            for each in [threads.submit(ask) for _ in range(AT_ONCE)]:
                each.result()
        finally:
            over.set()
    return len(answered)


def memory_of(number: int) -> tuple[int, int]:
    """PSS and RSS of a process in bytes. Pages that processes share count in part in the PSS."""
    lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()[1:]
    sizes = {
        name: int(rest.split()[0]) * 1024 for name, _, rest in (x.partition(":") for x in lines)
    }
    return sizes["Pss"], sizes["Rss"]
