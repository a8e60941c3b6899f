"""Simple pages: About, How we ask experts, Privacy."""

from datetime import UTC, datetime

import pytest
import time_machine

from tests.factories import make_page

pytestmark = pytest.mark.django_db


def test_it_shows_its_title_its_words_and_the_day_of_its_last_change(read):
    with time_machine.travel(datetime(2026, 3, 4, 12, tzinfo=UTC)):
        make_page(title="About <us>", slug="about", body="<h2>Who</h2><p>We <em>ask</em>.</p>")
    page = read("/about/")
    assert page.h1.text == "About <us>"
    assert [part.name for part in page.select(".flow > *")] == ["h2", "p"]
    assert page.em.text == "ask"
    assert page.select_one(".facts").text == "Updated on 4 March 2026"
    assert page.time["datetime"] == "2026-03-04"


def test_its_address_needs_the_slash_at_its_end(client):
    make_page(slug="about")
    response = client.get("/about")
    assert (response.status_code, response["Location"]) == (301, "/about/")


@pytest.mark.parametrize("slug", ["articles", "muscles", "admin", "feed", "quotes"])
def test_it_cannot_take_the_address_of_another_page(client, slug):
    make_page(slug=slug, title="Usurper")
    assert "<h1>Usurper" not in client.get(f"/{slug}/", follow=True).content.decode()


def test_what_is_no_page_is_not_found(client):
    assert client.get("/none/").status_code == 404


@pytest.mark.parametrize("rows", [3, 30])
def test_two_queries_however_many_pages(client, django_assert_max_num_queries, rows):
    pages = [make_page() for _ in range(rows)]
    with django_assert_max_num_queries(2):
        client.get(pages[0].get_absolute_url())


def test_a_form_cannot_be_posted_to_it(client):
    assert client.post(make_page().get_absolute_url()).status_code == 405
