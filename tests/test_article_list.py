"""The list of articles, whole and by category."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.views import ON_A_LIST
from tests.factories import make_article, make_category, make_photo, make_quote

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def titles(page):
    return [card.a.text for card in page.select(".card")]


@pytest.fixture
def two_categories():
    make_article(title="Rowed", category=make_category("Rowing"))
    make_article(title="Ran", category=make_category("Running"))


def test_what_is_published_stands_there_newest_first(read):
    for days, title in [(3, "Old"), (1, "New"), (2, "Middle"), (-1, "Scheduled")]:
        make_article(title=title, published_at=NOW - timedelta(days=days))
    make_article(title="Draft", live=False)
    assert titles(read("/articles/")) == ["New", "Middle", "Old"]


def test_each_says_category_experts_and_reading_time(read):
    article = make_article(introduction="<p>" + "word " * 240 + "</p>")
    make_quote(article)
    make_quote(article)
    [card] = read("/articles/").select(".card")
    assert [p.text for p in card.select("p")] == ["Running", "2 experts, 2 min read"]
    assert card.a["href"] == article.get_absolute_url()


def test_one_category(read, two_categories):
    page = read("/articles/?category=rowing")
    assert page.h1.text == "Rowing"
    assert titles(page) == ["Rowed"]
    assert page.select_one(".kind a")["href"] == "/articles/"
    [chosen] = page.select(".chips [aria-current]")
    assert chosen.text == "Rowing"


def test_the_categories_with_something_to_read_are_offered(read, two_categories):
    make_category("Empty")
    make_article(live=False, category=make_category("Draft alone"))
    chips = {a.text: a["href"] for a in read("/articles/").select(".chips a")}
    assert chips == {
        "Rowing": "/articles/?category=rowing",
        "Running": "/articles/?category=running",
    }


@pytest.mark.parametrize("query", ["", "category=running&"])
def test_pages_follow_each_other_without_gap_or_repeat(read, query):
    make_article(title="Elsewhere", category=make_category("Rowing"), published_at=NOW)
    for number in range(ON_A_LIST + 3):
        published_at = NOW - timedelta(days=number // 2)
        make_article(title=f"Ran {number}", published_at=published_at)
    first = read(f"/articles/?{query}".rstrip("?"))
    following = first.select_one("a[rel=next]")
    second = read(f"/articles/{following['href']}")
    both = titles(first) + titles(second)
    assert len(titles(first)) == ON_A_LIST
    assert len(set(both)) == len(both) == ON_A_LIST + (3 if query else 4)
    assert ("Elsewhere" in both) is not bool(query)
    assert not second.select("a[rel=next]")


@pytest.mark.parametrize(
    ("query", "location"),
    [
        ("category=none", "/articles/"),
        ("category=%00", "/articles/"),
        ("category=" + "a" * 3000, "/articles/"),
        ("category=caf%C3%A9", "/articles/"),
        ("category=", "/articles/"),
        ("category=none&category=rowing", "/articles/?category=rowing"),
        ("category=rowing&category=rowing", "/articles/?category=rowing"),
        ("after=abc", "/articles/"),
        ("after=1-1", "/articles/"),
        ("after=%00", "/articles/"),
        ("after=" + "9" * 40 + "-1", "/articles/"),
        ("category=rowing&after=1-1", "/articles/?category=rowing"),
    ],
    ids=lambda text: text[:20],
)
def test_what_leads_nowhere_leads_to_the_first_page(client, two_categories, query, location):
    response = client.get(f"/articles/?{query}")
    assert (response.status_code, response["Location"]) == (301, location)


def test_a_category_without_anything_to_read_is_no_page(client):
    make_article(live=False, category=make_category("Draft alone"))
    assert client.get("/articles/?category=draft-alone").status_code == 301


def test_an_empty_list_says_so(read):
    assert "The first article is being written." in read("/articles/").text


@pytest.mark.parametrize("rows", [3, 30])
@pytest.mark.parametrize("query", ["", "?category=running"])
def test_three_queries_however_many_rows(client, django_assert_max_num_queries, rows, query):
    photo = make_photo()
    for number in range(rows):
        make_quote(make_article(cover=photo))
        make_article(category=make_category(f"Category {number}"))
    with django_assert_max_num_queries(3):
        client.get(f"/articles/{query}")


def test_a_form_cannot_be_posted_to_it(client):
    assert client.post("/articles/").status_code == 405
