"""Measures the processor time of pages in the database that DATABASE_URL names, as JSON.

`manage.py shell` runs it, so that it can import models. It leaves the database as it was.
"""

import json
import os
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

from django.db import connection
from django.test import Client
from django.utils import timezone

from articles.models import Article, Author, Expert, MuscleGroup, Quote
from articles.paging import key_of

TIMES = 3
# Articles differ in length.
ARTICLES = 7
DRAFT = "measured-draft-"
TICK = 1000 / os.sysconf("SC_CLK_TCK")


def main() -> None:
    client = Client(headers={"host": "localhost"})
    found = {what: median_of(lambda at=at: read(client, at)) for what, at in addresses()}
    for what, several in articles():
        found[what] = statistics.mean(median_of(lambda at=at: read(client, at)) for at in several)
    found["publish an article with 5 quotes"] = median_of(publishing())
    Article.objects.filter(slug__startswith=DRAFT).delete()
    print(json.dumps(found))
    # A process that ends waits for the pool's threads, unless it is closed.
    getattr(connection, "close_pool", lambda: None)()


def read(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200, address


def articles() -> Iterator[tuple[str, list[str]]]:
    published = Article.objects.published()
    for what, found in (
        ("article", published.newest_first()[30 : 30 + ARTICLES]),
        ("old article", published.order_by("published_at")[100 : 100 + ARTICLES]),
    ):
        yield what, [article.get_absolute_url() for article in found]


def addresses() -> Iterator[tuple[str, str]]:
    muscles = sorted(MuscleGroup.objects.with_published_count(), key=lambda m: -m.quote_count)
    common, second, *_, rare = (muscle.slug for muscle in muscles if muscle.quote_count)
    expert = Expert.objects.for_list().order_by("-quote_count").first().slug
    old = Article.objects.published().order_by("published_at")[100]
    yield "home", "/"
    yield "articles, deep", f"/articles/?after={key_of(old)}"
    yield "muscle, frequent", f"/muscles/{common}/"
    yield "muscle, rare", f"/muscles/{rare}/"
    yield "expert", f"/experts/{expert}/"
    yield "explorer", "/quotes/"
    yield "explorer, deep", quotes(after=key_of(old))
    yield "explorer, one muscle", quotes(common)
    yield "explorer, any of two", quotes(common, rare)
    yield "explorer, two frequent", quotes(common, second, match="all")
    yield "explorer, frequent and rare", quotes(common, rare, match="all")
    yield "explorer, expert and muscle", quotes(common, expert=expert)
    yield "explorer, words", quotes(q="knee")
    yield "explorer, words and muscle", quotes(second, q="knee")
    yield "search, a word", "/search/?q=knee"
    yield "search, two words", "/search/?q=knee+barefoot"
    yield "search, a muscle", f"/search/?q={second}"
    yield "feed of a muscle", f"/muscles/{common}/feed/"
    yield "sitemap", "/sitemap.xml"


def quotes(*muscles: str, **others: str) -> str:
    """In the canonical order."""
    pairs = [*others.items(), *(("muscle", slug) for slug in sorted(muscles))]
    return f"/quotes/?{urlencode(sorted(pairs, key=lambda pair: pair[0]))}"


def publishing() -> Callable[[], None]:
    """Publishes another draft each time."""
    author, expert = Author.objects.first(), Expert.objects.first()
    muscles = list(MuscleGroup.objects.all()[:3])
    drafts = []
    for number in range(TIMES + 1):
        slug = f"{DRAFT}{number}"
        draft = Article.objects.create(title=f"Draft {number}", slug=slug, author=author)
        for position in range(1, 6):
            quote = Quote.objects.create(article=draft, position=position, expert=expert)
            quote.muscles.add(*muscles)
        drafts.append(draft)

    def publish() -> None:
        draft = drafts.pop()
        draft.published_at = timezone.now()
        draft.save()

    return publish


def median_of(do: Callable[[], None]) -> float:
    do()
    return statistics.median(cost(do) for _ in range(TIMES))


def cost(do: Callable[[], None]) -> float:
    """In milliseconds of processor time."""
    server, begun = time_of_server(), time.process_time()
    do()
    return (time.process_time() - begun) * 1000 + time_of_server() - server


def time_of_server() -> float:
    """Of the process that answers this connection; nought for SQLite, which has none."""
    if connection.vendor == "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        told = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) * TICK
