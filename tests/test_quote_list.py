"""The quotes explorer as a reader without JavaScript uses it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles.explorer import ON_A_PAGE
from articles.search import postgresql
from tests.factories import make_article, make_expert, make_quote

pytestmark = pytest.mark.django_db


def heading(page):
    return page.find(id="count").text


def headings(page):
    return [quote.strong.text for quote in page.select("article.quote")]


def choice(page, name):
    """The link of a muscle in the list, and its count."""
    link = next(a for a in page.select(".index a") if a.text.startswith(name))
    return link.get("href"), int(link.span.text)


def area(page, name):
    """A muscle on the map: a link if it leads anywhere."""
    return next(a for a in page.select("svg.body :has(> title)") if a.title.text.startswith(name))


def by(name, **fields):
    return make_quote(expert=make_expert(name), **fields)


@pytest.fixture
def three_quotes():
    by("Ana Both", muscles=["calves", "glutes"], body="<p>The big toe leaves last.</p>")
    by("Ben Calf", muscles=["calves"], heading="Springs, not engines")
    by("Céleste Glute", muscles=["glutes"])


def test_all_quotes_stand_there_newest_first(read):
    now = timezone.now()
    for name, days in [("Old", 3), ("New", 1), ("Middle", 2)]:
        by(name, article=make_article(published_at=now - timedelta(days=days)))
    assert headings(read("/quotes/")) == ["New", "Middle", "Old"]
    assert heading(read("/quotes/")) == "3 quotes"


def test_drafts_scheduled_articles_and_quotes_of_nobody_stay_out(read):
    by("Draft", article=make_article(live=False))
    by("Later", article=make_article(published_at=timezone.now() + timedelta(hours=1)))
    make_quote(expert=None)
    by("Seen")
    assert headings(read("/quotes/")) == ["Seen"]
    assert [o.text for o in read("/quotes/").select("option")] == ["Anyone", "Seen (1)"]


def test_any_of_two_muscles(read, three_quotes):
    found = read("/quotes/?muscle=calves&muscle=glutes")
    assert heading(found) == "3 quotes on gluteals or calves"
    assert len(headings(found)) == 3


def test_all_of_two_muscles(read, three_quotes):
    found = read("/quotes/?match=all&muscle=calves&muscle=glutes")
    assert heading(found) == "1 quote on gluteals and calves"
    assert headings(found) == ["Ana Both"]


def test_the_switch_says_how_many_either_way(read, three_quotes):
    switch = read("/quotes/?muscle=calves&muscle=glutes").find("nav", attrs={"aria-label": "Match"})
    assert [a.text for a in switch.select("a")] == ["any (3)", "all (1)"]
    assert [a.get("aria-current") for a in switch.select("a")] == ["true", None]


def test_the_switch_does_not_lead_to_nothing(read):
    by("Ana", muscles=["calves"])
    found = read("/quotes/?muscle=calves&muscle=glutes")
    assert "href" not in found.select("nav[aria-label=Match] a")[1].attrs


def test_the_switch_comes_with_the_second_muscle(read, three_quotes):
    assert not read("/quotes/?muscle=calves").find("nav", attrs={"aria-label": "Match"})


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("TOE+big", ["Ana Both"]),
        ("engines", ["Ben Calf"]),
        ("celeste", ["Céleste Glute"]),
        ("C%C3%89LESTE", ["Céleste Glute"]),
        ("toe+engines", []),
        ("%25", []),
        ("_", []),
    ],
)
def test_words_are_found_without_regard_to_case_and_accents(read, three_quotes, words, names):
    assert headings(read(f"/quotes/?q={words}")) == names


@pytest.mark.parametrize("typed", ["doesn't", "doesn%E2%80%99t"])
def test_either_apostrophe_finds_the_other(read, typed):
    by("Found", body="<p>It doesn’t push.</p>")
    by("Too", body="<p>It doesn't push.</p>")
    assert sorted(headings(read(f"/quotes/?q={typed}"))) == ["Found", "Too"]


def test_words_of_the_articles_title_are_found(read):
    by("Found", article=make_article(title="Why do ankles ache?"))
    by("Other")
    assert headings(read("/quotes/?q=ankles")) == ["Found"]


def test_one_expert(read, three_quotes):
    option = next(o for o in read("/quotes/").select("option") if o.text.startswith("Ben"))
    found = read(f"/quotes/?expert={option['value']}")
    assert heading(found) == "1 quote by Ben Calf"
    assert found.select_one("option[selected]").text == "Ben Calf (1)"
    others = [o.text for o in found.select("option:not([selected])")]
    assert others == ["Anyone", "Ana Both (1)", "Céleste Glute (1)"]


def test_with_any_each_count_is_the_muscles_own(read, three_quotes):
    found = read("/quotes/?muscle=calves")
    assert choice(found, "Calves") == ("/quotes/", 2)
    assert choice(found, "Gluteals") == ("/quotes/?muscle=calves&muscle=glutes", 2)


def test_with_all_each_count_is_what_would_remain(read, three_quotes):
    by("Dora", muscles=["calves", "glutes", "core"])
    found = read("/quotes/?match=all&muscle=calves&muscle=glutes")
    assert choice(found, "Core")[1] == 1
    assert choice(found, "Calves")[1] == 2


def test_no_link_leads_to_nothing(read, three_quotes):
    found = read("/quotes/?muscle=calves")
    assert choice(found, "Core") == (None, 0)
    assert "href" not in area(found, "Core").attrs


def test_a_fourth_muscle_cannot_be_chosen(read):
    by("Ana", muscles=["calves", "core", "glutes", "shins"])
    found = read("/quotes/?muscle=calves&muscle=core&muscle=glutes")
    assert choice(found, "Shins") == (None, 1)
    assert "href" not in area(found, "Shins").attrs
    assert choice(found, "Core")[0] == "/quotes/?muscle=calves&muscle=glutes"


def test_map_and_list_say_the_same(read, three_quotes):
    found = read("/quotes/?muscle=calves")
    chosen = area(found, "Calves")
    assert (chosen["href"], chosen["aria-current"]) == ("/quotes/", "true")
    assert chosen.title.text == "Calves: 2 quotes, selected"
    assert area(found, "Gluteals")["href"] == choice(found, "Gluteals")[0]


def test_a_choice_keeps_expert_and_words(read, three_quotes):
    found = read("/quotes/?muscle=calves&q=toe")
    assert choice(found, "Gluteals")[0] == "/quotes/?muscle=calves&muscle=glutes&q=toe"


def test_each_chip_takes_its_own_part_away(read, three_quotes):
    chips = read("/quotes/?muscle=calves&q=toe").select(".chips .chip")[:3]
    assert [chip["href"] for chip in chips] == [
        "/quotes/?q=toe",
        "/quotes/?muscle=calves",
        "/quotes/",
    ]


def test_the_form_keeps_what_the_map_chose(read, three_quotes):
    form = read("/quotes/?match=all&muscle=calves&muscle=glutes").select_one("form.find")
    hidden = [(i["name"], i["value"]) for i in form.select("input[type=hidden]")]
    assert hidden == [("match", "all"), ("muscle", "calves"), ("muscle", "glutes")]


def test_the_mastheads_field_keeps_the_words(read, three_quotes):
    assert read("/quotes/?q=toe").select_one(".seek input")["value"] == "toe"


def test_nothing_found_offers_ways_out_that_lead_somewhere(read, three_quotes):
    both = "/quotes/?muscle=calves&muscle=glutes"
    found = read("/quotes/?match=all&muscle=calves&muscle=glutes&q=engines")
    assert heading(found) == "No quotes on gluteals and calves with “engines”"
    assert found.select_one("section .lede").text == (
        "Nobody has said “engines” about the gluteals and the calves in one quote."
    )
    assert [(a.text, a["href"]) for a in found.select(".toc a")] == [
        ("Show 1 quote on gluteals or calves with “engines”", f"{both}&q=engines"),
        ("Show 1 quote on gluteals and calves", "/quotes/?match=all&muscle=calves&muscle=glutes"),
        ("Show 1 quote with “engines”", "/quotes/?q=engines"),
        ("Show 3 quotes on gluteals or calves", both),
        ("Search everything for “engines”", "/search/?q=engines"),
        ("Start again with every quote", "/quotes/"),
    ]


def test_an_expert_need_not_talk_about_everything(read):
    make_quote(expert=make_expert("Callum Brodie", slug="callum"), muscles=["calves"])
    lede = read("/quotes/?expert=callum&muscle=neck").select_one("section .lede").text
    assert lede.endswith("the neck yet. Nobody has to talk about everything.")


def test_a_site_without_quotes_offers_no_way_round_in_a_circle(read):
    found = read("/quotes/")
    assert heading(found) == "No quotes"
    assert not found.select(".toc")


def test_pages_follow_each_other_without_gap_or_repeat(read):
    article = make_article()
    for number in range(ON_A_PAGE + 3):
        by(f"E{number}", article=article)
    first = read("/quotes/")
    second = read(first.select_one("a[rel=next]")["href"])
    assert (len(headings(first)), len(headings(second))) == (ON_A_PAGE, 3)
    assert len({*headings(first), *headings(second)}) == ON_A_PAGE + 3
    assert not second.select_one("a[rel=next]")
    assert [a["href"] for a in second.select(".pages a")] == ["/quotes/"]
    assert heading(second) == f"{ON_A_PAGE + 3} quotes"


def test_a_choice_in_another_order_leads_to_its_one_address(client, three_quotes):
    response = client.get("/quotes/?muscle=calves&q=toe&muscle=glutes")
    assert response.status_code == 301
    assert response["Location"] == "/quotes/?muscle=calves&muscle=glutes&q=toe"


@pytest.mark.parametrize("match", ["any", "all"])
def test_thousands_of_muscles_are_no_trouble(client, three_quotes, match):
    made_up = "&".join(f"muscle=a{number}" for number in range(5000))
    response = client.get(f"/quotes/?match={match}&{made_up}&muscle=core")
    assert (response.status_code, response["Location"]) == (301, "/quotes/?muscle=core")


@pytest.mark.parametrize("words", ["a" * 10_000, "%EF%B7%BA" * 100, "a+" * 300, "%ED%A0%80", "%"])
def test_words_of_any_kind_lead_to_an_answer(client, three_quotes, words):
    response = client.get(f"/quotes/?q={words}", follow=True)
    assert response.status_code == 200
    assert len(response.redirect_chain) <= 1


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
        "/quotes/?utm_source=letter",
        "/quotes/?expert=&q=",
        "/quotes/?q=%CC%81",
    ],
)
def test_what_makes_no_sense_leads_to_all_quotes(client, three_quotes, address):
    response = client.get(address)
    assert (response.status_code, response["Location"]) == (301, "/quotes/")


def test_only_the_page_without_a_filter_is_for_search_engines(read, three_quotes):
    def robots(address):
        return read(address).find("meta", attrs={"name": "robots"})

    assert robots("/quotes/") is None
    assert robots("/quotes/?muscle=calves")["content"] == "noindex,follow"
    assert robots("/quotes/?q=toe")["content"] == "noindex,follow"


def test_with_a_filter_the_results_come_sooner(read, three_quotes):
    assert read("/quotes/").select_one("header .lede")
    assert not read("/quotes/?muscle=calves").select_one("header .lede")


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
def test_eight_queries_however_many_quotes(
    client, django_assert_max_num_queries, rows, address, monkeypatch
):
    # Of how many blocks there are tells how many rows other tests have made.
    monkeypatch.setattr(postgresql, "BLOCKS", ())
    for _ in range(rows):
        make_quote(muscles=["calves", "glutes"])
    # PostgreSQL asks for the newest id before each search.
    with django_assert_max_num_queries({"sqlite": 8, "postgresql": 10}[connection.vendor]):
        client.get(address)


def test_sentences_that_name_a_chosen_muscle_are_marked(read):
    body = "<p>It begins.</p><p>The calves push. And rest.</p>"
    make_quote(muscles=["calves", "core"], body=body)
    assert not read("/quotes/").select("mark")
    page = read("/quotes/?muscle=calves")
    assert page.select_one("blockquote mark#m1").text == "The calves push."
    assert not page.select(".quote .tools")
