"""The pages of the history: what they say, what they put back, and for whom."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.admin import deleted, quote_history, versions
from articles.history.recording import OUTSIDE, record
from articles.models import Article, Merge, MuscleGroup, Quote, Revision
from tests.article_form.form import change, post
from tests.article_form.windows import Window
from tests.factories import make_article, make_author, make_editor, make_quote

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(make_editor("ilse"))
    return client


@pytest.fixture
def draft(editor):
    article = make_article(live=False)
    for heading in ("First", "Second"):
        make_quote(article, heading=heading, muscles=["core"])
    return article


@pytest.fixture
def article(draft):
    """A draft with three versions."""
    record(draft.pk, by=OUTSIDE)
    Article.objects.filter(pk=draft.pk).update(title="A new title")
    record(draft.pk, by="ilse")
    draft.quotes.filter(heading="Second").update(body="<p>Newer words.</p>")
    record(draft.pk, by="ilse")
    return draft


def address(name, *args):
    return reverse(f"admin:articles_{name}", args=args)


def text(response):
    return response.content.decode()


def history(editor, article):
    return text(editor.get(address("article_history", article.pk)))


def test_it_says_who_changed_what(editor, draft):
    post(editor, change(draft), title="A new title")
    post(editor, change(draft), **{"quotes-1-body": "<p>Newer words.</p>"})
    rows = editor.get(address("article_history", draft.pk)).context["rows"]
    assert [(row.revision.by, row.words) for row in rows] == [
        ("ilse", "words of quote 2"),
        ("ilse", "title"),
        ("outside the admin", "first version, with 2 quotes"),
    ]
    (link,) = rows[0].quotes
    assert link == ("quote 2", address("quote_history", draft.quotes.last().pk))


def test_the_history_asks_as_often_for_many_versions(
    editor, article, django_assert_max_num_queries
):
    post(editor, change(article), **{"quotes-1-DELETE": "on"})
    with django_assert_max_num_queries(15):
        history(editor, article)
    for number in range(9):
        post(editor, change(article), title=f"Title {number}")
        make_quote(article, muscles=["core"])
    for quote in article.quotes.all()[2:]:
        quote.delete()
        record(article.pk)
    with django_assert_max_num_queries(15):
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


def test_a_version_that_lacks_something_is_not_put_back_onto_a_live_article(editor):
    article = make_article(live=False, author=None)
    quote = make_quote(article, muscles=["core"])
    record(article.pk)
    now = {"author": make_author(), "published_at": timezone.now()}
    Article.objects.filter(pk=article.pk).update(**now)
    quote.heading = "Another"
    quote.save()
    record(article.pk)
    page = address("article_restore", article.pk, 1)
    html = text(editor.get(page))
    assert "it would be without an author" in html
    assert "Put version 1 back</" not in html
    assert "Readers would miss" in text(editor.post(page, {"version": "2"}))
    quote.refresh_from_db()
    assert quote.heading == "Another"


def test_a_quote_of_a_live_article_keeps_what_readers_need(editor):
    quote = make_quote()
    record(quote.article_id)
    quote.muscles.set([MuscleGroup.objects.get(slug="core")])
    record(quote.article_id)
    chosen = {"version": "2", "number": "1", "part": "muscles"}
    html = text(editor.post(address("quote_history", quote.pk), chosen))
    assert "it would be without a muscle" in html
    assert quote.tagged_items.exists()


@pytest.mark.parametrize("tick", [True, False])
def test_a_successor_is_offered_and_may_be_refused(editor, article, tick):
    calves, core = (MuscleGroup.objects.get(slug=slug) for slug in ("calves", "core"))
    quote = article.quotes.get(heading="First")
    quote.muscles.set([calves])
    number = record(article.pk).number
    quote.muscles.clear()
    record(article.pk)
    names = {"gone_name": calves.name, "kept_name": core.name}
    Merge.objects.create(kind="muscle", gone_id=calves.pk, kept_id=core.pk, record={}, **names)
    tick_id = f"muscle-{calves.pk}"
    calves.delete()
    page = address("article_restore", article.pk, number)
    html = text(editor.get(page))
    assert "The muscle group Calves became Core." in html
    assert f'value="{tick_id}" id="use-{tick_id}" checked' in html
    assert "Core is used instead" in text(editor.get(address("quote_history", quote.pk)))
    editor.post(page, {"version": str(number + 1)} | ({"use": tick_id} if tick else {}))
    assert [str(each) for each in quote.muscles.all()] == (["Core"] if tick else [])


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
    quote = article.quotes.get(heading="Second")
    pk = quote.pk
    post(editor, change(article), **{"quotes-1-DELETE": "on"})
    page = address("quote_history", pk)
    (removed,) = editor.get(address("article_history", article.pk)).context["removed"]
    assert (removed.name, removed.url) == (f"{quote.expert}, “Second”", page)
    assert (removed.taken_out.number, removed.taken_out.by) == (4, "ilse")
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


def test_what_was_live_comes_back_live_only_if_that_is_chosen(editor):
    pk = make_article().pk
    page = address("article_recover", pk)
    for way, state in ((None, "draft"), ("draft", "draft"), ("as-it-was", "live")):
        editor.post(address("article_delete", pk), {"post": "yes"})
        Revision.objects.of(pk).filter(number=1).update(user=None)
        if state == "live":
            was = {"published_at": "2026-01-01T09:00:00+00:00"}
            last = Revision.objects.of(pk).first()
            last.parts["fields"] |= was
            last.save()
            assert "Recover as it was: Live since 1 January 2026" in text(editor.get(page))
        editor.post(page, {"as": way} if way else {})
        assert Article.objects.get(pk=pk).state == state
    assert editor.get(page).status_code == 404


def test_what_readers_would_miss_does_not_come_back_live(editor):
    article = make_article()
    make_quote(article, muscles=["core"])
    pk, author = article.pk, article.author
    editor.post(address("article_delete", pk), {"post": "yes"})
    author.delete()
    page = address("article_recover", pk)
    assert "it would be without an author" in text(editor.get(page))
    assert "only come back as a draft" in text(editor.post(page, {"as": "as-it-was"}))
    assert not Article.objects.filter(pk=pk).exists()
    editor.post(page, {"as": "draft"})
    assert Article.objects.get(pk=pk).author is None


def test_its_address_may_be_taken_when_it_comes_back(editor):
    article = make_article(live=False, title="Where it hurts", slug="where")
    editor.post(address("article_delete", article.pk), {"post": "yes"})
    make_article(slug="where")
    page = address("article_recover", article.pk)
    assert "/articles/where-it-hurts/ instead of /articles/where/" in text(editor.get(page))
    editor.post(page)
    assert Article.objects.get(pk=article.pk).slug == "where-it-hurts"


def test_articles_that_linked_to_a_deleted_one_have_that_in_their_history(editor):
    gone, linking = make_article(title="Ten drills"), make_article()
    linking.related_links.create(target=gone)
    record(linking.pk)
    editor.post(address("article_delete", gone.pk), {"post": "yes"})
    row = editor.get(address("article_history", linking.pk)).context["rows"][0]
    assert (row.words, row.revision.by) == ("removed related “Ten drills”", "ilse")
    assert row.revision.note == "“Ten drills” was deleted"


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


def test_a_quote_that_went_long_ago_is_still_named_and_put_back(editor, article):
    pk = article.quotes.get(heading="Second").pk
    post(editor, change(article), **{"quotes-1-DELETE": "on"})
    for number in range(3):
        post(editor, change(article), title=f"Title {number}")
    response = editor.get(address("quote_history", pk))
    assert response.context["title"].startswith("History of quote 2, Expert")
    assert [each.revision.number for each in response.context["wordings"]] == [4, 3, 1]


def test_the_history_of_a_quote_has_pages(editor, article, monkeypatch):
    monkeypatch.setattr(quote_history, "VERSIONS", 2)
    page = address("quote_history", article.quotes.get(heading="Second").pk)
    found = [editor.get(f"{page}?page={number}") for number in (1, 2)]
    numbers = [[each.revision.number for each in one.context["wordings"]] for one in found]
    assert numbers == [[3], [1]]
    assert "?page=2" in text(found[0])


def test_the_history_of_an_article_and_deleted_articles_have_pages(editor, article, monkeypatch):
    editor.post(address("article_delete", make_article().pk), {"post": "yes"})
    editor.post(address("article_delete", make_article().pk), {"post": "yes"})
    monkeypatch.setattr(versions.page_of, "__defaults__", (2,))
    monkeypatch.setattr(deleted, "ROWS", 1)
    assert "?page=2" in history(editor, article)
    rows = editor.get(address("article_history", article.pk) + "?page=2").context["rows"]
    assert [row.words for row in rows] == ["first version, with 2 quotes"]
    assert "?page=2" in text(editor.get(address("article_deleted")))


def test_what_readers_saw_of_each_version(editor):
    article = make_article(live=False)
    record(article.pk)
    for days in (1, -1):
        Article.objects.update(published_at=timezone.now() + timedelta(days=days))
        record(article.pk)
    rows = editor.get(address("article_history", article.pk)).context["rows"]
    assert [row.state for row in rows] == ["live", "scheduled", "draft"]


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
