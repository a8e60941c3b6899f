"""The address of an article: who may read it, its one-muscle view, what it costs."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import FormerAddress, RelatedLink
from tests.factories import (
    make_article,
    make_editor,
    make_expert,
    make_page,
    make_photo,
    make_quote,
)

pytestmark = pytest.mark.django_db


def by(name, article, **fields):
    return make_quote(article, expert=make_expert(name), **fields)


@pytest.fixture
def article():
    """Ana and Ben name the calves, Cleo does not."""
    article = make_article(slug="springs")
    by("Ana", article, muscles=["calves", "glutes"])
    by("Ben", article, muscles=["calves"])
    by("Cleo", article, muscles=["core"])
    return article


def speakers(page):
    return [name.text for name in page.select("section.expert .who strong")]


def unpublished():
    return [make_article(live=False), make_article(published_at=timezone.now() + timedelta(days=1))]


def test_an_article_with_nothing_in_it_yet_promises_no_contents(client, article):
    empty = make_article(introduction="", question="", closing="")
    assert b"In this article" not in client.get(empty.get_absolute_url()).content
    assert b"In this article" in client.get(article.get_absolute_url()).content


class TestOneMuscle:
    def test_only_the_sections_that_name_it_stay(self, read, article):
        assert speakers(read("/articles/springs/")) == ["Ana", "Ben", "Cleo"]
        assert speakers(read("/articles/springs/?muscle=calves")) == ["Ana", "Ben"]

    def test_a_notice_says_how_many_and_offers_the_way_back(self, read, article):
        notice = read("/articles/springs/?muscle=calves").select_one("#only .notice")
        assert notice.strong.text == "2 of 3 experts on calves."
        assert {a.text: a["href"] for a in notice.select("a")} == {
            "Show all.": "/articles/springs/",
            "Calves in every article": "/muscles/calves/",
        }

    def test_sentences_that_name_it_are_marked_and_lead_to_the_next(self, read):
        article = make_article(slug="sinews")
        by("Ana", article, muscles=["calves"], body="<p>First. The <em>calves</em> push.</p>")
        by("Ben", article, muscles=["calves"], body="<p>I never say it.</p>")
        by("Cleo", article, muscles=["calves"], body="<p>Your calf muscle. Then the core.</p>")
        page = read("/articles/sinews/?muscle=calves")
        marks = [(mark.get("id"), mark.text) for mark in page.select("mark")]
        assert marks == [("m1", "The calves push."), ("m2", "Your calf muscle.")]
        onward = {a["href"]: a.text for a in page.select(".tools a[href^='#m']")}
        assert onward == {"#m1": "Back to the first mention", "#m2": "Next mention: Cleo"}
        assert page.select_one("#only .tools a")["href"] == "#m1"

    def test_without_a_muscle_nothing_is_marked(self, read, article):
        assert not read("/articles/springs/").select("mark, a[href='#m1']")

    def test_without_a_muscle_there_is_no_notice(self, read, article):
        assert not read("/articles/springs/").select("#only")

    def test_an_expert_who_names_it_twice_counts_once(self, read, article):
        ana = article.quotes.first().expert
        make_quote(article, expert=ana, muscles=["calves"])
        notice = read("/articles/springs/?muscle=calves").select_one("#only .notice")
        assert notice.strong.text == "2 of 3 experts on calves."

    def test_introduction_contents_and_closing_step_back(self, read, article):
        filtered = read("/articles/springs/?muscle=calves")
        assert not filtered.select(".toc")
        assert "Ask a runner where it hurts" not in filtered.text
        assert "Before you change anything" not in filtered.text

    def test_the_table_keeps_all_experts_and_all_totals(self, read, article):
        whole, filtered = read("/articles/springs/"), read("/articles/springs/?muscle=calves")
        cells = "table.grid td"
        assert [td.text for td in whole.select(cells)] == [td.text for td in filtered.select(cells)]

    def test_the_table_leads_to_experts_who_are_not_shown_on_the_whole_page(self, read, article):
        cleo = article.quotes.last()
        links = read("/articles/springs/?muscle=calves").select("table.grid thead a")
        assert links[0]["href"].startswith("#q-")
        assert links[2]["href"] == f"/articles/springs/#q-{cleo.pk}"

    def test_it_is_marked_on_the_map_and_in_the_table_and_there_leads_back(self, read, article):
        filtered = read("/articles/springs/?muscle=calves")
        [row] = filtered.select("tr[aria-current]")
        [area] = filtered.select("svg a[aria-current]")
        assert row.th.text == "Calves"
        assert area.title.text == "Calves: 2 of 3, selected"
        assert row.th.a["href"] == area["href"] == "/articles/springs/"

    @pytest.mark.parametrize(
        ("query", "location"),
        [
            ("muscle=neck", ""),
            ("muscle=elbow", ""),
            ("muscle=", ""),
            ("muscle=%00", ""),
            ("muscle=%F0%28", ""),
            ("muscle=" + "a" * 3000, ""),
            ("muscle=calves&muscle=calves", "?muscle=calves"),
            ("muscle=core&muscle=calves", "?muscle=calves"),
            ("muscle=Calves", ""),
        ],
        ids=lambda text: text[:30],
    )
    def test_another_choice_leads_to_the_canonical_address(self, client, article, query, location):
        response = client.get(f"/articles/springs/?{query}")
        assert response.status_code == 301
        assert response["Location"] == f"/articles/springs/{location}"


class TestFormerAddresses:
    def test_a_former_address_leads_to_the_present_one(self, client, article):
        FormerAddress.objects.create(article=article, slug="coils")
        response = client.get("/articles/coils/")
        assert (response.status_code, response["Location"]) == (301, "/articles/springs/")

    def test_that_of_a_draft_does_not_give_it_away(self, client):
        FormerAddress.objects.create(article=make_article(live=False), slug="coils")
        assert client.get("/articles/coils/").status_code == 404

    def test_an_article_of_that_address_comes_first(self, read, article):
        FormerAddress.objects.create(article=make_article(), slug="springs")
        assert speakers(read("/articles/springs/")) == ["Ana", "Ben", "Cleo"]


class TestWhoMayRead:
    def test_nobody_else_sees_a_draft_or_a_scheduled_article(self, client):
        client.cookies["unrelated"] = "1"
        for article in unpublished():
            assert client.get(article.get_absolute_url()).status_code == 404

    def test_staff_without_the_right_do_not_see_it_either(self, client):
        client.force_login(User.objects.create_user("helper", is_staff=True))
        for article in unpublished():
            assert client.get(article.get_absolute_url()).status_code == 404

    def test_an_editor_sees_it_under_a_banner_and_nobody_keeps_it(self, client):
        client.force_login(make_editor())
        for article in unpublished():
            response = client.get(article.get_absolute_url())
            page = BeautifulSoup(response.content, "html5lib")
            banner = page.select_one("aside[aria-label='For editors']")
            assert article.state_in_words in banner.text
            assert "Only editors see this page." in banner.text
            assert banner.a["href"] == f"/admin/articles/article/{article.pk}/change/"
            assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex,follow"
            assert "no-store" in response["Cache-Control"]

    def test_above_a_live_article_the_banner_says_so(self, client, read, article):
        client.force_login(make_editor())
        banner = read("/articles/springs/").select_one("aside[aria-label='For editors']")
        assert "Live since" in banner.text
        assert "Only editors" not in banner.text

    def test_the_banner_counts_the_quotes_that_lack_an_expert(self, client, read, article):
        make_quote(article, expert=None)
        client.force_login(make_editor())
        banner = read("/articles/springs/").select_one("aside[aria-label='For editors']")
        assert "1 quote without an expert is not shown." in banner.text
        make_quote(article, expert=None)
        banner = read("/articles/springs/").select_one("aside[aria-label='For editors']")
        assert "2 quotes without an expert are not shown." in banner.text

    def test_each_quote_leads_an_editor_to_its_card(self, client, read, article):
        client.force_login(make_editor())
        links = [
            a["href"] for a in read("/articles/springs/").find_all("a", string="Edit this quote")
        ]
        form = f"/admin/articles/article/{article.pk}/change/"
        assert links == [f"{form}?quote={quote.pk}" for quote in article.quotes.all()]

    def test_readers_see_nothing_that_is_for_editors(self, client, read, article):
        for _ in "without and with an account":
            found = read("/articles/springs/")
            assert "/admin/" not in str(found)
            assert "For editors" not in str(found)
            client.force_login(User.objects.get_or_create(username="reader")[0])

    def test_a_reader_gets_a_page_that_may_be_shared(self, client, article):
        response = client.get("/articles/springs/")
        assert "Cookie" not in response.get("Vary", "")
        assert not response.cookies
        assert "no-store" not in response.get("Cache-Control", "")


def test_a_form_cannot_be_posted_to_it(client, article):
    assert client.post("/articles/springs/").status_code == 405


def test_its_head_can_be_asked_for_alone(client, article):
    response = client.head("/articles/springs/")
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize("rows", [3, 30])
@pytest.mark.parametrize("query", ["", "?muscle=calves"])
def test_four_queries_however_many_quotes(client, django_assert_max_num_queries, rows, query):
    article = make_article(slug="long", cover=make_photo())
    photo = make_photo()
    for position in range(1, rows + 1):
        make_page()
        expert = make_expert(portrait=photo)
        make_quote(article, expert=expert, photo=photo, muscles=["calves", "glutes"])
        other = make_quote(muscles=["calves"]).article
        if position % 3 == 0:
            RelatedLink.objects.create(article=article, position=position, target=other)
            link = {"title": "Elsewhere", "url": f"https://example.org/{position}"}
            RelatedLink.objects.create(article=article, position=position, **link)
    with django_assert_max_num_queries(4):
        response = client.get(f"/articles/long/{query}")
    page = BeautifulSoup(response.content, "html5lib")
    assert len(page.select("section.expert .who")) == rows
    assert len(page.select(".related .card")) == {3: 4, 30: 5}[rows]
    assert len(page.select("footer nav a")) == rows


def test_without_quotes_it_takes_no_more(client, django_assert_max_num_queries):
    article = make_article()
    with django_assert_max_num_queries(4):
        assert client.get(article.get_absolute_url()).status_code == 200


def test_the_footer_names_the_simple_pages_in_their_order(read, article):
    make_page(title="Second", position=2)
    make_page(title="“First” & 'best'", slug="first", position=1)
    make_page(title="Hidden", in_footer=False)
    links = read("/articles/springs/").select("footer nav a")
    assert [a.text for a in links] == ["“First” & 'best'", "Second"]
    assert links[0]["href"] == "/first/"
