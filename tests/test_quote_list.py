"""The quotes explorer as a reader without JavaScript uses it."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from articles.explorer import ON_A_PAGE
from tests.factories import make_article, make_expert, make_quote

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    def get(address="/quotes/"):
        response = client.get(address)
        assert response.status_code == 200, response.headers.get("Location", response)
        return BeautifulSoup(response.content, "html5lib")

    return get


def heading(page):
    return page.find(id="count").text


def headings(page):
    return [quote.strong.text for quote in page.select("article.quote")]


def choice(page, name):
    """The link of a muscle in the list, and its count."""
    link = next(a for a in page.select(".index a") if a.text.startswith(name))
    return link.get("href"), int(link.span.text)


def area(page, name):
    """The link of a muscle on the map."""
    return next(a for a in page.select("svg a") if a.title.text.startswith(name))


def by(name, **fields):
    return make_quote(expert=make_expert(name), **fields)


@pytest.fixture
def three_quotes():
    by("Ana Both", muscles=["calves", "glutes"], body="<p>The big toe leaves last.</p>")
    by("Ben Calf", muscles=["calves"], heading="Springs, not engines")
    by("Céleste Glute", muscles=["glutes"])


def test_all_quotes_stand_there_newest_first(page):
    now = timezone.now()
    for name, days in [("Old", 3), ("New", 1), ("Middle", 2)]:
        by(name, article=make_article(published_at=now - timedelta(days=days)))
    assert headings(page()) == ["New", "Middle", "Old"]
    assert heading(page()) == "3 quotes"


def test_drafts_scheduled_articles_and_quotes_of_nobody_stay_out(page):
    by("Draft", article=make_article(live=False))
    by("Later", article=make_article(published_at=timezone.now() + timedelta(hours=1)))
    make_quote(expert=None)
    by("Seen")
    assert headings(page()) == ["Seen"]
    assert [o.text for o in page().select("option")] == ["Anyone", "Seen (1)"]


def test_any_of_two_muscles(page, three_quotes):
    found = page("/quotes/?muscle=calves&muscle=glutes")
    assert heading(found) == "3 quotes on gluteals or calves"
    assert len(headings(found)) == 3


def test_all_of_two_muscles(page, three_quotes):
    found = page("/quotes/?match=all&muscle=calves&muscle=glutes")
    assert heading(found) == "1 quote on gluteals and calves"
    assert headings(found) == ["Ana Both"]


def test_the_switch_says_how_many_either_way(page, three_quotes):
    switch = page("/quotes/?muscle=calves&muscle=glutes").find("nav", attrs={"aria-label": "Match"})
    assert [a.text for a in switch.select("a")] == ["any (3)", "all (1)"]
    assert [a.get("aria-current") for a in switch.select("a")] == ["true", None]


def test_the_switch_comes_with_the_second_muscle(page, three_quotes):
    assert not page("/quotes/?muscle=calves").find("nav", attrs={"aria-label": "Match"})


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("TOE+big", ["Ana Both"]),
        ("engines", ["Ben Calf"]),
        ("celeste", ["Céleste Glute"]),
        ("CÉLESTE", ["Céleste Glute"]),
        ("toe+engines", []),
        ("%25", []),
        ("_", []),
    ],
)
def test_words_are_found_without_regard_to_case_and_accents(page, three_quotes, words, names):
    assert headings(page(f"/quotes/?q={words}")) == names


def test_words_of_the_articles_title_are_found(page):
    by("Found", article=make_article(title="Why do ankles ache?"))
    by("Other")
    assert headings(page("/quotes/?q=ankles")) == ["Found"]


def test_one_expert(page, three_quotes):
    option = next(o for o in page().select("option") if o.text.startswith("Ben"))
    found = page(f"/quotes/?expert={option['value']}")
    assert heading(found) == "1 quote by Ben Calf"
    assert found.select_one("option[selected]").text == "Ben Calf (1)"


def test_with_any_each_count_is_the_muscles_own(page, three_quotes):
    found = page("/quotes/?muscle=calves")
    assert choice(found, "Calves") == ("/quotes/", 2)
    assert choice(found, "Gluteals") == ("/quotes/?muscle=calves&muscle=glutes", 2)


def test_with_all_each_count_is_what_would_remain(page, three_quotes):
    by("Dora", muscles=["calves", "glutes", "core"])
    found = page("/quotes/?match=all&muscle=calves&muscle=glutes")
    assert choice(found, "Core")[1] == 1
    assert choice(found, "Calves")[1] == 2


def test_no_link_leads_to_nothing(page, three_quotes):
    found = page("/quotes/?muscle=calves")
    assert choice(found, "Core") == (None, 0)
    assert "href" not in area(found, "Core").attrs


def test_a_fourth_muscle_cannot_be_chosen(page):
    by("Ana", muscles=["calves", "core", "glutes", "shins"])
    found = page("/quotes/?muscle=calves&muscle=core&muscle=glutes")
    assert choice(found, "Shins") == (None, 1)
    assert "href" not in area(found, "Shins").attrs
    assert choice(found, "Core")[0] == "/quotes/?muscle=calves&muscle=glutes"


def test_map_and_list_say_the_same(page, three_quotes):
    found = page("/quotes/?muscle=calves")
    chosen = area(found, "Calves")
    assert (chosen["href"], chosen["aria-current"]) == ("/quotes/", "true")
    assert chosen.title.text == "Calves: 2 quotes, selected"
    assert area(found, "Gluteals")["href"] == choice(found, "Gluteals")[0]


def test_a_choice_keeps_expert_and_words(page, three_quotes):
    found = page("/quotes/?muscle=calves&q=toe")
    assert choice(found, "Gluteals")[0] == "/quotes/?muscle=calves&muscle=glutes&q=toe"


def test_each_chip_takes_its_own_part_away(page, three_quotes):
    chips = page("/quotes/?muscle=calves&q=toe").select(".chips .chip")[:3]
    assert [chip["href"] for chip in chips] == [
        "/quotes/?q=toe",
        "/quotes/?muscle=calves",
        "/quotes/",
    ]


def test_the_form_keeps_what_the_map_chose(page, three_quotes):
    form = page("/quotes/?match=all&muscle=calves&muscle=glutes").select_one("form.find")
    hidden = [(i["name"], i["value"]) for i in form.select("input[type=hidden]")]
    assert hidden == [("match", "all"), ("muscle", "calves"), ("muscle", "glutes")]


def test_the_mastheads_field_keeps_the_words(page, three_quotes):
    assert page("/quotes/?q=toe").select_one(".seek input")["value"] == "toe"


def test_nothing_found_offers_ways_out_that_lead_somewhere(page, three_quotes):
    found = page("/quotes/?match=all&muscle=calves&muscle=glutes&q=engines")
    assert heading(found) == "No quotes on gluteals and calves with “engines”"
    ways = {a.text: a["href"] for a in found.select(".toc a")}
    assert ways == {
        "Show 1 quote on any of these muscles": "/quotes/?muscle=calves&muscle=glutes&q=engines",
        "Show 1 quote with other words": "/quotes/?match=all&muscle=calves&muscle=glutes",
        "Show 1 quote with “engines” on anything": "/quotes/?q=engines",
        "Start again with every quote": "/quotes/",
    }


def test_pages_follow_each_other_without_gap_or_repeat(page):
    article = make_article()
    for number in range(ON_A_PAGE + 3):
        by(f"E{number}", article=article)
    first = page()
    second = page(first.select_one("a[rel=next]")["href"])
    assert (len(headings(first)), len(headings(second))) == (ON_A_PAGE, 3)
    assert len({*headings(first), *headings(second)}) == ON_A_PAGE + 3
    assert not second.select_one("a[rel=next]")
    assert heading(second) == f"{ON_A_PAGE + 3} quotes"


@pytest.mark.parametrize(
    "address",
    [
        "/quotes/?after=abc",
        "/quotes/?after=1-1",
        "/quotes/?after=%00",
        f"/quotes/?after={'9' * 40}",
        "/quotes/?muscle=%00",
        "/quotes/?expert=%F0%28",
        "/quotes/?muscle=a&muscle=b",
        "/quotes/?page=2",
    ],
)
def test_what_makes_no_sense_leads_to_all_quotes(client, three_quotes, address):
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (301, "/quotes/")


def test_only_the_page_without_a_filter_is_for_search_engines(page, three_quotes):
    def robots(address):
        return page(address).find("meta", attrs={"name": "robots"})

    assert robots("/quotes/") is None
    assert robots("/quotes/?muscle=calves")["content"] == "noindex,follow"
    assert robots("/quotes/?q=toe")["content"] == "noindex,follow"


def test_with_a_filter_the_results_come_sooner(page, three_quotes):
    assert page().select_one("header .lede")
    assert not page("/quotes/?muscle=calves").select_one("header .lede")


def test_a_form_cannot_be_posted_to_it(client):
    assert client.post("/quotes/").status_code == 405


@pytest.mark.parametrize("rows", [3, 30])
@pytest.mark.parametrize(
    "address",
    [
        "/quotes/",
        "/quotes/?match=all&muscle=calves&muscle=glutes&q=chair",
        "/quotes/?muscle=shins&q=nothing",
    ],
)
def test_six_queries_however_many_quotes(client, django_assert_max_num_queries, rows, address):
    for _ in range(rows):
        make_quote(muscles=["calves", "glutes"])
    with django_assert_max_num_queries(6):
        client.get(address)
