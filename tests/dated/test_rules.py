"""Dated rows and tallies follow every way of writing; the same tests on every database."""

import re
import threading
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from articles.dated import rules, tallies
from articles.merges import merge
from articles.models import Article, DatedQuote, Expert, MuscleGroup, Quote, TaggedQuote
from articles.undoing import undo
from tests.factories import make_administrator, make_article, make_expert, make_quote

pytestmark = pytest.mark.django_db


def group(slug):
    return MuscleGroup.objects.get(slug=slug)


def count(*slugs):
    """How many published quotes name all of these."""
    muscles = frozenset(group(slug).pk for slug in slugs)
    return tallies.naming_all([muscles])[muscles]


def sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def house():
    """Two articles with two quotes each, and a draft."""
    ana, ben = make_expert("Ana Ruiz"), make_expert("Ben Oduya")
    for title in ("One", "Two"):
        article = make_article(title=title)
        make_quote(article, expert=ana, muscles=["calves", "glutes", "core"])
        make_quote(article, expert=ben, muscles=["calves", "shins"])
    make_quote(make_article(title="Draft", live=False), expert=ana, muscles=["calves", "neck"])
    assert_true()


def assert_true():
    """Nothing differs from what counting anew would find."""
    assert rules.differences() == []


def an_article(title="One"):
    return Article.objects.get(title=title)


def a_quote(**fields):
    return Quote.objects.filter(article=an_article(), **fields).order_by("pk").first()


def administrator():
    return make_administrator()


HOUR = timedelta(hours=1)

WRITES = {
    "publish": lambda: publish("Draft", timezone.now()),
    "schedule": lambda: publish("Draft", timezone.now() + HOUR),
    "take down": lambda: publish("One", None),
    "another date": lambda: publish("One", timezone.now() - 9 * HOUR),
    "a quote more": lambda: make_quote(an_article(), muscles=["calves", "neck"]),
    "a quote less": lambda: a_quote().delete(),
    "an article less": lambda: an_article().delete(),
    "all quotes less": lambda: Quote.objects.all().delete(),
    "without an expert": lambda: Quote.objects.filter(pk=a_quote().pk).update(expert=None),
    "another expert": lambda: Quote.objects.update(expert=make_expert("Cleo Marsh")),
    "another article": lambda: Quote.objects.update(article=an_article("Two")),
    "into a draft": lambda: Quote.objects.update(article=an_article("Draft")),
    "a tag more": lambda: a_quote().muscles.add(group("shins")),
    "no tags": lambda: a_quote().muscles.clear(),
    "tags in bulk": lambda: TaggedQuote.objects.bulk_create(
        [TaggedQuote(content_object=a_quote(), tag=group(slug)) for slug in ("neck", "biceps")]
    ),
    "another tag": lambda: TaggedQuote.objects.filter(tag=group("calves")).update(
        tag=group("biceps")
    ),
    "moved tags": lambda: TaggedQuote.objects.filter(
        content_object=a_quote(), tag=group("glutes")
    ).update(content_object=Quote.objects.get(article=an_article("Draft"))),
    "raw SQL": lambda: sql("UPDATE articles_article SET published_at = NULL WHERE title = 'One'"),
    "experts merged": lambda: merge(
        Expert.objects.get(name="Ana Ruiz"), Expert.objects.get(name="Ben Oduya"), administrator()
    ),
    "muscles merged": lambda: merge(group("shins"), group("calves"), administrator()),
    "merged and not": lambda: merge_and_undo(administrator()),
}


def merge_and_undo(user):
    undo(merge(group("shins"), group("calves"), user), user)


def publish(title, moment):
    Article.objects.filter(title=title).update(published_at=moment, author=an_article().author)


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_they_follow_every_way_of_writing(house, write):
    before = sorted(DatedQuote.objects.values_list())
    write()
    assert_true()
    assert (before != sorted(DatedQuote.objects.values_list())) == (
        write is not WRITES["merged and not"]
    )


def test_sets_of_one_two_and_three_are_counted(house):
    make_quote(muscles=["calves", "core", "glutes", "shins"])
    assert (count(), count("calves"), count("shins")) == (5, 5, 3)
    assert (count("calves", "core"), count("core", "shins")) == (3, 1)
    assert (count("core", "calves", "glutes"), count("shins", "glutes", "core")) == (3, 1)
    assert count("neck") == count("neck", "calves") == 0


def test_great_numbers_are_written_as_readers_expect(house):
    """Also those that come with a muscle or an expert."""
    sql("UPDATE articles_tally SET number = number + 1200")
    assert str(MuscleGroup.objects.with_published_count().get(slug="calves").quote_count) == "1,204"
    assert str(Expert.objects.for_list().get(name="Ana Ruiz").quote_count) == "1,202"
    assert str(count("calves")) == "1,204"


def test_those_that_name_any_of_three_are_counted_once(house):
    ids = [group(slug).pk for slug in ("core", "glutes", "shins")]
    assert tallies.naming_any(frozenset(ids[:2])) == 2
    assert tallies.naming_any(frozenset(ids)) == 4
    make_quote(muscles=["core", "glutes", "shins"])
    assert tallies.naming_any(frozenset(ids)) == 5


