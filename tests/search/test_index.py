"""The index follows every way of writing; the same tests on every database."""

import threading
import time
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import CharField
from django.test.utils import CaptureQueriesContext

from articles import migrating
from articles.models import Article, Category, Expert, MuscleGroup, Quote
from articles.search import index
from articles.search.question import Question, Term
from tests.factories import make_article, make_category, make_expert, make_quote

pytestmark = pytest.mark.django_db


def found(model, typed, within="all"):
    kind = model._meta.model_name
    terms = Question.read(typed, {}).wanted
    return list(model.objects.filter(index.matching(kind, index.all_of(terms, within))))


def test_a_saved_row_is_found():
    quote = make_quote(heading="Lift the kneecap", body="<p>And <em>ham</em>string.</p><p>So</p>")
    assert found(Quote, "kneecap") == found(Quote, "hamstring") == [quote]
    assert found(Quote, "stringso") == found(Quote, "string") == found(Quote, "em") == []


def test_one_that_is_written_without_its_model_is_found():
    quote = make_quote()
    Quote.objects.update(body="<p>Kneecap</p>")
    assert found(Quote, "kneecap") == [quote]
    Quote.objects.bulk_update([Quote(pk=quote.pk, heading="Shoulder blade")], ["heading"])
    assert found(Quote, "shoulder") == [quote]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_quote SET body = '<p>Sideways</p>'")
    assert found(Quote, "sideways") == [quote]
    assert found(Quote, "kneecap") == []
    copy = Quote(article=quote.article, expert=quote.expert, body="<p>Copied</p>", folded_words="")
    assert found(Quote, "copied") == []
    Quote.objects.bulk_create([copy])
    assert found(Quote, "copied") == [copy]


def test_what_is_deleted_is_not_found():
    quote = make_quote(heading="Kneecap", muscles=["glutes"])
    quote.article.delete()
    assert [index.size(kind) for kind in ("article", "quote")] == [0, 0]


def test_a_quote_is_found_by_its_expert_and_its_article():
    quote = make_quote(make_article(title="Why rest?"), expert=make_expert("Ana Ruiz"))
    assert found(Quote, "rest") == found(Quote, "ruiz") == [quote]
    Expert.objects.update(name="Ana Diaz")
    Article.objects.update(title="Why sleep?")
    assert found(Quote, "rest") == found(Quote, "ruiz") == []
    assert found(Quote, "sleep diaz") == [quote]
    Quote.objects.update(article=make_article(title="Why eat?"))
    assert found(Quote, "eat") == [quote]


def test_a_quote_is_found_by_its_muscles():
    quote = make_quote(muscles=["calves"])
    calves, glutes = (MuscleGroup.objects.get(slug=slug) for slug in ("calves", "glutes"))

    def of(muscle):
        terms = [Term(("nothing",), muscles=frozenset({muscle.pk}))]
        return list(Quote.objects.filter(index.having_all("quote", terms)))

    assert (of(calves), of(glutes)) == ([quote], [])
    quote.tagged_items.update(tag=glutes)
    assert (of(calves), of(glutes)) == ([], [quote])
    quote.muscles.clear()
    assert (of(calves), of(glutes)) == ([], [])


def test_an_article_is_found_by_its_category_and_its_author():
    article = make_article(category=make_category("Rowing"), closing="<h2>Oars</h2><p>End</p>")
    assert found(Article, "rowing whitlock oars") == [article]
    Category.objects.filter(name="Rowing").update(name="Swimming")
    assert found(Article, "swimming") == [article]


def test_an_expert_is_found_by_all_that_is_known_of_them():
    expert = make_expert("Ana Ruiz", title="Coach", biography="Runs.", credentials="BSc")
    assert found(Expert, "ana coach northgate bsc runs") == [expert]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Água", "agua"),
        ("agua", "ÁGUA"),
        ("A\N{COMBINING ACUTE ACCENT}gua", "água"),
        ("Weiß", "weiss"),
        ("WEISS", "weiß"),
        ("doesn’t", "doesn't"),
        ("short-toe", "short toe"),
        ("short toe", "short-toe"),
        ("Ωmega", "ωMEGA"),
        ("ham & eggs", "ham eggs"),
        ("x" * 3000, "x" * 100),
        ("12 weeks", "12"),
        ("VO₂ max", "vo2"),
        ("10 m²", "m2"),
        ("ﬁbula", "fibula"),
        ("ẞ", "ss"),
    ],
)
def test_how_it_is_written_makes_no_difference(text, typed):
    quote = make_quote(heading=text[:160], body=f"<p>{text}</p>")
    assert found(Quote, typed) == [quote]


