"""The pages of the history: what they say, what they put back, and for whom."""

import pytest
from django.urls import reverse

from articles.models import Article, Quote, Revision
from tests.article_form.form import change, post
from tests.article_form.windows import Window
from tests.factories import make_article, make_editor, make_quote

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_editor("ilse"))
    return client


@pytest.fixture
def article(editor):
    article = make_article(live=False)
    for heading in ("First", "Second"):
        make_quote(article, heading=heading, muscles=["core"])
    post(editor, change(article), title="A new title")
    post(editor, change(article), **{"quotes-1-body": "<p>Newer words.</p>"})
    return article


def address(name, *args):
    return reverse(f"admin:articles_{name}", args=args)


def text(response):
    return response.content.decode()


def history(editor, article):
    return text(editor.get(address("article_history", article.pk)))


def test_it_says_who_changed_what(editor, article):
    rows = editor.get(address("article_history", article.pk)).context["rows"]
    assert [(row.revision.by, row.words) for row in rows] == [
        ("ilse", "words of quote 2"),
        ("ilse", "title"),
        ("outside the admin", "first version, with 2 quotes"),
    ]
    (link,) = rows[0].quotes
    assert link == ("quote 2", address("quote_history", article.quotes.last().pk))


def test_the_history_asks_as_often_for_many_versions(
    editor, article, django_assert_max_num_queries
):
    history(editor, article)
    with django_assert_max_num_queries(13):
        history(editor, article)
    for number in range(9):
        post(editor, change(article), title=f"Title {number}")
        make_quote(article, muscles=["core"])
    history(editor, article)
    with django_assert_max_num_queries(13):
        history(editor, article)


def test_two_versions_are_compared_in_either_order(editor, article):
    page = address("article_compare", article.pk)
    for query in ("?from=1&to=3", "?from=3&to=1"):
        html = text(editor.get(page + query))
        assert '<ins><span class="hide">added: </span>Newer words.</ins>' in html
        assert "Title" in html


@pytest.mark.parametrize(
    ("query", "status"),
    [("", 302), ("?from=x&to=1", 302), ("?from=1&to=99", 404), ("?from=1&to=²", 302)],
)
def test_a_comparison_that_makes_no_sense(editor, article, query, status):
    assert editor.get(address("article_compare", article.pk) + query).status_code == status


def test_a_version_is_shown_before_it_is_put_back(editor, article):
    page = address("article_restore", article.pk, 1)
    html = text(editor.get(page))
    assert "A new title" in html
    assert Article.objects.get(pk=article.pk).title == "A new title"
    editor.post(page, {"version": "3"})
    assert Article.objects.get(pk=article.pk).title == article.title
    newest = Revision.objects.of(article.pk).first()
    assert (newest.number, newest.by, newest.note) == (4, "ilse", "Put back version 1")


def test_what_was_saved_since_is_shown_before_anything_is_put_back(editor, article):
    page = address("article_restore", article.pk, 1)
    editor.get(page)
    post(editor, change(article), title="Yet another")
    response = editor.post(page, {"version": "3"})
    assert "Nothing was put back yet" in text(response)
    assert "Yet another" in text(response)
    assert Article.objects.get(pk=article.pk).title == "Yet another"


def test_an_older_wording_of_one_quote_is_put_back_alone(editor, article):
    quote = article.quotes.get(heading="Second")
    page = address("quote_history", quote.pk)
    response = editor.get(page)
    assert [each.revision.number for each in response.context["wordings"]] == [3, 1]
    editor.post(page, {"version": "3", "number": "1", "part": "words"})
    quote.refresh_from_db()
    assert quote.body == "<p>Stand up from a chair and you have met it.</p>"
    assert Article.objects.get(pk=article.pk).title == "A new title"


def test_a_removed_quote_is_put_back_from_its_history(editor, article):
    pk = article.quotes.get(heading="Second").pk
    post(editor, change(article), **{"quotes-1-DELETE": "on"})
    page = address("quote_history", pk)
    assert page in history(editor, article)
    html = text(editor.get(page))
    assert "no longer in the article" in html
    editor.post(page, {"version": "4", "number": "3", "part": "all"})
    assert Quote.objects.get(pk=pk).body == "<p>Newer words.</p>"


def test_a_deleted_article_is_recovered_whole(editor, article):
    pk, quotes = article.pk, set(article.quotes.values_list("pk", flat=True))
    editor.post(address("article_delete", pk), {"post": "yes"})
    assert not Article.objects.filter(pk=pk).exists()
    page = address("article_recover", pk)
    assert page in text(editor.get(address("article_deleted")))
    editor.get(page)
    assert editor.post(page).status_code == 302
    assert set(Article.objects.get(pk=pk).quotes.values_list("pk", flat=True)) == quotes
    assert page not in text(editor.get(address("article_deleted")))


def test_deleting_several_keeps_each(editor, article):
    other = make_article()
    data = {"action": "delete_selected", "_selected_action": [article.pk, other.pk], "post": "yes"}
    editor.post(address("article_changelist"), data)
    assert Revision.objects.of_deleted_articles().count() == 2


def test_a_history_that_is_not_there_is_not_found(editor, article):
    pages = [
        address("article_history", 9999),
        address("article_history", "x"),
        address("article_restore", article.pk, 99),
        address("article_recover", article.pk),
        address("quote_history", 9999),
        address("quote_history", "²"),
    ]
    assert [editor.get(page).status_code for page in pages] == [404] * len(pages)


def test_a_quote_of_an_article_that_nobody_saved_yet_has_a_history(editor):
    quote = make_quote(make_article())
    (wording,) = editor.get(address("quote_history", quote.pk)).context["wordings"]
    assert wording.revision.by == "outside the admin"


def test_a_stale_click_on_a_quotes_history_puts_nothing_back(editor, article):
    quote = article.quotes.get(heading="Second")
    page = address("quote_history", quote.pk)
    Window(editor, article).save(title="Yet another")
    response = editor.post(page, {"version": "3", "number": "1", "part": "words"})
    assert "Nothing was put back yet" in text(response)
    quote.refresh_from_db()
    assert quote.body == "<p>Newer words.</p>"


def test_the_history_of_a_quote_that_went_with_its_article_leads_to_the_deleted_ones(
    editor, article
):
    key = article.quotes.first().pk
    editor.post(address("article_delete", article.pk), {"post": "yes"})
    assert editor.get(address("quote_history", key)).url == address("article_deleted")
