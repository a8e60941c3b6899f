import time

from django.core.management.base import CommandError
from django.core.management.color import no_style
from django.db import connection, transaction

from articles import migrating
from articles.management.documented import DocumentedCommand
from articles.models import Article, Quote, Revision
from articles.samples.growing import PREFIX, Grower

ARTICLES_A_BATCH = 500
BAR = 30


class Command(DocumentedCommand):
    help = """Fills a database with made-up articles, to see how the site does with very many.

A few muscles and experts are named often, most of them seldom, as in life. It refuses a database
that holds any other article. A million quotes take some minutes; the site should not run meanwhile.

Example: DATABASE_URL=sqlite:///grown.sqlite3 manage.py grow --quotes 100000"""

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--quotes", type=int, required=True, help="how many more")
        parser.add_argument("--seed", type=int, default=1, help="the same makes the same articles")

    def handle(self, *, quotes, seed, dry_run, **options):
        if quotes < 1:
            raise CommandError("--quotes must be 1 or more. Nothing was changed.")
        others = Article.objects.exclude(slug__startswith=PREFIX)
        # Of deleted articles, which may be brought back, the versions remain.
        if others.exists() or Revision.objects.exists():
            raise CommandError(
                "This database holds articles that were not grown, or versions of some: name an "
                "empty one with DATABASE_URL=. Nothing was changed."
            )
        if dry_run:
            self.stdout.write(f"Would add {quotes:,} quotes. Nothing was changed.")
        else:
            self.grow(quotes, seed)
        there = f"{Article.objects.count():,} articles with {Quote.objects.count():,} quotes"
        self.stdout.write(f"There are now {there}. Next: `manage.py serve` shows them.")

    def grow(self, quotes, seed):
        self.started, done = time.monotonic(), 0
        # One by one for each row they would take hours.
        migrating.lift_rules()
        try:
            for rows in Grower(quotes, seed).batches(ARTICLES_A_BATCH):
                write(rows)
                done += len(rows[1])
                self.progress(done, quotes)
        finally:
            self.say("Makes the search index and counts everything.")
            set_sequences()
            migrating.make_rules()
            tidy_up()
        self.say("")

    def progress(self, done, quotes):
        passed = time.monotonic() - self.started
        left = passed * (quotes - done) / done
        bar = "#" * (BAR * done // quotes)
        self.say(f"[{bar:.<{BAR}}] {done:,} of {quotes:,} quotes, {left:.0f} s left")

    def say(self, words):
        if self.stdout.isatty():
            self.stdout.write(f"\r{words:<78}", ending="\r")
            self.stdout.flush()


@transaction.atomic
def write(rows):
    for each in rows:
        type(each[0]).objects.bulk_create(each, batch_size=2000)


def tidy_up():
    """At once what PostgreSQL would do by itself in some minutes: without it, it plans badly."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def set_sequences():
    """After rows that brought their ids."""
    for sql in connection.ops.sequence_reset_sql(no_style(), [Article, Quote]):
        with connection.cursor() as cursor:
            cursor.execute(sql)
