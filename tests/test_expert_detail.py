"""The page of one expert."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from articles.said import Said
from articles.views import BY_AN_EXPERT
from tests.factories import make_article, make_expert, make_photo, make_quote

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def ana():
    return make_expert("Ana Berg", slug="ana")


def days_ago(days, **fields):
    return make_article(published_at=NOW - timedelta(days=days), **fields)


def facts(page):
    return {dt.text: dt.find_next("dd").text for dt in page.select("dl dt")}


def test_it_says_who_they_are(read):
    expert = make_expert(
        "Ana Berg",
        biography="Runs before breakfast.",
        credentials="BSc, registered",
        credentials_checked_on=date(2026, 3, 14),
        interests="None",
        website="https://ana.example/",
    )
    make_quote(expert=expert)
    page = read(expert.get_absolute_url())
    assert page.h1.text == "Ana Berg"
    assert page.select_one(".lede").text == "Runs before breakfast."
    assert facts(page) == {
        "Practice": "Running coach, Northgate Track Club",
        "Credentials": "BSc, registered",
        "Credentials checked": "14 March 2026",
        "Interests declared": "None",
        "Website": "https://ana.example/",
    }
    assert page.find("dt", string="Website").find_next("a")["href"] == "https://ana.example/"


def test_what_is_unknown_leaves_no_trace(read):
    expert = make_quote(expert=make_expert(title="", organisation="")).expert
    page = read(expert.get_absolute_url())
    assert facts(page) == {}
    assert not page.select(".lede")


def test_a_heading_says_what_they_speak_about_most(read, ana):
    make_quote(expert=ana, muscles=["calves", "core"])
    make_quote(expert=ana, muscles=["calves"])
    page = read("/experts/ana/")
    assert page.select_one("#about").text == "Speaks mostly about the calves"
    muscles = [(a.text, a["href"]) for a in page.select("ul.index a")]
    assert muscles == [
        ("Calves 2", "/quotes/?expert=ana&muscle=calves"),
        ("Core 1", "/quotes/?expert=ana&muscle=core"),
    ]


def test_without_any_muscle_the_heading_says_so(read, ana):
    make_quote(expert=ana)
    assert read("/experts/ana/").select_one("#about").text == "Has named no muscle yet"


def test_the_map_leads_to_their_quotes_on_each_muscle(read, ana):
    make_quote(expert=ana, muscles=["calves"])
    make_quote(muscles=["core"])
    page = read("/experts/ana/")
    areas = {a.title.text: a.get("href") for a in page.select("svg.body :has(> title)")}
    assert areas["Calves: 1 quote"] == "/quotes/?expert=ana&muscle=calves"
    assert areas["Core: 0 quotes"] is None
    assert [item.text for item in page.select("ul.key li")] == ["None", "1 quote"]


def test_only_what_readers_can_see_is_counted_and_shown(read, ana):
    make_quote(days_ago(2, title="Seen"), expert=ana, muscles=["calves"])
    for article in [make_article(live=False, title="Draft"), days_ago(-1, title="Later")]:
        make_quote(article, expert=ana, muscles=["calves", "core"])
    page = read("/experts/ana/")
    assert page.select_one("#all").text == "One quote"
    assert [a.text for a in page.select("ul.index a")] == ["Calves 1"]
    assert len(page.select("article.quote")) == 1
    assert "Draft" not in page.text
    assert "Later" not in page.text


def test_the_newest_quotes_come_first_and_the_explorer_has_the_others(read, ana):
    for number in range(BY_AN_EXPERT + 2):
        make_quote(days_ago(number + 1, title=f"A{number}"), expert=ana)
    page = read("/experts/ana/")
    shown = [quote.select(".who a")[1].text for quote in page.select("article.quote")]
    assert shown == [f"A{number}" for number in range(BY_AN_EXPERT)]
    assert page.select_one("#all").text == f"All {BY_AN_EXPERT + 2} quotes"
    button = page.select_one("a.button")
    assert (button["href"], button.text) == (
        "/quotes/?expert=ana",
        f"All {BY_AN_EXPERT + 2} quotes by Ana Berg",
    )


def test_each_quote_keeps_the_affiliation_of_its_time(read, ana):
    make_quote(expert=ana, affiliation="Then a student")
    assert "Then a student" in read("/experts/ana/").select_one("article.quote").text


def test_the_addresses_that_the_page_gives_are_canonical(client, read, ana):
    make_quote(expert=ana, muscles=["calves"])
    for link in read("/experts/ana/").select("ul.index a, svg.body a[href]"):
        assert client.get(link["href"]).status_code == 200


def test_whom_readers_cannot_meet_is_not_found(client, ana):
    make_quote(make_article(live=False), expert=ana)
    for slug in ["ana", "nobody", "a" * 3000]:
        assert client.get(f"/experts/{slug}/").status_code == 404


@pytest.mark.parametrize("rows", [3, 30])
def test_six_queries_however_many_rows(client, django_assert_max_num_queries, ana, rows):
    for _ in range(rows):
        make_quote(make_article(cover=make_photo(image="")), expert=ana, muscles=["calves", "core"])
    with django_assert_max_num_queries(6):
        client.get("/experts/ana/")


def test_a_form_cannot_be_posted_to_it(client, ana):
    assert client.post("/experts/ana/").status_code == 405


def test_it_says_in_which_role_they_name_a_muscle_and_in_which_articles(read, ana):
    hills = make_article(title="Hills?")
    make_quote(hills, expert=ana, muscles={"calves": Said("helps"), "core": Said()})
    make_quote(hills, expert=ana, muscles={"calves": Said("not", "on a treadmill")})
    make_quote(make_article(live=False), expert=ana, muscles={"calves": Said("helps")})
    page = read(ana.get_absolute_url())
    roles = {li.a.text: li.small.text if li.small else "" for li in page.select(".index li")}
    assert roles["Calves 2"] == "helps in 1, not worked in 1"
    assert roles["Core 1"] == ""
    assert [a.text for a in page.select("#articles + ul a")] == ["Hills?"]


def test_what_they_deny_is_not_shaded(read):
    quote = make_quote(muscles={"calves": Said(), "shins": Said("not", "on a treadmill")})
    page = read(quote.expert.get_absolute_url())
    levels = {a.title.text: a.get("class") for a in page.select("svg.body :has(> title)")}
    assert levels["Shins: 1 quote"] in (None, ["level-0"])
    assert levels["Calves: 1 quote"] == ["level-4"]
