"""The Atom feeds, read by the program that many readers of feeds are built on."""

from datetime import UTC, date, datetime, timedelta

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.feeds import ENTRIES
from articles.models import Article, Quote
from tests.factories import make_article, make_expert, make_quote, muscle_names

pytestmark = pytest.mark.django_db
SITE = "https://runsite.example"


@pytest.fixture(autouse=True)
def _site(settings):
    settings.SITE_URL = SITE
    settings.SITE_HOST = "runsite.example"


@pytest.fixture
def read(client):
    """The feed at a path, asked for under another host; it must be well formed."""

    def read(path):
        response = client.get(path, headers={"host": "localhost"})
        assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
        found = feedparser.parse(response.content)
        assert not found.bozo, found.get("bozo_exception")
        assert found.version == "atom10"
        assert [link.href for link in found.feed.links if link.rel == "self"] == [f"{SITE}{path}"]
        return found

    return read


def terms(entry):
    return [tag.term for tag in entry.get("tags", [])]


def test_the_feed_of_the_site_brings_published_articles_newest_first(read):
    now = timezone.now()
    old = make_article(published_at=now - timedelta(days=9))
    new = make_article(published_at=now - timedelta(days=2))
    make_article(live=False, title="A draft")
    make_article(published_at=now + timedelta(days=1), title="A scheduled one")
    found = read("/feed/")
    assert [entry.title for entry in found.entries] == [new.title, old.title]
    assert found.feed.title == "Runsite"
    assert found.feed.link == f"{SITE}/"


def test_an_article_comes_with_address_author_categories_and_who_answers(read):
    article = make_article(title="Fish & chips <legs>")
    quote = make_quote(article, muscles=["glutes", "core"], heading="Push & pull")
    make_quote(article, muscles=["core"])
    [entry] = read("/feed/").entries
    assert entry.title == "Fish & chips <legs>"
    assert entry.link == f"{SITE}{article.get_absolute_url()}"
    assert entry.id == f"tag:runsite.example,2026:article/{article.pk}"
    assert entry.author_detail.name == "Nora Whitlock"
    assert entry.author_detail.href == f"{SITE}/authors/nora-whitlock/"
    assert terms(entry) == ["Running", *muscle_names("core", "glutes")]
    assert "<p>We put one question to several people.</p>" in entry.summary
    assert f'{quote.expert.name}: <a href="{SITE}/q/{quote.pk}/">Push &amp; pull</a>' in (
        entry.summary
    )


def test_an_article_without_category_or_quotes_is_an_entry_too(read):
    make_article(category=None, standfirst="")
    [entry] = read("/feed/").entries
    assert terms(entry) == []
    assert entry.summary == ""


def test_a_quote_without_an_expert_stays_out(read):
    article = make_article()
    Quote.objects.create(article=article, heading="Nobody’s claim", body="<p>Hidden.</p>")
    [entry] = read("/feed/").entries
    assert "Nobody’s claim" not in entry.summary


@pytest.mark.parametrize(
    ("updated_on", "updated"),
    [
        (None, "2026-03-04T09:00:00+00:00"),
        (date(2026, 3, 4), "2026-03-04T09:00:00+00:00"),
        (date(2026, 5, 1), "2026-05-01T00:00:00+00:00"),
    ],
)
def test_an_entry_is_updated_when_readers_are_told_so(read, updated_on, updated):
    make_article(published_at=datetime(2026, 3, 4, 9, tzinfo=UTC), updated_on=updated_on)
    found = read("/feed/")
    assert found.entries[0].published == "2026-03-04T09:00:00+00:00"
    assert found.entries[0].updated == found.feed.updated == updated


def test_the_feed_of_a_muscle_brings_the_quotes_that_name_it(read):
    quote = make_quote(
        muscles=["glutes", "core"], heading="Push", body="<p>Glutes <em>push</em>.</p>"
    )
    make_quote(muscles=["core"])
    make_quote(make_article(live=False), muscles=["glutes"])
    found = read("/muscles/glutes/feed/")
    assert found.feed.title == f"{muscle_names('glutes')[0]} | Runsite"
    assert found.feed.link == f"{SITE}/muscles/glutes/"
    [entry] = found.entries
    assert entry.title == f"{quote.expert.name}: Push"
    assert entry.link == f"{SITE}{quote.get_absolute_url()}"
    assert entry.id == f"{SITE}/q/{quote.pk}/"
    assert entry.author == quote.expert.name
    assert terms(entry) == muscle_names("core", "glutes")
    assert "<p>Glutes <em>push</em>.</p>" in entry.summary
    assert quote.affiliation in entry.summary
    assert f'<a href="{SITE}{quote.article.get_absolute_url()}">' in entry.summary


def test_the_feed_of_an_expert_brings_what_they_said(read):
    expert = make_expert("Imani Okoro")
    quote = make_quote(expert=expert)
    make_quote()
    found = read(f"{expert.get_absolute_url()}feed/")
    assert found.feed.title == "Imani Okoro | Runsite"
    assert [entry.id for entry in found.entries] == [f"{SITE}/q/{quote.pk}/"]


def test_a_quote_without_a_heading_bears_the_title_of_its_article(read):
    quote = make_quote(muscles=["glutes"], heading="")
    [entry] = read("/muscles/glutes/feed/").entries
    assert entry.title == f"{quote.expert.name}: {quote.article.title}"


def test_a_link_within_the_site_works_outside_it_too(read):
    make_quote(muscles=["glutes"], body='<p>See <a href="/muscles/core/">core</a>.</p>')
    [entry] = read("/muscles/glutes/feed/").entries
    assert f'href="{SITE}/muscles/core/"' in entry.summary


def test_an_empty_feed_is_valid_too(read):
    assert read("/feed/").entries == []
    assert read("/muscles/glutes/feed/").entries == []


@pytest.mark.parametrize("path", ["/muscles/none/feed/", "/experts/none/feed/"])
def test_what_does_not_exist_has_no_feed(client, path):
    assert client.get(path).status_code == 404


def test_an_expert_whom_readers_cannot_meet_has_no_feed(client):
    expert = make_quote(make_article(live=False)).expert
    assert client.get(f"{expert.get_absolute_url()}feed/").status_code == 404


def test_control_signs_from_a_paste_do_not_break_a_feed(read):
    article = make_article(title="Which\x0bmuscles?", standfirst="One\x0c question.")
    make_quote(article, heading="A\x1fclaim", muscles=["glutes"])
    assert read("/feed/").entries[0].title == "Whichmuscles?"
    assert read("/muscles/glutes/feed/").entries[0].title.endswith(": Aclaim")


def test_a_feed_is_not_longer_than_readers_need(read):
    for _ in range(ENTRIES + 2):
        make_article()
    newest = Article.objects.newest_first().first()
    entries = read("/feed/").entries
    assert len(entries) == ENTRIES
    assert entries[0].title == newest.title


def test_a_feed_asks_as_often_for_30_quotes_as_for_3(client, django_assert_num_queries):
    expert = make_expert()
    paths = ["/feed/", "/muscles/glutes/feed/", f"{expert.get_absolute_url()}feed/"]
    add_quotes(expert, 3)
    few = [queries_of(client, path) for path in paths]
    add_quotes(expert, 27)
    assert [queries_of(client, path) for path in paths] == few == [3, 3, 3]


def add_quotes(expert, number):
    for _ in range(number):
        make_quote(expert=expert, muscles=["glutes", "core"])


def queries_of(client, path):
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)
