"""The page of one author."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.views import ON_A_LIST
from tests.factories import make_article, make_author, make_photo, make_quote

pytestmark = pytest.mark.django_db
NOW = timezone.now()
ADDRESS = "/authors/nora-whitlock/"


def titles(page):
    return [card.a.text for card in page.select(".card")]


def test_it_names_the_author_and_what_they_wrote_newest_first(read):
    make_author(biography="Writes about sport.")
    for days, title in [(2, "Old"), (1, "New"), (-1, "Scheduled")]:
        make_article(title=title, published_at=NOW - timedelta(days=days))
    make_article(title="Draft", live=False)
    make_article(title="By another", author=make_author("Another One"))
    page = read(ADDRESS)
    assert page.h1.text == "Nora Whitlock"
    assert page.select_one(".lede").text == "Writes about sport."
    assert titles(page) == ["New", "Old"]


def test_without_a_biography_there_is_no_empty_line(read):
    make_article()
    assert not read(ADDRESS).select(".lede")


def test_pages_follow_each_other_without_gap_or_repeat(read):
    for number in range(ON_A_LIST + 3):
        make_article(title=f"A{number}", published_at=NOW - timedelta(days=number // 2))
    first = read(ADDRESS)
    second = read(ADDRESS + first.select_one("a[rel=next]")["href"])
    both = titles(first) + titles(second)
    assert len(titles(first)) == ON_A_LIST
    assert len(set(both)) == len(both) == ON_A_LIST + 3


@pytest.mark.parametrize("after", ["abc", "1-1", "%00", "9" * 60])
def test_what_leads_nowhere_leads_to_the_first_page(client, after):
    make_article()
    response = client.get(f"{ADDRESS}?after={after}")
    assert (response.status_code, response["Location"]) == (301, ADDRESS)


def test_whom_readers_cannot_meet_is_not_found(client):
    make_article(live=False)
    for slug in ["nora-whitlock", "nobody", "a" * 3000]:
        assert client.get(f"/authors/{slug}/").status_code == 404


@pytest.mark.parametrize("rows", [3, 30])
def test_three_queries_however_many_rows(client, django_assert_max_num_queries, rows):
    photo = make_photo()
    for _ in range(rows):
        make_quote(make_article(cover=photo))
    with django_assert_max_num_queries(3):
        client.get(ADDRESS)


def test_a_form_cannot_be_posted_to_it(client):
    make_article()
    assert client.post(ADDRESS).status_code == 405
