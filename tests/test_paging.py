"""Pages by key: each row once, in order, whatever stands in the address."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.models import Article
from articles.paging import page_after
from tests.factories import make_article

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 4, 2, 12, tzinfo=UTC)


def make_articles(*seconds):
    """One article for each number of seconds after noon."""
    return [make_article(published_at=NOON + timedelta(seconds=each)) for each in seconds]


def walk(queryset, size):
    """The rows of all pages, page by page, as a reader follows the links."""
    pages, after = [], ""
    while page := page_after(queryset, after, size=size):
        pages.append(page.rows)
        after = page.after
        if not after:
            break
    return pages


def test_the_newest_come_first_in_pages_of_the_given_size():
    oldest, newest, middle = make_articles(1, 3, 2)
    assert walk(Article.objects.all(), 2) == [[newest, middle], [oldest]]


@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_of_one_moment_the_last_made_comes_first_and_none_is_lost(size):
    made = make_articles(0, 0, 0, 0, 0)
    pages = walk(Article.objects.all(), size)
    assert [row for rows in pages for row in rows] == made[::-1]
    assert all(len(rows) == size for rows in pages[:-1])


def test_moments_are_told_apart_by_the_microsecond():
    earlier, later = make_articles(0.000001, 0.000002)
    assert walk(Article.objects.all(), 1) == [[later], [earlier]]


def test_the_last_page_leads_no_further():
    make_articles(1, 2, 3)
    assert page_after(Article.objects.all(), "", size=3).after == ""
    assert page_after(Article.objects.all(), "", size=2).after != ""


def test_a_page_without_rows_is_the_first_page_of_an_empty_list():
    assert page_after(Article.objects.all(), "", size=3) == ([], "")


def test_a_key_with_nothing_after_it_leads_nowhere():
    article, *_ = make_articles(1, 2)
    key = page_after(Article.objects.all(), "", size=1).after
    article.delete()
    assert page_after(Article.objects.all(), key, size=1) is None


def test_a_page_stays_where_it_was_when_its_row_goes_and_newer_ones_come():
    oldest, middle, newest = make_articles(1, 2, 3)
    key = page_after(Article.objects.all(), "", size=2).after
    middle.delete()
    make_articles(4)
    assert page_after(Article.objects.all(), key, size=2).rows == [oldest]
    assert newest


@pytest.mark.parametrize(
    "after",
    [
        "abc",
        "1",
        "-",
        "1-",
        "-1",
        "1-1-1",
        "-5-3",
        "1.5-2",
        " 1-1",
        "1-1\n",
        "١-١",
        "\x00",
        "9" * 18 + "-1",
        "1-" + "9" * 19,
        "2026-04-02T12:00",
    ],
)
def test_what_is_no_key_leads_nowhere(after):
    make_articles(1)
    assert page_after(Article.objects.all(), after, size=1) is None


def test_the_greatest_and_the_least_key_are_only_far_away():
    [article] = make_articles(1)
    assert page_after(Article.objects.all(), f"{'9' * 17}-{'9' * 18}", size=1).rows == [article]
    assert page_after(Article.objects.all(), "0-0", size=1) is None