def test_a_scheduled_article_counts_from_its_time_on(house, time_machine):
    hour = timezone.now() + HOUR
    publish("Draft", hour)
    ana = Expert.objects.for_list().get(name="Ana Ruiz")
    assert (count(), count("calves"), count("neck"), ana.quote_count) == (4, 4, 0, 2)
    assert MuscleGroup.objects.with_published_count().get(slug="neck").quote_count == 0
    time_machine.move_to(hour, tick=False)
    ana = Expert.objects.for_list().get(name="Ana Ruiz")
    assert (count(), count("calves"), count("neck"), ana.quote_count) == (5, 5, 1, 3)
    assert MuscleGroup.objects.with_published_count().get(slug="neck").quote_count == 1


def test_what_is_taken_back_was_never_counted(house):
    with transaction.atomic():
        publish("One", None)
        assert count("calves") == 2
        transaction.set_rollback(True)
    assert count("calves") == 4
    assert_true()


def recount(**options):
    said = StringIO()
    call_command("recount", stdout=said, **options)
    return said.getvalue()


def test_the_command_says_and_mends_what_is_wrong(house):
    assert "Nothing differs." in recount(dry_run=True)
    sql(f"DELETE FROM articles_datedtag WHERE tag_id = {group('shins').pk}")
    sql("UPDATE articles_tally SET number = 7 WHERE name = ''")
    said = recount(dry_run=True)
    assert "Rows of kind “tag”: 2 missing, 0 wrong." in said
    assert "Rows of kind “tally”:" in said
    assert count() == 7
    assert "4 quotes" in recount()
    assert count() == 4
    assert_true()


def test_without_its_rules_they_are_said_to_be_missing_and_made(house):
    rules.lift_rules()
    assert not rules.exists()
    assert "The rules that keep it true are missing." in recount()
    assert rules.exists()
    assert_true()


def test_without_the_table_of_tallies_it_is_made(house):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE articles_tally")
    assert "The rules that keep it true are missing." in recount()
    assert_true()


@pytest.mark.skipif("connection.vendor != 'postgresql'")
@pytest.mark.django_db(transaction=True)
def test_two_writers_do_not_wait_for_each_other_and_both_are_counted(house):
    """Each is in the middle of its transaction, and counts for the same muscles."""
    both, done = threading.Barrier(2, timeout=20), []

    def write(title):
        try:
            with transaction.atomic():
                publish(title, None)
                both.wait()
            done.append(title)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=[title]) for title in ("One", "Two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == ["One", "Two"]
    assert count("calves") == 0
    assert_true()


@pytest.mark.skipif("connection.vendor != 'postgresql'")
@pytest.mark.django_db(transaction=True)
def test_a_quote_that_is_added_while_its_article_is_published_is_dated(house):
    """The one who adds waits for the one who publishes."""
    article, added = an_article("Draft"), threading.Event()

    def add():
        try:
            make_quote(article, muscles=["biceps"])
            added.set()
        finally:
            connection.close()

    with transaction.atomic():
        publish("Draft", timezone.now())
        thread = threading.Thread(target=add)
        thread.start()
        assert not added.wait(0.5)
    thread.join()
    assert count("biceps") == 1
    assert_true()


@pytest.mark.django_db(transaction=True)
def test_tallies_of_many_transactions_are_summed_up(house):
    for day in range(1, 9):
        publish("One", timezone.now() - timedelta(days=day))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT name) FROM articles_tally")
        rows, names = cursor.fetchone()
    assert rows <= 3 * names
    assert_true()


@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_after_all_was_made_anew_the_first_writer_has_nothing_to_sum_up(house):
    """There may be a million tallies."""
    rules.rebuild()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FILTER (WHERE txid <> 0), count(*) FROM articles_tally")
        own, rows = cursor.fetchone()
    assert (own, rows > 20) == (0, True)


@pytest.mark.skipif("connection.vendor != 'sqlite'")
@pytest.mark.django_db(transaction=True)
def test_nothing_is_counted_in_a_database_that_was_emptied_table_by_table(house):
    """As between tests, whatever table comes first."""
    for table in ("articles_datedtag", "articles_datedquote", "articles_taggedquote"):
        sql(f"DELETE FROM {table}")
    Quote.objects.all().delete()
    assert count() == count("calves") == 0


def test_publishing_looks_at_the_quotes_of_its_article_alone(house):
    """What it costs would else grow with all that was ever published."""
    making = rules.making("SELECT id FROM articles_quote WHERE article_id IN (1)")
    reads = [sql for sql in making if sql.startswith(("INSERT", "UPDATE", "DELETE"))]
    assert len(reads) >= 6
    for statement in reads:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET LOCAL enable_seqscan = off")
                cursor.execute(f"EXPLAIN {statement}")
            else:
                cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
            plan = "\n".join(" ".join(map(str, row)) for row in cursor.fetchall())
        scanned = re.findall(r"(?:SCAN|Seq Scan on) (\S+)", plan)
        assert not [each for each in scanned if each in DATED_TABLES], plan


TAGS = {f"t{place}" for place in range(rules.MOST_TOGETHER)}
DATED_TABLES = {"a", "q", "t", *TAGS, "articles_datedquote", "articles_datedtag"}
