"""The front page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.views import ON_HOME
from tests.factories import make_article, make_expert, make_page, make_photo, make_quote

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def days_ago(days, **fields):
    return make_article(published_at=NOW - timedelta(days=days), **fields)


def titles(page):
    return [card.h3.text for card in page.select("#latest .card")]


def test_the_newest_article_leads_with_its_standfirst_and_others_follow(read):
    days_ago(3, title="Old")
    days_ago(1, title="New", standfirst="We asked.")
    days_ago(2, title="Middle")
    page = read("/")
    assert titles(page) == ["New", "Middle", "Old"]
    lead = page.select_one(".card.lead")
    assert [p.text for p in lead.select("p")] == ["Running", "We asked.", "0 experts, 1 min read"]
    assert lead.a["href"].startswith("/articles/article-")
    assert "being written" not in page.text


def test_an_article_without_category_leads_without_one(read):
    days_ago(1, category=None, standfirst="We asked.")
    lead = read("/").select_one(".card.lead")
    assert [p.text for p in lead.select("p")] == ["We asked.", "0 experts, 1 min read"]


def test_there_are_six_at_most_and_the_way_to_all(read):
    for number in range(ON_HOME + 2):
        days_ago(number + 1)
    page = read("/")
    assert len(titles(page)) == ON_HOME
    assert page.find("a", string="All articles")["href"] == "/articles/"


def test_only_what_is_published_is_shown_and_counted(read):
    for article in [make_article(live=False), days_ago(-1)]:
        make_quote(article, muscles=["calves"])
    make_quote(days_ago(2, title="Seen"), expert=make_expert("Seen Expert"), muscles=["calves"])
    page = read("/")
    assert titles(page) == ["Seen"]
    assert [name.text for name in page.select("#experts .who strong")] == ["Seen Expert"]
    calves = next(a for a in page.select("#muscles a") if a.text.startswith("Calves"))
    assert (calves["href"], calves.span.text) == ("/muscles/calves/", "1")


def test_the_button_counts_what_readers_can_see(read):
    make_quote(make_article(live=False))
    make_quote()
    assert read("/").select_one("a.button").text == "Browse the quotes"
    make_quote()
    assert read("/").select_one("a.button").text == "Browse all 2 quotes"


def test_the_map_leads_to_muscles_that_somebody_speaks_about(read):
    make_quote(muscles=["calves"])
    areas = {a.title.text: a.get("href") for a in read("/").select("svg.body :has(> title)")}
    assert areas["Calves: 1 quote"] == "/muscles/calves/"
    assert areas["Neck: 0 quotes"] is None
    assert len(areas) == 21


def test_the_newest_quote_stands_alone_with_its_first_sentence(read):
    make_quote(days_ago(2))
    quote = make_quote(days_ago(1), body="<p>Stand <em>up</em>. Then sit.</p><p>More.</p>")
    pull = read("/").select_one("section[aria-label='A quote worth keeping']")
    assert pull.blockquote.text == "“Stand up.”"
    assert pull.blockquote["cite"] == quote.get_absolute_url()
    assert [(link.text, link["href"]) for link in pull.select("a")] == [
        (quote.expert.name, quote.expert.get_absolute_url()),
        (quote.article.title, quote.get_absolute_url()),
    ]
    assert "Running coach, Northgate Track Club. In Which" in pull.text


def test_without_an_affiliation_the_speaker_is_only_named(read):
    quote = make_quote(affiliation="")
    assert f"{quote.expert.name}In Which" in read("/").text


def test_experts_quoted_last_come_first(read):
    make_quote(days_ago(1), expert=make_expert("Newly"))
    make_quote(days_ago(2), expert=make_expert("Before"))
    assert [s.text for s in read("/").select("#experts .who strong")] == ["Newly", "Before"]


def test_an_empty_site_says_so_and_nothing_is_broken(read):
    page = read("/")
    assert "The first article is being written." in page.text
    assert not page.select("#experts, blockquote")


def test_the_footer_names_the_simple_pages_in_their_order(read):
    make_page(title="Second", position=2)
    make_page(title="First", position=1)
    make_page(title="Hidden", in_footer=False)
    assert [a.text for a in read("/").select("footer a")] == ["First", "Second"]


@pytest.mark.parametrize("rows", [3, 30])
def test_eight_queries_however_many_rows(client, django_assert_max_num_queries, rows):
    photo = make_photo()
    for _ in range(rows):
        article = make_article(cover=photo)
        make_quote(article, expert=make_expert(portrait=photo), muscles=["calves", "glutes"])
        make_page()
    with django_assert_max_num_queries(8):
        client.get("/")


def test_a_form_cannot_be_posted_to_it(client):
    assert client.post("/").status_code == 405
