"""Beside the form: what readers would see at a glance, and what introduction and closing miss."""

import pytest
from bs4 import BeautifulSoup

from articles.said import Said
from tests.article_form.form import change, fields, muscle
from tests.factories import make_article, make_expert, make_quote

pytestmark = pytest.mark.django_db
CLOSING = "<h2>In short</h2><p>The glutes lead, and the neck follows.</p>"


@pytest.fixture
def article():
    article = make_article(introduction="<p>We asked.</p>", closing=CLOSING)
    said = [
        {"glutes": Said(), "hip-flexors": Said(), "calves": Said()},
        {"glutes": Said("helps", "uphill"), "hip-flexors": Said()},
        {"glutes": Said(), "shins": Said("not")},
    ]
    for name, muscles in zip(("Ana Berg", "Ben Holm", "Cleo Diaz"), said, strict=True):
        make_quote(article, expert=make_expert(name), muscles=muscles)
    return article


def looks(page):
    return [check.text for check in page.context["desk"].checks if not check.blocks]


def test_the_summary_forgets_and_claims(admin, article):
    found = looks(admin.get(change(article)))
    assert "Introduction and closing forget the hip flexors (2 of 3 experts)" in found
    assert "Introduction or closing names the neck, and no expert does" in found


@pytest.mark.parametrize(
    "closing", ["", "<p>Take your time.</p>", "<p>The glutes and the hip flexors lead.</p>"]
)
def test_nothing_is_missed_where_all_is_named_or_no_muscle_at_all(admin, article, closing):
    article.closing = closing
    article.save()
    assert not [text for text in looks(admin.get(change(article))) if "ntroduction" in text]


def test_what_most_deny_is_not_forgotten_and_what_is_claimed_against_them_is_said(admin, article):
    for quote in article.quotes.all():
        quote.name_muscles({int(muscle("neck")): Said("not"), int(muscle("glutes")): Said()})
    found = looks(admin.get(change(article)))
    assert "Introduction or closing names the neck, and no expert does" in found
    assert not [text for text in found if "forget" in text]


def test_map_and_table_show_what_is_in_the_form(admin, article):
    typed = {"quotes-2-muscles": [muscle("neck")], f"quotes-2-muscles-role-{muscle('neck')}": "not"}
    page = admin.post(change(article), fields(admin, change(article)) | typed | {"_again": "1"})
    soup = BeautifulSoup(page.content, "html.parser")
    rows = [[cell.text for cell in row.select("th, td")] for row in soup.select(".names tbody tr")]
    assert rows == [
        ["Gluteals", "main", "helps, uphill", "not named"],
        ["Hip flexors", "main", "main", "not named"],
        ["Calves", "main", "not named", "not named"],
        ["Neck", "not named", "not named", "not worked"],
    ]
    shaded = {a.title.text for a in soup.select(".beside .body [class]:has(> title)")}
    assert shaded == {"Gluteals: 2 of 3", "Hip flexors: 2 of 3", "Calves: 1 of 3"}
    assert not soup.select(".beside .body a[href]")


@pytest.mark.parametrize(("experts", "forgets"), [(1, True), (2, False), (3, False)])
def test_what_one_of_several_says_need_not_be_in_the_summary(admin, experts, forgets):
    article = make_article(introduction="", closing=CLOSING)
    for number in range(experts):
        muscles = {"glutes": Said()} if number else {"glutes": Said(), "core": Said()}
        make_quote(article, muscles=muscles)
    found = looks(admin.get(change(article)))
    told = "Introduction and closing forget the core (the only expert)"
    assert (told in found) is forgets
    assert forgets or not [text for text in found if "forget" in text]


def test_a_quote_that_is_to_be_removed_is_not_seen(admin, article):
    typed = fields(admin, change(article)) | {"quotes-1-DELETE": "on", "_again": "1"}
    soup = BeautifulSoup(admin.post(change(article), typed).content, "html.parser")
    assert [each["title"] for each in soup.select(".names abbr")] == ["Ana Berg", "Cleo Diaz"]
