"""The short address of a quote: a promise to the outside."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_article, make_quote

pytestmark = pytest.mark.django_db


def answer(client, quote):
    response = client.get(f"/q/{quote.pk}/")
    return response.status_code, response.get("Location")


def test_it_leads_to_the_quote_in_its_article(client):
    quote = make_quote(make_article(slug="springs"))
    assert answer(client, quote) == (302, f"/articles/springs/#q-{quote.pk}")


def test_it_leads_there_still_when_article_and_place_have_changed(client):
    quote = make_quote(make_article(slug="springs"))
    quote.position, quote.heading = 7, "Another claim"
    quote.save()
    quote.article.slug = "coils"
    quote.article.save()
    assert answer(client, quote) == (302, f"/articles/coils/#q-{quote.pk}")


def test_the_place_it_leads_to_is_on_the_page(client, read):
    quote = make_quote()
    path, _, anchor = client.get(f"/q/{quote.pk}/")["Location"].partition("#")
    assert read(path).find(id=anchor)


def test_what_readers_cannot_see_is_not_found(client):
    later = timezone.now() + timedelta(hours=1)
    hidden = [
        make_quote(make_article(live=False)),
        make_quote(make_article(published_at=later)),
        make_quote(expert=None),
    ]
    assert [answer(client, quote)[0] for quote in hidden] == [404, 404, 404]


@pytest.mark.parametrize("pk", ["0", "9223372036854775807", "9223372036854775808", "9" * 400])
def test_a_quote_that_does_not_exist_is_not_found(client, pk):
    assert client.get(f"/q/{pk}/").status_code == 404


def test_one_query_is_enough(client, django_assert_num_queries):
    quote = make_quote()
    with django_assert_num_queries(1):
        client.get(f"/q/{quote.pk}/")


def test_a_form_cannot_be_posted_to_it(client):
    assert client.post(f"/q/{make_quote().pk}/").status_code == 405
