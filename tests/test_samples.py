"""What the samples hold, so that every page can be seen full."""

import re

import pytest
from django.db import transaction
from django.test import override_settings

from articles import samples
from articles.mentions import find_mentions
from articles.models import (
    Article,
    Author,
    Category,
    Expert,
    MuscleGroup,
    OtherName,
    Photo,
    Quote,
    RelatedLink,
    SimplePage,
)
from articles.pictures import file_name_as_text
from articles.richtext import plain_text
from articles.samples import drawings, portraits
from tests.factories import load_samples

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """The samples, written once for all tests of this file."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), transaction.atomic():
        with media:
            load_samples()
        yield
        transaction.set_rollback(True)


def published_quotes():
    return Quote.objects.published()


def test_there_is_enough_to_fill_every_page(loaded):
    assert Article.objects.published().count() >= 7
    assert Article.objects.drafts().count() == 1
    assert Article.objects.scheduled().count() == 1
    assert published_quotes().count() >= 40
    assert Expert.objects.published().count() >= 14
    assert Author.objects.published().count() == 3
    assert 4 <= Category.objects.published().count() <= 6


def test_every_muscle_group_is_named_in_a_published_quote(loaded):
    unnamed = MuscleGroup.objects.with_published_count().filter(quote_count=0)
    assert list(unnamed) == []


def test_the_words_of_each_quote_name_the_muscles_that_it_is_tagged_with(loaded):
    names = dict(MuscleGroup.objects.values_list("name", "slug"))
    names |= dict(OtherName.objects.values_list("name", "muscle__slug"))
    for quote in Quote.objects.for_list():
        found = {mention.slug for mention in find_mentions(plain_text(quote.body), names)}
        assert {muscle.slug for muscle in quote.named_muscles} <= found, quote


def test_a_published_quote_without_muscles_says_that_none_is_named(loaded):
    assert not published_quotes().filter(muscles=None, none_named=False)
    assert published_quotes().filter(none_named=True)
    assert not published_quotes().filter(none_named=True, tagged_items__isnull=False)


def test_a_published_quote_has_heading_affiliation_source_and_a_readable_length(loaded):
    for quote in published_quotes():
        assert all([quote.heading, quote.affiliation, quote.source])
        assert 60 <= quote.words <= 200, quote
        assert 2 <= quote.body.count("<p>") <= 4, quote


def test_articles_range_from_two_experts_to_eight_of_whom_one_speaks_twice(loaded):
    numbers = Article.objects.published().for_list().values_list("expert_count", flat=True)
    assert min(numbers) == 2
    largest = Article.objects.get(slug="sore-legs")
    assert max(numbers) == largest.quotes.values("expert").distinct().count() == 8
    assert largest.quotes.count() == 9


def test_two_experts_of_one_article_have_the_same_initials(loaded):
    names = {quote.expert.name for quote in Article.objects.get(slug="sore-legs").quotes.all()}
    assert {"Tomás Verhale", "Thea Vinter"} <= names


def test_some_experts_have_moved_on_since_they_were_quoted(loaded):
    moved = {q.expert.name for q in published_quotes() if q.affiliation != q.expert.affiliation}
    assert moved == {"Tomás Verhale", "Sefa Duarte"}


def test_every_title_is_a_question(loaded):
    assert all(title.endswith("?") for title in Article.objects.values_list("title", flat=True))


def test_every_person_says_that_they_are_a_sample(loaded):
    assert all("sample expert" in expert.biography for expert in Expert.objects.all())
    assert all("sample author" in author.biography for author in Author.objects.all())


def test_every_picture_has_a_useful_text_or_is_decorative(loaded):
    for photo in Photo.objects.all():
        assert photo.decorative or photo.alternative_text.endswith(".")
        assert not file_name_as_text(photo.alternative_text)


def test_published_pictures_have_credit_and_one_file_is_missing(loaded):
    shown = Photo.objects.filter(quotes__in=published_quotes())
    assert all(photo.caption and photo.credit for photo in shown)
    assert [photo.caption for photo in shown.filter(image="")] != []


def test_some_experts_have_a_portrait_and_some_have_none(loaded):
    assert Expert.objects.exclude(portrait=None).count() >= 8
    assert Expert.objects.filter(portrait=None).count() >= 5


def test_closings_have_headings_and_an_introduction_has_a_list_and_a_link(loaded):
    articles = Article.objects.published()
    assert articles.filter(closing__contains="<h2>").filter(closing__contains="<h3>")
    assert articles.filter(introduction__contains="<ul>").filter(introduction__contains="<a href=")


def test_related_links_lead_inside_and_outside_and_miss_nothing(loaded):
    wanted = sum(len(article["related"]) for article in samples.articles().values())
    assert RelatedLink.objects.exclude(target=None).count() > 10
    assert RelatedLink.objects.outside().filter(url__startswith="https://www.example.org/")
    assert RelatedLink.objects.count() == wanted


def test_no_article_was_updated_before_it_was_published(loaded):
    updated = Article.objects.exclude(updated_on=None)
    assert updated
    assert all(article.updated_on > article.published_at.date() for article in updated)


def test_a_reader_sees_each_published_article_and_each_page(loaded, client):
    for page in [*Article.objects.published(), *SimplePage.objects.all()]:
        assert client.get(page.get_absolute_url()).status_code == 200


def test_a_former_address_leads_to_its_article(loaded, client):
    response = client.get("/articles/muscles-used-in-running/")
    assert response.headers["Location"] == "/articles/running-muscles/"


def test_links_within_the_samples_lead_somewhere(loaded, client):
    texts = [*Article.objects.values_list("introduction", flat=True)]
    texts += SimplePage.objects.values_list("body", flat=True)
    addresses = {path for text in texts for path in re.findall(r'href="(/[^"]*)"', text)}
    assert len(addresses) >= 3
    for address in addresses:
        assert client.get(address).status_code == 200, address


def test_the_texts_are_typeset_with_care():
    for path in samples.FOLDER.rglob("*.toml"):
        for words in strings(samples.read(path)):
            plain = re.sub(r"<[^>]*>", "", words)
            assert not re.search(r"[\"']|  | - |\.\.\.", plain), f"{path.name}: {plain}"


def strings(value):
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for each in inner for text in strings(each)]


def test_pictures_are_the_same_each_time_and_not_too_wide():
    for name in drawings.SCENES:
        picture = drawings.draw(name)
        assert drawings.png(picture) == drawings.png(drawings.draw(name))
        assert picture.width <= 1600


def test_each_portrait_is_a_square_of_its_own():
    traits = [expert["portrait"] for expert in samples.experts().values() if "portrait" in expert]
    pictures = [portraits.draw(**each) for each in traits]
    assert {picture.size for picture in pictures} == {(480, 480)}
    assert len({picture.tobytes() for picture in pictures}) == len(pictures)
