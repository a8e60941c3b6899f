"""SQLite's REPLACE takes rows away, and their triggers fire as well."""

import re
from graphlib import TopologicalSorter

import pytest
from django.db import connection

from articles.models import Quote, TaggedQuote
from articles.search import index
from tests.dated.test_rules import a_quote, an_article, assert_true, count, group, house, sql

__all__ = ["house"]
pytestmark = [
    pytest.mark.skipif("connection.vendor != 'sqlite'"),
    pytest.mark.django_db,
]
WRITTEN = re.compile(r"(?:INSERT INTO|UPDATE|DELETE FROM) (articles_\w+)")


def test_a_tag_that_takes_the_id_of_another_quotes(house):
    one, other = Quote.objects.filter(article=an_article()).order_by("pk")
    taken = TaggedQuote.objects.get(content_object=one, tag=group("core"))
    sql(f"""REPLACE INTO articles_taggedquote (id, content_object_id, tag_id, role, condition)
        VALUES ({taken.pk}, {other.pk}, {group("neck").pk}, 'main', '')""")
    assert (count("core"), count("neck")) == (1, 1)
    assert_true()
    assert not any(each.total for each in index.differences())


def test_tags_that_become_one(house):
    sql(f"UPDATE OR REPLACE articles_taggedquote SET tag_id = {group('calves').pk}")
    assert list(a_quote().muscles.all()) == [group("calves")]
    assert (count("calves"), count("core")) == (4, 0)
    assert_true()


def test_no_rule_sets_itself_off(house):
    """As it would now if it wrote what it watches, by another or by itself."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
    written = {}
    for table, text in triggers:
        written.setdefault(table, set()).update(WRITTEN.findall(text))
    assert "articles_datedtag" in written["articles_taggedquote"]
    # Refuses a circle.
    TopologicalSorter(written).prepare()
