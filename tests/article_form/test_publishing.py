"""Address, date, buttons, and what stops an article from being published."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, FormerAddress, Quote
from tests.article_form.form import ADD, change, fields, post, problems
from tests.factories import (
    make_article,
    make_photo,
    make_quote,
)

pytestmark = pytest.mark.django_db


def test_two_articles_of_one_title_get_two_addresses(admin):
    for _ in range(2):
        post(admin, ADD, title="Rowing")
    assert {article.slug for article in Article.objects.all()} == {"rowing", "rowing-2"}


def test_the_address_of_a_live_article_stays_when_the_title_changes(admin):
    article = make_article(slug="old")
    post(admin, change(article), title="Another title")
    article.refresh_from_db()
    assert (article.title, article.slug) == ("Another title", "old")


def test_a_changed_address_of_a_live_article_redirects(admin, client):
    article = make_quote(article=make_article(slug="old")).article
    post(admin, change(article), slug="new")
    response = client.get("/articles/old/")
    assert (response.status_code, response["Location"]) == (301, "/articles/new/")


def test_a_draft_leaves_no_former_address(admin):
    article = make_article(live=False, slug="old")
    post(admin, change(article), slug="new")
    assert not FormerAddress.objects.exists()


def test_an_article_taken_down_keeps_its_known_address(admin):
    article = make_article(slug="old")
    post(admin, change(article), "_take_down")
    article.refresh_from_db()
    assert article.state == "draft"
    post(admin, change(article), slug="new", title="x")
    assert set(FormerAddress.objects.values_list("slug", flat=True)) == {"old"}


def test_the_former_address_of_another_article_belongs_to_the_new_one(admin):
    FormerAddress.objects.create(article=make_article(), slug="taken")
    post(admin, ADD, title="Rowing", slug="taken")
    article = Article.objects.get(slug="taken")
    assert admin.get("/articles/taken/").context["article"] == article


def test_a_date_to_come_schedules_and_the_message_says_when(admin):
    article = make_quote(article=make_article(live=False), muscles=["core"]).article
    day = timezone.now().replace(second=0, microsecond=0) + timedelta(days=30)
    response = admin.post(
        change(article),
        fields(admin, change(article)) | {"published_at": f"{day:%Y-%m-%dT%H:%M}", "_save": "1"},
        follow=True,
    )
    article.refresh_from_db()
    assert (article.state, article.published_at) == ("scheduled", day)
    said = [str(message) for message in response.context["messages"]]
    assert said == [f"“{article}” is saved. {article.state_in_words}."]
    assert said[0].endswith("UTC.")


def test_publish_is_at_once(admin):
    article = make_quote(article=make_article(live=False), muscles=["core"]).article
    post(admin, change(article), "_publish")
    article.refresh_from_db()
    assert article.state == "live"


def test_publish_now_does_not_wait_for_the_date(admin):
    article = make_article(published_at=timezone.now() + timedelta(days=3))
    make_quote(article)
    post(admin, change(article), "_publish_now")
    article.refresh_from_db()
    assert article.state == "live"


def test_the_seconds_of_the_publication_stay(admin, three_quotes):
    post(admin, change(three_quotes), standfirst="Better.")
    before = three_quotes.published_at
    three_quotes.refresh_from_db()
    assert (three_quotes.standfirst, three_quotes.published_at) == ("Better.", before)


def test_a_small_correction_keeps_the_date_and_a_real_update_sets_it(admin, three_quotes):
    post(admin, change(three_quotes), standfirst="Better.")
    three_quotes.refresh_from_db()
    assert three_quotes.updated_on is None
    response = post(admin, change(three_quotes), stamp="real")
    assert problems(response) == [
        "what is new: Say in one line what is new: readers see it beside the date."
    ]
    post(admin, change(three_quotes), stamp="real", update_note="Three answers more.")
    three_quotes.refresh_from_db()
    assert three_quotes.updated_on == timezone.localdate()
    html = admin.get(three_quotes.get_absolute_url()).content.decode()
    assert ": Three answers more.</span>" in html


def test_the_note_of_the_last_update_is_not_said_again(admin, three_quotes, time_machine):
    assert post(admin, change(three_quotes), stamp="real", update_note="More.").status_code == 302
    assert post(admin, change(three_quotes), stamp="real", title="Again").status_code == 302
    time_machine.move_to(timezone.now() + timedelta(days=1))
    response = post(admin, change(three_quotes), stamp="real")
    assert problems(response) == [
        "what is new: This is what was new the last time. Say in one line what is new now."
    ]
    assert post(admin, change(three_quotes), title="A typo less").status_code == 302


def test_a_draft_without_author_or_expert_is_not_published(admin):
    article = make_article(live=False, author=None)
    response = post(admin, change(article), "_publish")
    assert problems(response) == [
        "author: Choose an author: readers see the name in the byline.",
        "Before readers see it, it needs an expert.",
    ]
    article.refresh_from_db()
    assert article.state == "draft"


def test_a_photo_without_credit_blocks_publishing_but_not_a_draft(admin):
    article = make_article(live=False)
    make_quote(article, position=1, photo=make_photo(credit=""), muscles=["core"])
    assert post(admin, change(article), standfirst="Saved.").status_code == 302
    response = post(admin, change(article), "_publish")
    assert ["credit" in problem for problem in problems(response)] == [True]
    assert "#id_quotes-0-photo-credit_row" in response.content.decode()


def test_an_old_lack_of_credit_does_not_stop_an_update(admin):
    quote = make_quote(photo=make_photo(credit=""))
    assert post(admin, change(quote.article), standfirst="A typo less.").status_code == 302
    response = post(admin, change(quote.article), title="x")
    assert response.status_code == 302


def test_a_credit_taken_away_stops_an_update(admin):
    quote = make_quote(photo=make_photo())
    response = post(admin, change(quote.article), **{"quotes-0-photo-credit": ""})
    assert len(problems(response)) == 1


def test_a_live_article_does_not_lose_its_last_expert(admin):
    quote = make_quote()
    response = post(admin, change(quote.article), **{"quotes-0-DELETE": "on"})
    assert problems(response) == ["Before readers see it, it needs an expert."]
    assert Quote.objects.exists()


# --- What readers need, before they see it ----------------------------------------------------

WITHOUT = {
    "standfirst": ({"standfirst": ""}, "standfirst: Write a standfirst"),
    "muscle": ({"quotes-0-muscles": []}, "Tick the muscles that the expert names"),
    "link": (
        {"introduction": '<p><a href="/articles/none/">x</a></p>'},
        "nowhere: /articles/none/",
    ),
    "link in a quote": (
        {"quotes-0-body": '<p><a href="http://localhost:8000/experts/none/">x</a></p>'},
        "nowhere: http://localhost:8000/experts/none/",
    ),
}


@pytest.mark.parametrize("lack", WITHOUT)
@pytest.mark.parametrize("way", ["publish", "schedule", "update"])
def test_nothing_goes_out_without(admin, lack, way):
    article = make_article(live=way == "update")
    make_quote(article, muscles=["core"])
    typed, text = WITHOUT[lack]
    date = {"published_at": "2030-01-01T08:00"} if way == "schedule" else {}
    button = "_publish" if way == "publish" else "_save"
    response = post(admin, change(article), button, **typed | date)
    (problem,) = problems(response)
    assert text in problem
    if way != "update":
        post(admin, change(article), **typed)
        response = admin.get(change(article))
        assert any(check.blocks for check in response.context["desk"].checks)
        assert post(admin, change(article), button, **date).status_code == 200


@pytest.mark.parametrize("lack", WITHOUT)
def test_an_old_lack_does_not_stop_a_correction(admin, lack):
    bad = {
        "standfirst": {"standfirst": ""},
        "link": {"introduction": '<p><a href="/articles/none/">x</a></p>'},
    }
    article = make_article(**bad.get(lack, {}))
    body = '<p><a href="/articles/none/">x</a></p>'
    quote = {"body": body} if lack == "link in a quote" else {}
    make_quote(article, muscles=[] if lack == "muscle" else ["core"], **quote)
    assert post(admin, change(article), title="A typo less").status_code == 302


@pytest.mark.parametrize(
    "path", ["/", "/quotes/?muscle=core", "/media/a.pdf", "https://example.org/none"]
)
def test_a_link_that_leads_somewhere_is_fine(admin, path):
    article = make_article(live=False, introduction=f'<p><a href="{path}">x</a></p>')
    make_quote(article, muscles=["core"])
    assert post(admin, change(article), "_publish").status_code == 302


def test_a_link_by_a_former_address_leads_on(admin):
    FormerAddress.objects.create(article=make_article(), slug="before")
    article = make_article(live=False, closing='<p><a href="/articles/before/#x">x</a></p>')
    make_quote(article, muscles=["core"])
    assert post(admin, change(article), "_publish").status_code == 302
