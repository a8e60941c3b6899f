"""What stands around the fields: state, checks, counters, jumps, links."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import MuscleGroup
from tests.article_form.form import change
from tests.factories import (
    make_article,
    make_photo,
    make_quote,
)

pytestmark = pytest.mark.django_db


def test_the_box_says_state_and_zone_in_words(admin, settings):
    settings.TIME_ZONE = "Asia/Kolkata"
    article = make_article(live=False)
    desk = admin.get(change(article)).context["desk"]
    assert (desk.state_in_words, desk.zone) == ("Draft", "Asia/Kolkata, now UTC+5:30")


def test_counters_count_all_words_and_the_experts_share(admin):
    article = make_article(introduction="<p>one two</p>", closing="<p>three four</p>")
    make_quote(article, body="<p>a b c d e f</p>")
    assert tuple(admin.get(change(article)).context["desk"].counters) == (10, 1, 1, 60)


def test_checks_name_what_blocks_and_what_to_look_at(admin):
    article = make_article(live=False, author=None, standfirst="")
    make_quote(article, body=f"<p>{'word ' * 401}</p>", photo=make_photo(credit=""))
    desk = admin.get(change(article)).context["desk"]
    surname = desk.written[0].surname
    assert [(check.blocks, check.text) for check in desk.checks] == [
        (True, "No author"),
        (True, "No standfirst"),
        (True, f"Quote 1 ({surname}): photo has no credit"),
        (True, f"Quote 1 ({surname}): no muscles, and not confirmed as none"),
        (False, "One expert only"),
        (False, f"Credentials never checked, or not for a year: {desk.written[0].name}"),
        (False, "Fewer than 3 related; the rest is chosen by shared muscles"),
        (False, f"Quote 1 ({surname}): more than 400 words"),
    ]
    assert desk.summary == "4 to fix, 4 to consider"


def test_every_check_leads_to_something_on_the_page(admin):
    article = make_article(live=False, author=None, category=None, standfirst="")
    make_quote(article, expert=None, body="", photo=make_photo(credit=""))
    response = admin.get(change(article))
    html = response.content.decode()
    for check in [*response.context["desk"].checks, *response.context["desk"].jumps]:
        assert f'id="{check.anchor}"' in html, check


def test_the_tick_that_none_was_named_is_an_answer(admin):
    quote = make_quote(none_named=True)
    card = admin.get(change(quote.article)).context["desk"].written[0]
    assert card.warning == ""


def test_muscles_are_offered_under_the_names_that_readers_use(admin, three_quotes):
    html = admin.get(change(three_quotes)).content.decode()
    glutes = MuscleGroup.objects.get(slug="glutes")
    assert glutes.everyday_names
    assert glutes.everyday_names in html
    assert "<legend>Hip and thigh</legend>" in html


@pytest.mark.parametrize("link", ["Preview", "View on site"])
def test_the_page_is_one_link_away(admin, link):
    article = make_article(live=link == "View on site")
    assert f'<a href="{article.get_absolute_url()}">{link}</a>' in (
        admin.get(change(article)).content.decode()
    )


def test_the_form_asks_as_often_for_30_quotes_as_for_3(admin):
    counts = []
    for quotes in (3, 30):
        article = make_article(cover=make_photo())
        for _ in range(quotes):
            make_quote(article, photo=make_photo(), muscles=["glutes", "core"])
        admin.get(change(article))
        with CaptureQueriesContext(connection) as queries:
            admin.get(change(article))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 22, counts
