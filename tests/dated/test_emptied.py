"""Tables that are emptied at once in PostgreSQL, where no trigger sees a row go."""

import threading
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from articles.models import DatedQuote, DatedTag
from articles.search import index
from tests.dated.test_rules import count, house, sql

__all__ = ["house"]
pytestmark = [
    pytest.mark.skipif("connection.vendor != 'postgresql'"),
    pytest.mark.django_db(transaction=True),
]


def assert_nothing_differs():
    for command in ("recount", "rebuild_search"):
        said = StringIO()
        call_command(command, dry_run=True, stdout=said)
        assert "Nothing differs." in said.getvalue()


@pytest.mark.parametrize("tables", ["articles_taggedquote", "articles_musclegroup CASCADE"])
def test_without_their_tags_quotes_stay_and_count(house, tables):
    sql(f"TRUNCATE {tables}")
    assert (DatedQuote.objects.count(), DatedTag.objects.count(), count()) == (4, 0, 4)
    assert set(DatedQuote.objects.values_list("tags", flat=True)) == {""}
    assert index.size("quote") == 5
    assert_nothing_differs()


@pytest.mark.parametrize(
    "table", ["articles_quote", "articles_article", "articles_expert", "articles_category"]
)
def test_without_quotes_nothing_is_counted(house, table):
    sql(f"TRUNCATE {table} CASCADE")
    assert (DatedQuote.objects.count(), count(), count("calves")) == (0, 0, 0)
    assert index.size("quote") == 0
    assert_nothing_differs()


def test_those_written_afterwards_are_counted(house):
    sql("TRUNCATE articles_taggedquote")
    sql("""INSERT INTO articles_taggedquote (content_object_id, tag_id, role, condition)
        SELECT q.id, m.id, 'main', '' FROM articles_quote q, articles_musclegroup m
        WHERE m.slug IN ('calves', 'neck')""")
    assert (count(), count("calves", "neck")) == (4, 4)
    assert_nothing_differs()


def test_who_is_counting_a_quote_ends_first(house):
    """Between two statements of its trigger: what it has taken off, no one else may take off."""
    emptied = threading.Event()

    def empty():
        try:
            sql("TRUNCATE articles_taggedquote")
            emptied.set()
        finally:
            connection.close()

    with transaction.atomic():
        sql("SELECT 1 FROM articles_quote FOR NO KEY UPDATE")
        thread = threading.Thread(target=empty)
        thread.start()
        assert not emptied.wait(0.5)
    thread.join()
    assert emptied.is_set()
    assert_nothing_differs()