@pytest.mark.parametrize("typed", ["ot", '"short to"', '"toe short"', "toe-short", "amp", "nbsp"])
def test_what_does_not_stand_there_is_not_found(typed):
    make_quote(body="<p>A short&nbsp;toe &amp; a heel</p>")
    assert found(Quote, typed) == []


def test_a_phrase_does_not_run_from_one_part_into_the_next():
    make_quote(heading="Kneecap", body="<p>Stretching now</p>")
    assert found(Quote, '"kneecap stretching"') == []


@pytest.mark.parametrize("typed", ["short", "sho", '"short toe"', "short-to", "heel short"])
def test_what_stands_there_is_found_by_beginnings_and_phrases(typed):
    quote = make_quote(body="<p>A short&nbsp;toe &amp; a heel</p>")
    assert found(Quote, typed) == [quote]


def test_how_near_the_top_it_must_stand():
    quote = make_quote(make_article(title="Third"), heading="First", body="<p>Second</p>")
    assert found(Quote, "first", "names") == found(Quote, "second", "words") == [quote]
    assert found(Quote, "third") == found(Quote, "first second third") == [quote]
    assert found(Quote, "second", "names") == found(Quote, "third", "words") == []


def test_a_very_long_article_can_be_saved():
    words = " ".join(f"word{number}" for number in range(60_000))
    article = make_article(introduction=f"<p>{words}</p>", closing=f"<p>{words}</p>")
    assert found(Article, "word7") == [article]


class TestRebuilding:
    @pytest.fixture
    def spoilt(self):
        """One quote missing, one different and one left over."""
        quotes = [make_quote(heading=word) for word in ("Kneecap", "Elbow", "Wrist")]
        with connection.cursor() as cursor:
            key = "rowid" if connection.vendor == "sqlite" else "id"
            table = index.index("quote").table
            cursor.execute(f"DELETE FROM {table} WHERE {key} = %s", [quotes[0].pk])
            cursor.execute(f"UPDATE {table} SET {key} = 999999 WHERE {key} = %s", [quotes[1].pk])
            cursor.execute(
                f"UPDATE {table} SET {key} = %s WHERE {key} = %s", [quotes[1].pk, quotes[2].pk]
            )
        return quotes

    def test_the_command_says_what_differed_and_mends_it(self, spoilt):
        assert found(Quote, "kneecap") == []
        assert "Quotes: 2 missing, 1 different, 1 left over." in run("rebuild_search")
        assert found(Quote, "kneecap wrist") == []
        assert [found(Quote, word) for word in ("kneecap", "elbow", "wrist")] == [
            [quote] for quote in spoilt
        ]
        again = run("rebuild_search")
        assert again.startswith("Nothing differs.\n")
        assert "3 quotes. Next" in again

    def test_a_dry_run_mends_nothing(self, spoilt):
        assert "Next: run it without --dry-run." in run("rebuild_search", "--dry-run")
        assert found(Quote, "kneecap") == []

    def test_rules_that_were_lost_are_missed_and_come_back(self):
        index.lift_rules()
        make_quote(heading="Kneecap")
        assert "The rules that keep it true are missing." in run("rebuild_search", "--dry-run")
        assert "The rules that keep it true are missing." in run("rebuild_search")
        assert len(found(Quote, "kneecap")) == 1
        make_quote(heading="Kneecap again")
        assert len(found(Quote, "kneecap")) == 2


def run(*arguments):
    output = StringIO()
    call_command(*arguments, stdout=output)
    return output.getvalue()


class TestMigrating:
    @pytest.mark.django_db(transaction=True)
    def test_nothing_of_the_index_stands_in_the_way_of_a_migration(self):
        """SQLite makes the whole table anew for this, PostgreSQL refuses it below a view."""
        migrating.before(plan=["a migration"])
        field = Article._meta.get_field("title")
        wider = CharField(max_length=170)
        wider.set_attributes_from_name("title")
        for change in [(field, wider), (wider, field)]:
            with connection.schema_editor() as editor:
                editor.alter_field(Article, *change)
        article = make_article(title="Written while it migrates")
        migrating.after(plan=["a migration"])
        assert found(Article, "migrates") == [article]
        article.delete()
        assert index.size("article") == 0

    def test_after_one_that_failed_the_rules_come_back_with_the_next(self):
        migrating.before(plan=["a migration that fails"])
        migrating.after(plan=[])
        assert index.exists()

    def test_without_a_migration_nothing_is_touched(self):
        with CaptureQueriesContext(connection) as queries:
            migrating.before(plan=[])
            migrating.after(plan=[])
        assert not [q for q in queries if "CREATE" in q["sql"] or "DROP" in q["sql"]]

    def test_the_way_back_to_nothing_takes_the_index_along(self, monkeypatch):
        monkeypatch.setattr(connection.introspection, "table_names", list)
        migrating.after(plan=["a migration back"])
        monkeypatch.undo()
        assert not index.exists()


