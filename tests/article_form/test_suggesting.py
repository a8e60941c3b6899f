"""Muscles that the words of a quote suggest, in its card, as a browser without script uses them."""

import pytest
from bs4 import BeautifulSoup

from articles.models import Quote
from articles.said import Said
from tests.article_form.form import ADD, Fields, change, fields, muscle, post
from tests.factories import make_article, make_quote

pytestmark = pytest.mark.django_db
BODY = "<p>The quads push. On treadmills you never use your <em>glutes</em>.</p>"


@pytest.fixture
def article():
    article = make_article(live=False)
    make_quote(article, body=BODY)
    return article


def offers(page):
    """The buttons of each suggestion, and the sentence under it."""
    soup = BeautifulSoup(page.content, "html.parser")
    return [
        (*(button["value"] for button in item.select("button")), item.q.text)
        for item in soup.select(".offers li")
    ]


def said(article):
    quote = Quote.objects.get(article=article)
    return {item.tag.slug: item.said for item in quote.tagged_items.all()}


def test_each_comes_with_its_role_and_its_sentence_and_none_is_set(admin, article):
    page = admin.get(change(article))
    quads, glutes = muscle("quadriceps"), muscle("glutes")
    assert offers(page) == [
        (
            f"quotes-0:accept:{quads}:main:",
            f"quotes-0:dismiss:{quads}:quads",
            "The quads push.",
        ),
        (
            f"quotes-0:accept:{glutes}:not:on treadmills",
            f"quotes-0:dismiss:{glutes}:glutes",
            "On treadmills you never use your glutes.",
        ),
    ]
    post(admin, change(article))
    assert said(article) == {}


def test_a_click_accepts_with_the_role_and_saves_nothing_yet(admin, article):
    _, (accepts, _, _) = offers(admin.get(change(article)))
    page = admin.post(
        change(article),
        fields(admin, change(article)) | {"_suggest": accepts, "title": "Typed meanwhile"},
    )
    assert [accept for accept, *_ in offers(page)] == [
        f"quotes-0:accept:{muscle('quadriceps')}:main:"
    ]
    assert 'value="Typed meanwhile"' in page.content.decode()
    assert said(article) == {}
    admin.post(change(article), Fields(page.content.decode()).data | {"_save": "1"})
    assert said(article) == {"glutes": Said("not", "on treadmills")}


def test_what_is_dismissed_stays_dismissed_for_that_wording(admin, article):
    dismissed = f"{muscle('quadriceps')} quads"
    post(admin, change(article), **{"quotes-0-dismissed": dismissed})
    assert len(offers(admin.get(change(article)))) == 1
    post(admin, change(article), **{"quotes-0-body": BODY + "<p>The quadriceps, I mean.</p>"})
    assert len(offers(admin.get(change(article)))) == 2


def test_dismissing_is_a_click_and_saves_nothing_yet(admin, article):
    (_, dismisses, _), _ = offers(admin.get(change(article)))
    typed = fields(admin, change(article)) | {"_suggest": dismisses}
    page = admin.post(change(article), typed)
    assert len(offers(page)) == 1
    assert Quote.objects.get().dismissed == ""
    assert f'value="{muscle("quadriceps")} quads"' in page.content.decode()


@pytest.mark.parametrize(
    "value", ["", "x", "quotes-0:accept:x:main:", "quotes-99:accept:1:main:", "quotes-0:eat:1:a:b"]
)
def test_a_button_that_nobody_made_changes_nothing(admin, article, value):
    typed = fields(admin, change(article)) | {"_suggest": value}
    assert admin.post(change(article), typed).status_code == 200
    assert said(article) == {}


def test_a_ticked_muscle_is_not_suggested(admin):
    article = make_quote(
        make_article(live=False), body=BODY, muscles=["glutes", "quadriceps"]
    ).article
    assert offers(admin.get(change(article))) == []


def test_a_question_says_so(admin):
    article = make_quote(make_article(live=False), body="<p>The gluteus medius holds.</p>").article
    page = admin.get(change(article)).content.decode()
    assert "+ Gluteals<" in page
    assert "+ Hip abductors?<" in page


class TestWhileTyping:
    URL = "/admin/articles/article/suggestions/"

    def test_those_of_the_words_come_as_a_piece_of_the_form(self, admin):
        typed = {"prefix": "quotes-3", "body": BODY, "named": [muscle("glutes")], "dismissed": ""}
        [(accepts, *_)] = offers(admin.post(self.URL, typed))
        assert accepts == f"quotes-3:accept:{muscle('quadriceps')}:main:"

    def test_hostile_words_stay_words(self, admin):
        typed = {"prefix": '"><script>', "body": "<p>The &lt;script&gt; core.</p>"}
        page = admin.post(self.URL, typed).content.decode()
        assert "<script" not in page

    def test_it_is_asked_by_post_and_signed_in(self, admin, client):
        assert admin.get(self.URL).status_code == 405
        client.logout()
        refused = client.post(self.URL)
        assert "X-Suggestions" not in refused.headers
        assert b"id_password" in refused.content

    def test_a_new_article_has_them_too(self, admin):
        typed = fields(admin, ADD) | {"title": "A question", "quotes-0-body": BODY, "_again": "1"}
        assert len(offers(admin.post(ADD, typed))) == 2
