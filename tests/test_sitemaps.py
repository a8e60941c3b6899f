"""The sitemap: every page that may be in an index, and no other."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree

from articles import sitemaps
from articles.models import Category
from tests.factories import make_article, make_author, make_expert, make_page, make_quote

pytestmark = pytest.mark.django_db
SITE = "https://runsite.example"


@pytest.fixture
def sitemap(client, settings):
    """Calls to it map each address in its parts to its date, asked for under another host."""
    settings.SITE_URL = SITE

    def rows(address):
        response = client.get(address, headers={"host": "localhost"})
        assert response.headers["Content-Type"] == "application/xml"
        root = etree.fromstring(response.content)
        return [{etree.QName(field).localname: field.text for field in url} for url in root]

    def sitemap():
        parts = [row["loc"].removeprefix(SITE) for row in rows("/sitemap.xml")]
        found = [row for part in parts for row in rows(part)]
        return {row["loc"].removeprefix(SITE): row.get("lastmod") for row in found}

    return sitemap


def test_an_empty_site_lists_its_indexes(sitemap):
    assert set(sitemap()) == {"/", "/articles/", "/quotes/", "/muscles/", "/experts/"}


def test_an_article_brings_its_category_author_experts_and_muscles(sitemap):
    quote = make_quote(make_article(author=make_author("Nora Whitlock")), muscles=["glutes"])
    assert {
        quote.article.get_absolute_url(),
        quote.expert.get_absolute_url(),
        "/articles/?category=running",
        "/authors/nora-whitlock/",
        "/muscles/glutes/",
    } <= set(sitemap())


def test_what_readers_cannot_see_stays_out(sitemap):
    draft = make_article(
        live=False,
        author=make_author("Unknown Author"),
        category=Category.objects.create(name="Rowing", slug="rowing"),
    )
    make_quote(draft, expert=make_expert(slug="unknown-expert"), muscles=["glutes"])
    make_article(slug="scheduled", published_at=timezone.now() + timedelta(days=1))
    hidden = {"/muscles/glutes/", "/experts/unknown-expert/", "/authors/unknown-author/"}
    hidden |= {draft.get_absolute_url(), "/articles/scheduled/", "/articles/?category=rowing"}
    assert not hidden & set(sitemap())


def test_an_article_has_the_date_that_readers_see(sitemap):
    moment = datetime(2026, 3, 4, 9, tzinfo=UTC)
    make_article(slug="as-it-was", published_at=moment)
    make_article(slug="updated", published_at=moment, updated_on=date(2026, 5, 1))
    dates = sitemap()
    assert dates["/articles/as-it-was/"] == "2026-03-04"
    assert dates["/articles/updated/"] == "2026-05-01"


def test_a_simple_page_has_the_date_of_its_last_change(sitemap):
    page = make_page()
    assert sitemap()[page.get_absolute_url()] == str(page.updated_on)


def test_every_address_leads_to_a_page(sitemap, client):
    make_quote(muscles=["glutes"])
    make_page()
    for path in sitemap():
        if path != "/quotes/":
            assert client.get(path).status_code == 200, path


def test_a_part_holds_so_many_and_each_address_stands_in_one(client, monkeypatch):
    monkeypatch.setattr(sitemaps, "IDS_IN_A_PART", 2)
    articles = [make_article() for _ in range(5)]
    first = (articles[0].pk + 1) // 2
    found = [
        client.get(f"/sitemap-articles-{number}.xml").text.count("<loc>")
        for number in range(first, first + 3)
    ]
    assert sum(found) == 5
    assert max(found) == 2


@pytest.mark.parametrize("part", ["articles-0", "articles-99", "site-2", "elbows-1", "articles-x"])
def test_a_part_that_is_not_there_is_not_found(client, part):
    assert client.get(f"/sitemap-{part}.xml").status_code == 404


def test_the_sitemap_asks_as_often_for_30_articles_as_for_3(client):
    def queries():
        with CaptureQueriesContext(connection) as found:
            for part in ["", "-site-1", "-articles-1", "-experts-1", "-authors-1"]:
                client.get(f"/sitemap{part}.xml")
        return len(found)

    add_articles(3)
    few = queries()
    add_articles(27)
    assert queries() == few <= 30


def add_articles(number):
    for _ in range(number):
        article = make_article(author=make_author(f"Author {make_page().pk}"))
        make_quote(article, muscles=["glutes", "core"])
