"""One save, one revision; and the traces that a removed quote leaves."""

import pytest

from articles.history.recording import current, record, record_deletion
from articles.models import Article, GoneQuote, Quote, Revision
from tests.factories import make_article, make_editor, make_expert, make_photo, make_quote

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    article = make_article(cover=make_photo())
    make_quote(article, muscles=["glutes", "calves"], photo=make_photo())
    make_quote(article, muscles=["core"])
    record(article.pk)
    return article


def test_the_first_revision_holds_all_parts(article):
    parts = Revision.objects.get().parts
    first, second = article.quotes.order_by("position")
    assert parts["fields"]["title"] == article.title
    assert parts["order"] == [str(first.pk), str(second.pk)]
    assert len(parts["quotes"][str(first.pk)]["muscles"]) == 2
    assert set(parts["photos"]) == {str(article.cover_id), str(first.photo_id)}
    assert parts["names"]["expert"][str(first.expert_id)] == first.expert.name


def test_a_save_that_changes_nothing_makes_none(article):
    assert record(article.pk) is None
    article.refresh_from_db()
    assert (article.version, Revision.objects.count()) == (1, 1)


@pytest.mark.parametrize("part", ["muscles", "place", "photo", "link", "title"])
def test_the_version_moves_with_each_part(article, part):
    quote = article.quotes.first()
    changes = {
        "muscles": lambda: quote.muscles.clear(),
        "place": lambda: Quote.objects.filter(pk=quote.pk).update(position=9),
        "photo": lambda: type(quote.photo).objects.update(caption="Another line."),
        "link": lambda: article.related_links.create(url="https://example.org", title="A page"),
        "title": lambda: Article.objects.filter(pk=article.pk).update(title="Another"),
    }
    changes[part]()
    revision = record(article.pk, user=make_editor())
    article.refresh_from_db()
    assert (revision.number, revision.by, article.version) == (2, "editor", 2)


def test_a_renamed_expert_is_no_change_of_the_article(article):
    expert = article.quotes.first().expert
    expert.name = "Somebody Else"
    expert.save()
    assert record(article.pk) is None


def test_what_was_written_past_the_history_is_recorded_before_anyone_edits_it(article):
    Quote.objects.update(heading="Written by hand")
    assert (current(article.pk).number, current(article.pk).number) == (2, 2)
    assert current(article.pk).by == "outside the admin"


def test_a_removed_quote_leaves_its_id_and_takes_it_back(article):
    quote = article.quotes.first()
    pk = quote.pk
    quote.delete()
    record(article.pk)
    assert list(GoneQuote.objects.published()) == [GoneQuote(pk=pk)]
    make_quote(article, id=pk)
    record(article.pk)
    assert not GoneQuote.objects.exists()


@pytest.mark.parametrize("is_public", [True, False])
def test_only_what_readers_could_see_leaves_a_trace(is_public):
    article = make_article(live=is_public)
    shown, unsigned = make_quote(article), make_quote(article, expert=None)
    assert unsigned.expert is None
    record(article.pk)
    article.quotes.all().delete()
    record(article.pk)
    expected = [shown.pk] if is_public else []
    assert list(GoneQuote.objects.values_list("pk", flat=True)) == expected


def test_a_deleted_article_stays_in_the_history(article):
    pk, title = article.pk, article.title
    record_deletion(pk, user=make_editor())
    article.delete()
    (last,) = Revision.objects.of_deleted_articles()
    assert (last.article_key, last.parts["fields"]["title"]) == (pk, title)
    assert GoneQuote.objects.published().count() == 2


def test_a_recovered_article_is_not_among_the_deleted(article):
    pk = article.pk
    record_deletion(pk)
    article.delete()
    make_article(id=pk)
    record(pk)
    assert not Revision.objects.of_deleted_articles().exists()


def test_a_snapshot_asks_as_often_for_many_quotes(article, django_assert_num_queries):
    for _ in range(8):
        make_quote(article, expert=make_expert(), muscles=["glutes"])
    with django_assert_num_queries(9):
        record(article.pk)