@pytest.mark.django_db(transaction=True)
def test_a_table_that_is_emptied_at_once_leaves_nothing_to_find():
    make_quote()
    empty = {
        "sqlite": "DELETE FROM articles_quote",
        "postgresql": "TRUNCATE articles_quote CASCADE",
    }
    with connection.cursor() as cursor:
        cursor.execute(empty[connection.vendor])
    assert (index.size("article"), index.size("quote")) == (1, 0)


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
class TestTwoWriters:
    """PostgreSQL: whoever writes second waits, and writes what the first has left."""

    @pytest.fixture
    def other(self):
        """Does something in another transaction, at the same time; `join()` waits for it."""
        threads = []

        def other(do):
            thread = threading.Thread(target=in_own_connection, args=[do])
            thread.start()
            threads.append(thread)
            # Long enough to get as far as it gets.
            time.sleep(0.3)
            return thread

        yield other
        for thread in threads:
            thread.join()

    def test_a_new_quote_of_an_expert_who_is_being_renamed(self, other):
        quote = make_quote(expert=make_expert("Ana Ruiz"))
        with transaction.atomic():
            new = make_quote(quote.article, expert=quote.expert)
            other(lambda: Expert.objects.update(name="Ana Diaz"))
        assert_true(new, "diaz", count=2)

    def test_two_quotes_in_the_other_order(self, other):
        first = make_quote(expert=make_expert("Ana Ruiz"))
        second = make_quote(expert=first.expert)
        with transaction.atomic():
            Quote.objects.filter(pk=second.pk).update(heading="Second")
            other(lambda: Expert.objects.update(name="Ana Diaz"))
            Quote.objects.filter(pk=first.pk).update(heading="First")
        assert_true(first, "first diaz")


def in_own_connection(do):
    try:
        do()
    finally:
        connection.close()


def assert_true(quote, typed, count=1):
    end = time.monotonic() + 10
    while len(found(Quote, typed)) < count and time.monotonic() < end:
        time.sleep(0.1)
    assert quote in found(Quote, typed)
    assert not any(each.total for each in index.differences())


class TestNewest:
    """What is frequent is found among the last rows, and what is rare anywhere."""

    @pytest.fixture
    def numbered(self):
        """Quotes by their ids, in several blocks and at the edge of one."""
        article, expert = make_article(), make_expert("Ana Ruiz")
        for pk in (1, 4095, 4096, 9000, 70_000, 70_001):
            make_quote(article, pk=pk, expert=expert, heading="Kneecap", body="<p>Elbow</p>")
        Quote.objects.filter(pk=4095).update(heading="Wrist")

    @pytest.mark.parametrize(
        ("typed", "most", "expected"),
        [
            ("elbow", 1, [70_001]),
            ("elbow", 3, [70_001, 70_000, 9000]),
            ("elb", 9, [70_001, 70_000, 9000, 4096, 4095, 1]),
            ("wrist", 2, [4095]),
            ("elbow -kneecap", 2, [4095]),
            ("shoulder", 2, []),
        ],
    )
    def test_the_last_ones_that_answer(self, numbered, typed, most, expected):
        assert index.newest("quote", Question.read(typed, {}), most=most) == expected

    @pytest.mark.parametrize(
        ("typed", "expected"),
        [
            ("kneecap", {70_001, 70_000}),
            ("wrist", {4095}),
            ("elbow", set()),
            ("wrist -elbow", set()),
            ("wrist -shoulder", {4095}),
        ],
    )
    def test_the_last_ones_by_name(self, numbered, typed, expected):
        question = Question.read(typed, {})
        assert index.newest_by_name("quote", question, most=2) == expected

    def test_drafts_take_no_place(self, numbered):
        for pk in range(70_002, 70_005):
            make_quote(make_article(live=False), pk=pk, heading="Kneecap", body="<p>Elbow</p>")
        asked = Question.read("kneecap", {})
        assert index.newest("quote", asked, most=1)[0] == 70_001
        assert index.newest_by_name("quote", asked, most=1) == {70_001}
        assert set(index.newest("quote", Question(), most=2)) == {70_001, 70_000}

    def test_a_row_that_moves_into_another_block_is_found_there(self, numbered):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE articles_quote SET id = 70002 WHERE id = 1")
        assert not any(each.total for each in index.differences())
        asked = Question.read("elbow", {})
        assert index.newest("quote", asked, most=1) == [70_002]
