"""What comes back is what was there: ids, tags, photos, links, order."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest

from articles.history.differences import differences
from articles.history.recording import record, record_deletion
from articles.history.restoring import References, put_back, put_one_quote_back
from articles.history.snapshot import snapshot
from articles.models import Article, Expert, FormerAddress, Merge, MuscleGroup, Quote
from tests.factories import make_article, make_expert, make_photo, make_quote

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    article = make_article(cover=make_photo())
    make_quote(article, heading="First", muscles=["glutes", "calves"], photo=make_photo())
    make_quote(article, heading="Second", muscles=["core"])
    article.related_links.create(position=1, target=make_article())
    article.related_links.create(position=2, url="https://example.org/", title="A page")
    return article


def merged(kind, gone, kept):
    names = {"gone_name": gone.name, "kept_name": kept.name}
    Merge.objects.create(kind=kind, gone_id=gone.pk, kept_id=kept.pk, record={}, **names)


def same(old, new):
    return differences(old, new) == [] and old["order"] == new["order"]


def test_a_whole_version_comes_back_with_the_same_ids(article):
    before = snapshot(article.pk)
    first, second = article.quotes.order_by("position")
    Quote.objects.filter(pk=first.pk).delete()
    second.muscles.clear()
    Quote.objects.filter(pk=second.pk).update(heading="Other", position=3)
    make_quote(article, heading="New")
    article.related_links.first().delete()
    article.cover.caption = "Other"
    article.cover.save()
    Article.objects.filter(pk=article.pk).update(title="Other", standfirst="")
    put_back(article.pk, before)
    assert same(before, snapshot(article.pk))
    assert Quote.objects.get(pk=first.pk).words == first.words > 0


def test_where_the_article_stands_stays(article):
    before = snapshot(article.pk)
    moment = datetime(2030, 1, 1, tzinfo=UTC)
    Article.objects.filter(pk=article.pk).update(slug="moved", published_at=moment, title="Other")
    put_back(article.pk, before)
    article.refresh_from_db()
    assert (article.slug, article.published_at) == ("moved", moment)
    assert article.title == before["fields"]["title"]


def test_a_deleted_article_comes_back_as_it_was(article):
    FormerAddress.objects.create(article=article, slug="once-here")
    approved = datetime(2026, 5, 3, 9, tzinfo=UTC)
    article.quotes.update(approved_at=approved, approved_words="abc")
    before, pk = snapshot(article.pk), article.pk
    article.delete()
    put_back(pk, before)
    now = snapshot(pk)
    assert same(before, now)
    assert now["former"] == ["once-here"]
    assert set(Quote.objects.values_list("approved_at", "approved_words")) == {(approved, "abc")}


def test_one_that_may_not_be_live_comes_back_as_a_draft(article):
    before, pk = snapshot(article.pk), article.pk
    article.delete()
    assert put_back(pk, before, is_published=False).state == "draft"


def test_an_address_that_was_taken_meanwhile_stays_with_its_new_owner(article):
    before, pk = snapshot(article.pk), article.pk
    article.delete()
    other = make_article(slug=before["fields"]["slug"])
    assert put_back(pk, before).slug != other.slug


@pytest.mark.parametrize("steps", [1, 2])
def test_a_merged_expert_has_a_successor(article, steps):
    before = snapshot(article.pk)
    quote = article.quotes.get(heading="First")
    gone, between, kept = quote.expert, make_expert(), make_expert("Ana Berg")
    chain = [gone, kept] if steps == 1 else [gone, between, kept]
    for old, new in pairwise(chain):
        merged("expert", old, new)
    Quote.objects.filter(pk=quote.pk).update(expert=kept)
    gone_name = gone.name
    gone.delete()
    (missing,) = References(before).missing
    assert str(missing) == f"The expert {gone_name} became Ana Berg, which is used instead."
    put_back(article.pk, before)
    quote.refresh_from_db()
    assert quote.expert == kept


def test_a_merged_muscle_group_is_tagged_once(article):
    before = snapshot(article.pk)
    glutes, calves = MuscleGroup.objects.get(slug="glutes"), MuscleGroup.objects.get(slug="calves")
    merged("muscle", calves, glutes)
    quote = article.quotes.get(heading="First")
    quote.muscles.clear()
    calves.delete()
    put_back(article.pk, before)
    assert [each.slug for each in Quote.objects.get(pk=quote.pk).named_muscles] == ["glutes"]


def test_a_deleted_expert_leaves_an_empty_place_and_it_is_said(article):
    before = snapshot(article.pk)
    quote = article.quotes.get(heading="First")
    expert, name = Expert.objects.get(pk=quote.expert_id), quote.expert.name
    Quote.objects.filter(pk=quote.pk).update(expert=None)
    expert.delete()
    assert [str(each) for each in References(before).missing] == [
        f"The expert {name} was deleted, and its place stays empty."
    ]
    put_back(article.pk, before)
    assert Quote.objects.get(pk=quote.pk).expert is None


def test_a_link_to_a_deleted_article_stays_as_a_note(article):
    before = snapshot(article.pk)
    target = article.related_links.get(position=1).target
    title = target.title
    target.delete()
    put_back(article.pk, before)
    assert article.related_links.get(position=1).title == title


def test_one_quote_comes_back_and_the_rest_stays(article):
    before = snapshot(article.pk)
    first = article.quotes.get(heading="First")
    pk = first.pk
    first.delete()
    Article.objects.filter(pk=article.pk).update(title="Other")
    put_one_quote_back(article.pk, str(pk), before)
    now = snapshot(article.pk)
    assert now["quotes"][str(pk)] == before["quotes"][str(pk)]
    assert (now["fields"]["title"], now["order"][-1]) == ("Other", str(pk))


def test_only_the_wording_of_a_quote(article):
    before = snapshot(article.pk)
    quote = article.quotes.get(heading="First")
    quote.body, quote.source = "<p>Other.</p>", "By phone"
    quote.save()
    quote.muscles.clear()
    put_one_quote_back(article.pk, str(quote.pk), before, ("heading", "body"))
    quote.refresh_from_db()
    assert (quote.body, quote.source) == (before["quotes"][str(quote.pk)]["body"], "By phone")
    assert not quote.tagged_items.exists()


def test_what_is_put_back_is_a_version_of_its_own(article):
    record(article.pk)
    record_deletion(article.pk)
    before, pk = snapshot(article.pk), article.pk
    article.delete()
    put_back(pk, before)
    assert record(pk, note="Recovered").number == 3
