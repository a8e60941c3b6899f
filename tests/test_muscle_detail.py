"""The page of one muscle."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import muscle_page
from articles.models import MuscleGroup
from articles.said import Said
from articles.views import OF_A_MUSCLE
from tests.factories import make_article, make_expert, make_photo, make_quote

pytestmark = pytest.mark.django_db
NOW = timezone.now()
ADDRESS = "/muscles/calves/"


def days_ago(days, **fields):
    return make_article(published_at=NOW - timedelta(days=days), **fields)


def facts(page):
    """Term → description."""
    return {dt.text: dt.find_next("dd").text for dt in page.select("dl dt")}


def speakers(page):
    return [quote.strong.text for quote in page.select("article.quote")]


def by(name, article, **fields):
    return make_quote(article, expert=make_expert(name), **fields)


@pytest.mark.parametrize("slug", ["calves", "neck", "long-toe-flexors"])
def test_it_says_what_the_vocabulary_says(read, slug):
    muscle = MuscleGroup.objects.get(slug=slug)
    page = read(f"/muscles/{slug}/")
    assert page.h1.text == muscle.name
    assert page.select_one(".lede").text == muscle.description
    assert facts(page)["Latin"] == muscle.latin_name
    assert page.select_one("i")["lang"] == "la"
    assert facts(page)["Also called"] == muscle.everyday_names != ""


def test_only_what_readers_can_see_is_counted_and_shown(read):
    ana = by("Ana", days_ago(1), muscles=["calves"]).expert
    make_quote(days_ago(2), expert=ana, muscles=["calves", "core"])
    by("Elsewhere", days_ago(1), muscles=["core"])
    for article in [make_article(live=False), days_ago(-1)]:
        by("Hidden", article, muscles=["calves"])
    make_quote(days_ago(1), expert=None, muscles=["calves"])
    page = read(ADDRESS)
    assert facts(page)["On this site"] == "2 quotes from 1 expert"
    assert speakers(page) == ["Ana", "Ana"]


def test_one_quote_is_no_plural(read):
    make_quote(muscles=["calves"])
    assert facts(read(ADDRESS))["On this site"] == "1 quote from 1 expert"


def test_the_newest_quotes_come_first_and_the_explorer_has_the_others(read):
    for number in range(OF_A_MUSCLE + 2):
        by(f"E{number}", days_ago(number + 1), muscles=["calves"])
    page = read(ADDRESS)
    assert speakers(page) == [f"E{number}" for number in range(OF_A_MUSCLE)]
    button = page.select_one("a.button")
    assert button["href"] == "/quotes/?muscle=calves"
    assert button.text == f"All {OF_A_MUSCLE + 2} quotes on the calves"


def test_no_button_leads_to_what_is_already_there(read):
    make_quote(muscles=["calves"])
    assert not read(ADDRESS).select("a.button")


def test_a_quote_shows_its_opening_its_speaker_and_its_article(read):
    quote = make_quote(
        make_article(title="What holds?"),
        expert=make_expert("Ana Berg"),
        affiliation="Then a student",
        body="<p>Stand <em>up</em>.</p><p>Sit down.</p>",
        muscles=["calves", "neck"],
    )
    shown = read(ADDRESS).select_one("article.quote")
    assert str(shown.blockquote.p) == "<p>Stand <em>up</em>.</p>"
    assert "Sit down" not in shown.text
    assert "Then a student. In What holds?" in shown.text
    assert shown.find("a", string="What holds?")["href"] == quote.get_absolute_url()
    assert [chip["href"] for chip in shown.select(".chip")] == ["/muscles/neck/", ADDRESS]


def test_muscles_that_are_named_with_it_most_often_come_first(read):
    make_quote(muscles=["calves", "core"])
    make_quote(muscles=["calves", "neck", "core"])
    make_quote(make_article(live=False), muscles=["calves", "shins"])
    make_quote(muscles=["glutes"])
    page = read(ADDRESS)
    assert facts(page)["Often named together with"] == "Core, Neck"
    paired = page.find("dt", string="Often named together with").find_next("dd")
    assert [a["href"] for a in paired.select("a")] == ["/muscles/core/", "/muscles/neck/"]


def test_four_of_these_are_enough(read):
    make_quote(muscles=["calves", "core", "neck", "shins", "glutes", "chest"])
    assert facts(read(ADDRESS))["Often named together with"].count(",") == 3


def test_articles_in_which_a_quote_names_it_stand_below_each_once(read):
    article = days_ago(1, title="Calves here")
    make_quote(article, muscles=["calves"])
    make_quote(article, muscles=["calves"])
    make_quote(days_ago(1, title="Not here"), muscles=["core"])
    make_quote(make_article(title="Draft", live=False), muscles=["calves"])
    assert [card.a.text for card in read(ADDRESS).select(".card")] == ["Calves here"]


def test_the_map_shows_where_it_is(read):
    page = read(ADDRESS)
    assert page.select_one("svg.body")["aria-label"] == "Where it is: Calves"
    [here] = page.select("svg.body a[aria-current]")
    assert (here.title.text, here["class"]) == ("Calves", ["level-4"])
    assert len(page.select("svg.body a[href]")) == 21


def test_the_map_does_not_claim_to_show_a_muscle_that_is_not_drawn(read):
    MuscleGroup.objects.create(name="Jaw", slug="jaw", region="trunk", position=99)
    page = read("/muscles/jaw/")
    assert page.select_one("svg.body")["aria-label"] == "Choose a muscle"
    assert not page.select("svg.body a[aria-current]")


def test_a_muscle_that_nobody_named_has_its_page(read):
    page = read(ADDRESS)
    assert "Nobody has spoken about it yet." in page.text
    assert facts(page)["On this site"] == "0 quotes from 0 experts"
    assert "Often named together with" not in facts(page)


def test_all_muscles_are_listed_with_their_counts(read):
    make_quote(muscles=["core"])
    counts = {a["href"]: a.span.text for a in read(ADDRESS).select(".index a")}
    assert len(counts) == 21
    assert (counts["/muscles/core/"], counts[ADDRESS]) == ("1", "0")


@pytest.mark.parametrize("slug", ["elbow", "a" * 3000])
def test_what_is_no_muscle_is_not_found(client, slug):
    assert client.get(f"/muscles/{slug}/").status_code == 404


@pytest.mark.parametrize("rows", [3, 30])
def test_nine_queries_however_many_rows(client, django_assert_max_num_queries, rows):
    photo = make_photo()
    for _ in range(rows):
        expert = make_expert(portrait=photo)
        make_quote(make_article(cover=photo), expert=expert, muscles=["calves", "core", "neck"])
    with django_assert_max_num_queries(9):
        client.get(ADDRESS)


def test_a_form_cannot_be_posted_to_it(client):
    assert client.post(ADDRESS).status_code == 405


def test_the_paragraph_that_names_it_is_shown_with_its_sentence_marked(read):
    body = "<p>It begins.</p><p>Then the <em>calves</em> push. And rest.</p>"
    quote = make_quote(muscles=["calves"], body=body)
    make_quote(quote.article, muscles=["calves"], body="<p>The calf muscles.</p>")
    page = read("/muscles/calves/")
    said = [quote.text for quote in page.select("blockquote.said")]
    assert said == ["The calf muscles.", "Then the calves push. And rest."]
    assert [mark["id"] for mark in page.select("mark")] == ["m1", "m2"]
    assert page.select_one("#m2").text == "Then the calves push."
    assert [a["href"] for a in page.select(".quote .tools a")] == ["#m2", "#m1"]


class TestReference:
    @pytest.fixture
    def page(self, read):
        hills, springs = days_ago(2, title="Hills?"), days_ago(1, title="Springs?")
        ana = by("Ana", hills, muscles={"calves": Said("main", "uphill")}).expert
        by("Ben", hills, muscles={"calves": Said("not", "on a treadmill")})
        by("Cleo", springs, muscles={"calves": Said()})
        make_quote(springs, expert=ana, muscles={"calves": Said("helps")})
        by("Hidden", make_article(live=False), muscles={"calves": Said("helps", "at night")})
        return read(ADDRESS)

    def test_it_says_how_many_experts_give_it_which_role(self, page):
        assert page.select_one("#agreed ~ div .lede").text == (
            "Of three experts, two name the calves as a main muscle and one as not worked."
        )

    def test_it_says_the_conditions(self, page):
        assert "Conditions they make: uphill and not worked on a treadmill." in page.text
        assert "at night" not in page.text

    def test_each_article_lists_who_says_what_the_newest_first(self, page):
        listed = page.select_one("#by-article").find_next("dl")
        assert [each.text for each in listed.select("dt, dd")] == [
            "Springs?",
            "Cleo: main",
            "Ana: helps",
            "Hills?",
            "Ana: main, uphill",
            "Ben: not worked on a treadmill",
        ]

    def test_articles_in_which_they_differ_are_listed_apart(self, page):
        listed = page.select_one("#differ").find_next("dl")
        assert [each.text for each in listed.select("dt")] == ["Hills?"]

    def test_where_not_all_is_summed_up_it_says_what_is(self, read, page, monkeypatch):
        """Then a number of all experts beside the sentence would contradict it."""
        assert page.select_one("#agreed + .label").text == "3 experts"
        monkeypatch.setattr(muscle_page, "REFERENCE", 4)
        assert read(ADDRESS).select_one("#agreed + .label").text == "By the newest 4 quotes"

    def test_where_nobody_spoke_there_is_nothing_to_say(self, read):
        assert not read("/muscles/neck/").select("#agreed, #differ")


@pytest.mark.parametrize("name", ["butt", "rear-end", "Gluteus-Maximus"])
def test_another_name_leads_to_the_muscle(client, db, name):
    response = client.get(f"/muscles/{name}/")
    assert (response.status_code, response["Location"]) == (301, "/muscles/glutes/")
