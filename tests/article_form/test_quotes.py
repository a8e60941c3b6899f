"""Quotes in the form: their order, words, muscles, and how they leave."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.article_form.form import Fields, change, fields, in_order, post

pytestmark = pytest.mark.django_db


def test_only_the_changed_quote_is_written(admin, three_quotes):
    url = change(three_quotes)
    data = fields(admin, url) | {"quotes-1-heading": "Better"}
    with CaptureQueriesContext(
        connection,
    ) as queries:
        admin.post(url, data)
    written = [each["sql"] for each in queries if each["sql"].startswith('UPDATE "articles_quote"')]
    assert len(written) == 1
    assert in_order(three_quotes) == ["First", "Better", "Third"]


@pytest.mark.parametrize(
    ("index", "typed", "order"),
    [
        (2, "1", ["Third", "First", "Second"]),
        (0, "3", ["Second", "Third", "First"]),
        (0, "2", ["Second", "First", "Third"]),
        (1, "", ["First", "Second", "Third"]),
    ],
)
def test_a_typed_place_moves_the_quote(admin, three_quotes, index, typed, order):
    before = {quote.heading: quote.pk for quote in three_quotes.quotes.all()}
    post(admin, change(three_quotes), **{f"quotes-{index}-position": typed})
    assert in_order(three_quotes) == order
    assert [q.position for q in three_quotes.quotes.order_by("position")] == [1, 2, 3]
    assert {quote.heading: quote.pk for quote in three_quotes.quotes.all()} == before


@pytest.mark.parametrize(
    ("wanted", "order"),
    [("quotes-2:top", [2, 0, 1]), ("quotes-2:up", [0, 2, 1]), ("quotes-0:down", [1, 0, 2])],
)
def test_a_move_without_script_keeps_what_was_typed_and_saves_nothing(
    admin, three_quotes, wanted, order
):
    url = change(three_quotes)
    data = fields(admin, url) | {"quotes-1-heading": "Typed", "title": "Typed", "_move": wanted}
    response = admin.post(url, data)
    shown = [card.form.prefix for card in response.context["desk"].written]
    assert shown == [f"quotes-{n}" for n in order]
    again = Fields(response.content.decode()).data
    assert (again["title"], again["quotes-1-heading"]) == ("Typed", "Typed")
    assert in_order(three_quotes) == ["First", "Second", "Third"]
    assert "Not saved yet" not in response.content.decode()


def test_a_removed_quote_goes_and_the_rest_close_up(admin, three_quotes):
    post(admin, change(three_quotes), **{"quotes-0-DELETE": "on"})
    assert in_order(three_quotes) == ["Second", "Third"]
    assert [quote.position for quote in three_quotes.quotes.all()] == [1, 2]


def test_words_are_cleaned_on_their_way_in(admin, three_quotes):
    dirty = '<h2>Big</h2><p onclick="x()">Run <script>bad()</script><em>far</em></p>'
    post(admin, change(three_quotes), **{"quotes-0-body": dirty})
    assert three_quotes.quotes.get(heading="First").body == "Big<p>Run <em>far</em></p>"


def test_plain_lines_become_paragraphs(admin, three_quotes):
    plain = "One & two.\r\n\r\nThree."
    post(admin, change(three_quotes), **{"quotes-0-body": plain})
    assert three_quotes.quotes.get(heading="First").body == "<p>One &amp; two.</p><p>Three.</p>"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<p>“Run slowly.”</p>", "<p>Run slowly.</p>"),
        ('<p>"Run slowly.</p><p>Rest well."</p>', "<p>Run slowly.</p><p>Rest well.</p>"),
        ("<p>“Slow” is a word I like.</p>", "<p>“Slow” is a word I like.</p>"),
        ("<p>“Run <em>slowly</em>.”</p>", "<p>Run <em>slowly</em>.</p>"),
    ],
)
def test_quotation_marks_round_the_words_are_left_to_the_page(admin, three_quotes, typed, kept):
    post(admin, change(three_quotes), **{"quotes-0-body": typed})
    assert three_quotes.quotes.first().body == kept
