"""What comes back is what was there: ids, tags, photos, links, order."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from django.utils import timezone

from articles.history.differences import differences
from articles.history.recording import record, record_deletion
from articles.history.restoring import (
    fitted,
    new_lacks,
    only_quote,
    onto,
    recovered,
    with_quote,
)
from articles.history.snapshot import QUOTE_FIELDS, snapshot
from articles.history.writing import put_back
from articles.models import (
    Article,
    Expert,
    FormerAddress,
    GoneQuote,
    Merge,
    MuscleGroup,
    Photo,
    Quote,
)
from tests.factories import make_article, make_expert, make_photo, make_quote

pytestmark = pytest.mark.django_db

WHOLE = (*QUOTE_FIELDS, "muscles")


@pytest.fixture
def article():
    article = make_article(cover=make_photo())
    make_quote(article, heading="First", muscles=["glutes", "calves"], photo=make_photo())
    make_quote(article, heading="Second", muscles=["core"])
    article.related_links.create(position=1, target=make_article())
    article.related_links.create(position=2, url="https://example.org/", title="A page")
    return article


def restore(article, parts, used=None):
    put_back(article.pk, onto(fitted(parts, used).parts, snapshot(article.pk)))


def restore_quote(article, key, parts, names=WHOLE):
    version = fitted(only_quote(parts, key)).parts
    put_back(article.pk, with_quote(snapshot(article.pk), version, key, names))


def recover(pk, parts, *, as_draft=False):
    return put_back(pk, recovered(fitted(parts).parts, as_draft=as_draft))


def merge(kind, gone, kept):
    names = {"gone_name": gone.name, "kept_name": kept.name}
    Merge.objects.create(kind=kind, gone_id=gone.pk, kept_id=kept.pk, record={}, **names)


def without_first_expert(article):
    """The first quote given to Ana Berg, so that its expert can go; and who that was."""
    quote = article.quotes.get(heading="First")
    gone, quote.expert = quote.expert, make_expert("Ana Berg")
    quote.save()
    return gone, quote


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
    restore(article, before)
    assert same(before, snapshot(article.pk))
    assert Quote.objects.get(pk=first.pk).words == first.words > 0


def test_what_did_not_change_is_left_alone(article, django_assert_num_queries):
    before = snapshot(article.pk)
    # One snapshot takes five; then the article is read and saved, and its quotes are read.
    with django_assert_num_queries(9):
        put_back(article.pk, before)
    for _ in range(3):
        make_quote(article, muscles=["core"])
    before = snapshot(article.pk)
    with django_assert_num_queries(9):
        put_back(article.pk, before)


def test_where_the_article_stands_and_its_approvals_stay(article):
    before = snapshot(article.pk)
    moment = datetime(2030, 1, 1, tzinfo=UTC)
    quote = article.quotes.first()
    quote.approve(moment)
    changes = {"slug": "moved", "published_at": moment, "update_note": "What is new"}
    Article.objects.filter(pk=article.pk).update(title="Other", **changes)
    now = snapshot(article.pk)
    restore(article, before)
    article.refresh_from_db()
    quote.refresh_from_db()
    assert {name: getattr(article, name) for name in changes} == changes
    assert (article.title, quote.is_approved) == (before["fields"]["title"], True)
    assert [each.path for each in differences(now, onto(before, now))] == [("fields", "title")]


def test_a_deleted_article_comes_back_as_it_was(article):
    FormerAddress.objects.create(article=article, slug="once-here")
    approved = datetime(2026, 5, 3, 9, tzinfo=UTC)
    article.quotes.update(approved_at=approved, approved_words="abc")
    before, pk = snapshot(article.pk), article.pk
    article.delete()
    recover(pk, before)
    now = snapshot(pk)
    assert same(before, now)
    assert now["former"] == ["once-here"]
    assert set(Quote.objects.values_list("approved_at", "approved_words")) == {(approved, "abc")}


def test_or_as_a_draft(article):
    before, pk = snapshot(article.pk), article.pk
    article.delete()
    assert recover(pk, before, as_draft=True).state == "draft"


def test_a_photo_keeps_what_was_written_since_the_article_was_deleted(article):
    before, pk = snapshot(article.pk), article.pk
    article.delete()
    Photo.objects.update(credit="Corrected since")
    recover(pk, before)
    assert set(Photo.objects.values_list("credit", flat=True)) == {"Corrected since"}


def test_an_address_that_was_taken_meanwhile_stays_with_its_new_owner(article):
    FormerAddress.objects.create(article=article, slug="once-here")
    before, pk = snapshot(article.pk), article.pk
    article.delete()
    other = make_article(slug=before["fields"]["slug"])
    FormerAddress.objects.create(article=other, slug="once-here")
    recover(pk, before)
    assert Article.objects.get(pk=pk).slug != other.slug
    assert FormerAddress.objects.get(slug="once-here").article == other


def test_an_address_of_its_own_comes_before_where_it_led_meanwhile(article):
    before, pk = snapshot(article.pk), article.pk
    article.delete()
    FormerAddress.objects.create(article=make_article(), slug=before["fields"]["slug"])
    recover(pk, before)
    assert Article.objects.get(pk=pk).slug == before["fields"]["slug"]
    assert not FormerAddress.objects.filter(slug=before["fields"]["slug"]).exists()


@pytest.mark.parametrize("steps", [1, 2])
def test_a_merged_expert_has_a_successor(article, steps):
    before = snapshot(article.pk)
    gone, quote = without_first_expert(article)
    kept = quote.expert
    chain = [gone, kept] if steps == 1 else [gone, make_expert(), kept]
    for old, new in pairwise(chain):
        merge("expert", old, new)
    name = gone.name
    gone.delete()
    (missing,) = fitted(before).missing
    assert str(missing) == f"The expert {name} became Ana Berg."
    now = snapshot(article.pk)
    assert differences(now, fitted(before).parts) == []
    Quote.objects.filter(pk=quote.pk).update(expert=None)
    restore(article, before)
    quote.refresh_from_db()
    assert quote.expert == kept


def test_a_successor_that_nobody_wants_leaves_an_empty_place(article):
    before = snapshot(article.pk)
    gone, quote = without_first_expert(article)
    merge("expert", gone, quote.expert)
    gone.delete()
    restore(article, before, used=set())
    quote.refresh_from_db()
    assert quote.expert is None


def test_an_approval_counts_for_the_successor_too(article):
    first = article.quotes.get(heading="First")
    first.approve(timezone.now())
    before = snapshot(article.pk)
    gone, quote = without_first_expert(article)
    merge("expert", gone, quote.expert)
    gone.delete()
    quote.delete()
    restore(article, before)
    assert Quote.objects.get(pk=first.pk).is_approved


def test_a_merged_muscle_group_is_tagged_once(article):
    before = snapshot(article.pk)
    glutes, calves = MuscleGroup.objects.get(slug="glutes"), MuscleGroup.objects.get(slug="calves")
    merge("muscle", calves, glutes)
    quote = article.quotes.get(heading="First")
    quote.muscles.clear()
    calves.delete()
    restore(article, before)
    assert [each.slug for each in Quote.objects.get(pk=quote.pk).named_muscles] == ["glutes"]


def test_a_deleted_expert_leaves_an_empty_place_and_it_is_said(article):
    before = snapshot(article.pk)
    quote = article.quotes.get(heading="First")
    expert, name = Expert.objects.get(pk=quote.expert_id), quote.expert.name
    Quote.objects.filter(pk=quote.pk).update(expert=None)
    expert.delete()
    assert [str(each) for each in fitted(before).missing] == [
        f"The expert {name} was deleted, and its place stays empty."
    ]
    restore(article, before)
    assert Quote.objects.get(pk=quote.pk).expert is None


def test_a_link_to_a_deleted_article_stays_as_a_note(article):
    before = snapshot(article.pk)
    target = article.related_links.get(position=1).target
    title = target.title
    target.delete()
    restore(article, before)
    note, page = article.related_links.order_by("position")
    assert (note.target, note.title, page.title) == (None, title, "A page")


def test_a_deleted_photo_leaves_its_place_empty(article):
    before = snapshot(article.pk)
    cover = article.cover
    Article.objects.filter(pk=article.pk).update(cover=None, title="Other")
    cover.delete()
    restore(article, before)
    article.refresh_from_db()
    assert (article.cover, article.title) == (None, before["fields"]["title"])


def test_one_quote_comes_back_in_its_place_and_the_rest_stays(article):
    before = snapshot(article.pk)
    key = before["order"][0]
    Quote.objects.filter(pk=key).delete()
    make_quote(article, heading="Third")
    Article.objects.filter(pk=article.pk).update(title="Other")
    restore_quote(article, key, before)
    now = snapshot(article.pk)
    assert now["quotes"][key] == before["quotes"][key]
    assert now["fields"]["title"] == "Other"
    headings = [now["quotes"][each]["heading"] for each in now["order"]]
    assert headings == ["First", "Second", "Third"]


def test_only_the_wording_of_a_quote(article):
    before = snapshot(article.pk)
    quote = article.quotes.get(heading="First")
    quote.body, quote.source = "<p>Other.</p>", "By phone"
    quote.save()
    quote.muscles.clear()
    restore_quote(article, str(quote.pk), before, ("heading", "body"))
    quote.refresh_from_db()
    assert (quote.body, quote.source) == (before["quotes"][str(quote.pk)]["body"], "By phone")
    assert not quote.tagged_items.exists()


def test_the_texts_of_a_photo_come_back_with_its_quote_and_not_with_its_words(article):
    before = snapshot(article.pk)
    quote = article.quotes.get(heading="First")
    Photo.objects.update(caption="Other")
    restore_quote(article, str(quote.pk), before, ("heading", "body"))
    assert set(Photo.objects.values_list("caption", flat=True)) == {"Other"}
    restore_quote(article, str(quote.pk), before)
    assert Photo.objects.get(caption="Other") == article.cover


def test_what_is_put_back_is_a_version_of_its_own(article):
    record(article.pk)
    record_deletion(article.pk)
    before, pk = snapshot(article.pk), article.pk
    article.delete()
    assert GoneQuote.objects.count() == 2
    recover(pk, before)
    assert record(pk, note="Recovered").number == 3
    assert not GoneQuote.objects.exists()


@pytest.mark.parametrize(
    ("change", "lack"),
    [
        ({"author": None}, "an author"),
        ({"standfirst": ""}, "a standfirst"),
    ],
)
def test_readers_would_miss_a_field(article, change, lack):
    before = snapshot(article.pk)
    after = before | {"fields": before["fields"] | change}
    assert (new_lacks(after, before), new_lacks(after, after)) == ([lack], [])
    draft = after | {"fields": after["fields"] | {"published_at": None}}
    assert new_lacks(draft, before) == []


@pytest.mark.parametrize(
    ("change", "lack"), [({"expert": None}, "an expert"), ({"muscles": []}, "a muscle")]
)
def test_readers_would_miss_something_of_a_quote(article, change, lack):
    before = snapshot(article.pk)
    key = before["order"][0]
    quotes = before["quotes"] | {key: before["quotes"][key] | change}
    assert new_lacks(before | {"quotes": quotes}, before) == [lack]


@pytest.mark.parametrize(
    ("change", "lack"),
    [({"credit": ""}, "a credit"), ({"alternative_text": ""}, "an alternative text")],
)
def test_readers_would_miss_something_of_a_photo(article, change, lack):
    before = snapshot(article.pk)
    photos = {key: texts | change for key, texts in before["photos"].items()}
    assert new_lacks(before | {"photos": photos}, before) == [lack]
