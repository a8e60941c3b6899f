"""Processes that write to one SQLite, and one that reads beside them; run by its test.

Prints as JSON what each writer was told is saved, each error, and how long the reads took.
"""

import json
import multiprocessing
import time

from django.db import connection, connections, transaction

from articles.models import Article, Quote
from tests.factories import make_article, make_expert, make_quote

WRITERS = 8
# In seconds: how long a transaction is held open while somebody reads.
OPEN = 2
# Started with a connection of its parent, a process would ruin the file.
processes = multiprocessing.get_context("fork")


def write(name, end, expert, told):
    acknowledged, errors, number, slowest = [], [], 0, 0.0
    while time.monotonic() < end:
        number += 1
        begun = time.monotonic()
        title = f"{name} {number}"
        try:
            with transaction.atomic():
                article = make_article(title=title, slug=f"by-{name}-{number}")
                make_quote(article, expert=expert, heading=title)
            acknowledged.append(title)
        except Exception as error:
            errors.append(repr(error))
        slowest = max(slowest, time.monotonic() - begun)
    told.put((acknowledged, errors, slowest))


def hold(opened, read):
    """A transaction that has written and does not end before the other has read, or has not.

    What it has written is more than its memory holds, so it lies on the disk already.
    """
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size = 5")
    with transaction.atomic():
        Article.objects.update(standfirst="Not yet")
        opened.set()
        read.wait(60)


def look(opened, read, told):
    """Reads for some time, all of it while the transaction is open."""
    opened.wait(60)
    end, slowest, seen = time.monotonic() + OPEN, 0.0, set()
    while time.monotonic() < end:
        begun = time.monotonic()
        seen |= set(Article.objects.values_list("standfirst", flat=True))
        list(Quote.objects.all()[:20])
        slowest = max(slowest, time.monotonic() - begun)
    told.put(("reader", slowest, "Not yet" in seen))
    read.set()


def run(*calls):
    """What they have told. They are forks of a process without a connection."""
    connections.close_all()
    told = processes.Queue()
    started = [processes.Process(target=call, args=(*rest, told)) for call, *rest in calls]
    for each in started:
        each.start()
    return told, started


def main(seconds):
    expert = make_expert()
    make_article(title="There already", slug="there-already")
    end = time.monotonic() + seconds
    told, started = run(*[(write, f"writer{n}", end, expert) for n in range(WRITERS)])
    written = [told.get(timeout=seconds + 60) for _ in started]
    opened, read = processes.Event(), processes.Event()
    told, looking = run((look, opened, read))
    holding = processes.Process(target=hold, args=(opened, read))
    holding.start()
    looked = told.get(timeout=60)
    for each in (*started, *looking, holding):
        each.join(60)
    print(json.dumps({"written": written, "looked": looked}))
