"""The index of experts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import views
from tests.factories import make_article, make_expert, make_photo, make_quote

pytestmark = pytest.mark.django_db


def names(page):
    return [name.text for name in page.select("main .who strong")]


def test_all_whom_readers_can_meet_stand_there_by_name(read):
    for name in ["Cleo Diaz", "Ana Berg", "Ben Holm"]:
        make_quote(expert=make_expert(name))
    later = timezone.now() + timedelta(hours=1)
    for article in [make_article(live=False), make_article(published_at=later)]:
        make_quote(article, expert=make_expert("Hidden"))
    make_expert("Never quoted")
    assert names(read("/experts/")) == ["Ana Berg", "Ben Holm", "Cleo Diaz"]


def test_who_is_quoted_twice_stands_there_once(read):
    ana = make_quote(expert=make_expert("Ana Berg")).expert
    make_quote(expert=ana)
    assert names(read("/experts/")) == ["Ana Berg"]


def test_each_leads_to_their_page_and_says_what_they_do_today(read):
    expert = make_expert("Ana Berg", title="Physiotherapist", organisation="Harbour Lane")
    make_quote(expert=expert, affiliation="Then a student")
    who = read("/experts/").select_one("main .who")
    assert who.a["href"] == expert.get_absolute_url()
    assert "Physiotherapist, Harbour Lane" in who.text
    assert "Then a student" not in who.text
    assert who.select_one(".face").text == "AB"


def test_a_portrait_takes_the_place_of_the_initials(read):
    make_quote(expert=make_expert("Ana Berg", portrait=make_photo()))
    who = read("/experts/").select_one("main .who")
    assert who.img["loading"] == "lazy"
    assert not who.select("span.face")


def test_an_empty_index_says_so(read):
    assert "The first answers are on their way." in read("/experts/").text


@pytest.mark.parametrize("rows", [3, 30])
def test_two_queries_however_many_rows(client, django_assert_max_num_queries, rows):
    photo = make_photo()
    for _ in range(rows):
        make_quote(expert=make_expert(portrait=photo))
    with django_assert_max_num_queries(2):
        client.get("/experts/")


def test_a_form_cannot_be_posted_to_it(client):
    assert client.post("/experts/").status_code == 405


def test_very_many_stand_on_several_pages(read, client, monkeypatch):
    monkeypatch.setattr(views, "ON_A_PAGE_OF_NAMES", 2)
    for name in ["Ana Berg", "Ben Holm", "Cleo Diaz", "Ana Berg", "Dara Moss"]:
        make_quote(expert=make_expert(name))
    pages, address = [], "/experts/"
    while address:
        page = read(address)
        pages.append(names(page))
        onward = page.select_one(".pages a[rel=next]")
        address = onward and f"/experts/{onward['href']}"
    assert [a["href"] for a in page.select(".pages a")] == ["/experts/"]
    assert pages == [["Ana Berg", "Ana Berg"], ["Ben Holm", "Cleo Diaz"], ["Dara Moss"]]
    for nothing in ["nobody", "dara-moss"]:
        response = client.get("/experts/", {"after": nothing})
        assert (response.status_code, response.url) == (301, "/experts/")
