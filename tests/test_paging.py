"""Pages by key: every row once, whatever is added or taken away meanwhile."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from articles.paging import page_after
from tests.factories import make_article, make_quote

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def seven():
    """Seven articles, two of each moment, so that pages end between equals."""
    return [make_article(published_at=NOW - timedelta(days=number // 2)) for number in range(7)]


def first(size, after=""):
    return page_after(Article.objects.all(), after, size=size)


def walk(size):
    page = first(size)
    yield page.rows
    while page.after:
        page = first(size, page.after)
        yield page.rows


def in_order():
    return sorted(Article.objects.all(), key=lambda a: (a.published_at, a.pk), reverse=True)


@pytest.mark.parametrize("size", [1, 2, 3, 6, 7, 8])
def test_the_pages_hold_every_row_once_newest_first(seven, size):
    pages = list(walk(size))
    assert [row for page in pages for row in page] == in_order()
    assert all(len(page) == size for page in pages[:-1])


def test_the_last_page_names_no_next_one(seven):
    assert first(7).after == ""
    assert first(6).after != ""


def test_without_rows_there_is_a_first_page_and_it_is_empty():
    assert first(3) == ([], "")


def test_a_row_added_on_top_moves_nothing(seven):
    before = first(3)
    second = first(3, before.after).rows
    make_article(published_at=NOW + timedelta(minutes=1))
    assert first(3, before.after).rows == second


def test_the_row_that_the_key_came_from_may_be_gone(seven):
    page = first(3)
    second = first(3, page.after).rows
    page.rows[-1].delete()
    assert first(3, page.after).rows == second


def test_rows_may_be_ordered_by_a_date_of_a_related_row(seven):
    quotes = [make_quote(article) for article in seven]
    manager = quotes[0].__class__.objects.select_related("article")
    found, after = [], ""
    while True:
        page = page_after(manager, after, size=2, date="article__published_at")
        found += page.rows
        after = page.after
        if not after:
            break
    newest = sorted(quotes, key=lambda q: (q.article.published_at, q.pk), reverse=True)
    assert found == newest


@pytest.mark.parametrize(
    "key",
    ["abc", "1", "-", "1-", "-1", "1-2-3", "1.5-2", "+1-2", " 1-2", "1-2\n", "\x00", "²-1", "٣-1"],
)
def test_what_is_no_key_leads_nowhere(seven, key):
    assert first(3, key) is None


@pytest.mark.parametrize("key", ["9" * 40 + "-1", "1-" + "9" * 40])
def test_a_key_too_long_for_the_database_leads_nowhere(seven, key):
    assert first(3, key) is None


def test_the_longest_keys_do_no_harm(seven):
    assert first(3, f"{'9' * 17}-{'9' * 18}").rows == in_order()[:3]


def test_a_key_before_all_rows_leads_nowhere(seven):
    assert first(3, "1-1") is None
