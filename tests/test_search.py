"""The search page: what it finds, how it says so, and what it never gives away."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, MuscleGroup, OtherName
from articles.search import index, postgresql
from tests.factories import make_article, make_expert, make_quote

pytestmark = pytest.mark.django_db


@pytest.fixture
def search(read):
    """What the page shows for what was typed."""
    return lambda typed: Found(read(f"/search/?{urlencode({'q': typed})}"))


class Found:
    def __init__(self, page):
        self.page = page
        self.heading = page.h1.text
        self.lede = page.select_one("header .lede")
        self.counts = [link.text for link in page.select("header .tools a")]
        self.links = [link["href"] for link in page.select("main section .toc a")]
        self.lines = [line.text for line in page.select("main section .toc small")]
        self.quotes = [quote["aria-label"] for quote in page.select("main article.quote")]
        self.marks = [mark.text for mark in page.select("main mark")]

    @property
    def nothing(self):
        return not (self.links or self.quotes)


@pytest.fixture
def running():
    """An article with two quotes on the gluteals, one of which says so."""
    article = make_article(title="What moves a runner?", slug="runner", standfirst="Legs, mostly.")
    ana = make_expert("Ana Ruiz", slug="ana-ruiz", title="Podiatrist")
    make_quote(article, expert=ana, muscles=["glutes"], body="<p>Your <em>butt</em>ocks.</p>")
    make_quote(article, expert=make_expert("Ben Calf"), muscles=["glutes", "calves"])
    return article


class TestWhatIsFound:
    def test_a_muscle_by_any_of_its_names_with_all_that_speaks_of_it(self, search, running):
        found = search("butt")
        assert found.heading == "6 results for butt"
        assert found.counts == ["1 muscle", "2 experts", "1 article", "2 quotes"]
        assert found.links == ["/muscles/glutes/", *found.links[1:3], "/articles/runner/"]
        assert found.lines[0].startswith("Also called butt. ")
        assert found.lines[0].endswith(" 2 quotes from 2 experts")
        assert found.lines[1].endswith(" 1 quote on gluteals")
        assert found.lines[3] == "2 of 2 experts on gluteals"
        assert {"butt", "gluteals", "Gluteals"} <= set(found.marks)

    def test_two_muscles_are_both_there(self, search, running):
        found = search("butt calves")
        assert found.links[:2] == ["/muscles/glutes/", "/muscles/calves/"]
        assert found.quotes == ["Ben Calf"]

    def test_a_muscle_is_not_found_by_a_part_of_what_another_is_called(self, search):
        """ "Foot core" is a name of the short toe flexors."""
        found = search("abs").links
        assert found[0] == "/muscles/core/"
        assert "/muscles/short-toe-flexors/" not in found

    def test_an_expert_by_name_with_what_they_said(self, search, running):
        found = search("RUÍZ")
        assert found.links == ["/experts/ana-ruiz/"]
        assert found.quotes == ["Ana Ruiz"]
        assert found.page.select_one(".toc mark").text == "Ruiz"

    def test_words_of_several_kinds_together(self, search, running):
        assert search("ruiz glutes").quotes == ["Ana Ruiz"]
        assert search("calf glutes").quotes == ["Ben Calf"]
        assert search("runner -butt").nothing

    def test_what_has_it_in_its_title_comes_first(self, search):
        make_quote(make_article(title="Other", slug="other", introduction="<p>A kneecap</p>"))
        make_quote(make_article(title="The kneecap", slug="kneecap"), body="<p>A patella.</p>")
        assert search("kneecap").links == ["/articles/kneecap/", "/articles/other/"]
        make_expert_of("Kneecap Smith")
        assert search("kneecap").links[0].startswith("/experts/kneecap-smith")

    def test_the_part_of_a_long_text_where_it_stands(self, search):
        closing = f"<p>{'Much before it. ' * 30}And {'so ' * 90}kneecap {'on ' * 90}.</p>"
        make_quote(make_article(closing=closing))
        [line] = search("kneecap").lines
        assert line.startswith("…so so")
        assert "so kneecap on" in line
        assert line.endswith("on…")
        assert len(line) < 190

    def test_a_question_in_words(self, search, running):
        assert search("What is it that moves the runner?").links == ["/articles/runner/"]

    def test_all_quotes_stand_in_the_explorer(self, search):
        for number in range(7):
            make_quote(heading=f"Kneecap {number}", body="<p>Nothing.</p>")
        found = search("kneecap")
        assert len(found.quotes) == 6
        more = found.page.find("a", string="All 7 quotes")
        assert more["href"] == "/quotes/?q=kneecap"

    def test_of_many_articles_the_first_and_how_many_more(self, search):
        for number in range(14):
            make_quote(make_article(title=f"Kneecap {number}"), body="<p>Nothing.</p>")
        found = search("kneecap -nothing")
        assert found.counts == ["14 articles"]
        assert len(found.links) == 12
        assert found.page.find("p", string="And 2 more: another word narrows it down.")


def make_expert_of(name):
    make_quote(expert=make_expert(name))


class TestMistypedWords:
    def test_what_was_meant_is_used_when_nothing_else_is_found(self, search, running):
        found = search("gluetus")
        assert found.heading == "Nothing for gluetus"
        assert found.lede.text == "These 6 are for gluteus."
        assert found.lede.a["href"] == "/search/?q=gluteus"
        assert found.links[0] == "/muscles/glutes/"

    def test_it_is_only_offered_where_something_has_the_word_as_it_is(self, search):
        make_quote(make_article(title="Stirde"), body="<p>Stirde</p>")
        for _ in range(12):
            make_quote(heading="Stride", body="<p>Stride.</p>")
        found = search("stirde")
        assert found.heading == "2 results for stirde"
        assert found.lede.text == "Did you mean stride?"
        assert search("stride").lede is None

    def test_with_a_word_that_nobody_used_there_is_what_has_the_other(self, search, running):
        found = search("gluetus xylophone")
        assert found.heading == "Nothing for gluetus xylophone"
        assert found.lede.text == (
            "Did you mean gluteus xylophone? "
            "Nothing has all of that either. Here is what has some of it."
        )
        assert found.links[0] == "/muscles/glutes/"

    def test_what_has_more_of_the_words_comes_first(self, search):
        for words in ("ankle", "ankle kneecap", "kneecap"):
            make_quote(expert=make_expert(words), body=f"<p>{words}</p>")
        found = search("kneecap ankle xylophone")
        assert found.lede.text == "Nothing has just that. Here is what has some of it."
        assert found.quotes[0] == "ankle kneecap"
        assert len(found.quotes) == 3

    def test_all_quotes_with_some_of_it_have_no_page(self, search):
        for number in range(8):
            make_quote(heading=f"Kneecap {number}", body="<p>Nothing.</p>")
        found = search("kneecap xylophone")
        assert found.counts == ["8 quotes"]
        assert not found.page.select(".button")

    def test_one_result_is_one(self, search):
        make_quote(body="<p>Patella.</p>")
        assert search("patelal").lede.text == "This one is for patella."

    def test_nothing_at_all_leads_on(self, search, running):
        found = search("xylophone")
        assert (found.heading, found.nothing) == ("Nothing for xylophone", True)
        ways = [link["href"] for link in found.page.select("header .toc a")]
        assert ways == ["/muscles/", "/experts/", "/quotes/"]


class TestWhatIsNotForReaders:
    SECRET = "xylophone"

    @pytest.fixture
    def hidden(self):
        """A draft in which everything has the word."""
        article = make_article(title=self.SECRET, live=False)
        expert = make_expert(f"Ana {self.SECRET}")
        return make_quote(article, expert=expert, heading=self.SECRET, muscles=["neck"])

    def test_a_draft_is_never_found(self, search, hidden):
        assert search(self.SECRET).nothing
        assert search(f"-{self.SECRET}").nothing
        assert search("neck").counts == ["1 muscle"]

    def test_nor_is_it_given_away_as_a_suggestion(self, search, hidden):
        found = search("xylophnoe")
        assert found.nothing
        assert found.lede is None

    def test_a_scheduled_article_is_found_from_its_time_on(self, search, hidden, time_machine):
        hour = timezone.now() + timedelta(hours=1)
        Article.objects.update(published_at=hour)
        assert search(self.SECRET).nothing
        time_machine.move_to(hour)
        assert search(self.SECRET).counts == ["1 expert", "1 article", "1 quote"]

    def test_what_is_taken_down_is_gone_at_once(self, search, hidden):
        Article.objects.update(published_at=timezone.now())
        assert len(search(self.SECRET).counts) == 3
        Article.objects.update(published_at=None)
        assert search(self.SECRET).nothing

    def test_a_quote_that_is_nobodys_is_never_found(self, search):
        make_quote(expert=None, muscles=["neck"], heading=self.SECRET)
        assert search(self.SECRET).nothing
        assert search("neck").counts == ["1 muscle"]

    def test_the_index_does_hold_it(self, hidden):
        """Else the tests above would show nothing."""
        assert index.size("quote") == 1


ANYTHING = [
    "a" * 10_000,
    "a " * 5_000,
    '"' * 10_000,
    '"a" ' * 2_500,
    "-" * 100,
    "\x00",
    "glutes\x00calves",
    "😀 👩‍👩‍👧",
    "\u202eglutes",
    "עברית مرحبا",
    "AND OR NOT NEAR(a b, 3) a* ^b names:c {a} (d",
    "'); DROP TABLE articles_quote; --",
    "a & b | !c <-> d:*A",
    "%_%\\",
    "<script>alert(1)</script>",
    "\ufdfa" * 60,
    "ⅷ ² ½ ߀ ๑ 𝟘",
    "\u0301\u0301",
    "ﬁ ß İ ı ſ",
    "-glutes",
    "   ",
    "",
]


@pytest.mark.parametrize("typed", ANYTHING, ids=lambda typed: ascii(typed[:12]))
def test_any_input_is_answered_with_a_sentence(search, running, typed):
    found = search(typed)
    assert re.match(r"Search$|Nothing for .|\d+ results? for .", found.heading)
    assert not found.page.select("h1 script, main script")


def test_nothing_typed_says_what_to_type(search):
    assert search("").heading == "Search"
    assert search("").lede.text.startswith("Type the name of a muscle")


def test_only_minus_says_that_nothing_was_asked(search, running):
    found = search("-butt")
    assert found.heading == "Nothing for -butt"
    assert found.lede.text.startswith("A minus leaves words out of what is found.")


def test_a_long_question_is_cut_and_says_so(search, running):
    found = search(f"runner {'moves ' * 50}")
    assert "Only the first 100 letters were looked for." in found.page.header.parent.text
    assert found.links == ["/articles/runner/"]


@pytest.mark.parametrize("query", ["", "?q", "?q=%ED%A0%80", "?q=%FF", "?q=a&q=b", "?x=1"])
def test_any_address_is_answered(client, query):
    assert client.get(f"/search/{query}").status_code == 200


def test_a_name_without_letters_is_no_word(search):
    OtherName.objects.create(muscle=MuscleGroup.objects.get(slug="neck"), name="—")
    assert search("neck").links == ["/muscles/neck/"]
    assert search('"a b" "c d"').heading == 'Nothing for "a b" "c d"'


@pytest.mark.parametrize("spaces", [" " * 200, "\n\t" * 100])
def test_spaces_make_no_question_long(search, spaces):
    found = search(f"knee{spaces}cap")
    assert "Only the first 100" not in found.page.header.parent.text


def test_it_can_only_be_read(client):
    assert client.post("/search/").status_code == 405


def test_it_is_not_for_search_engines(search, running):
    robots = search("butt").page.find("meta", attrs={"name": "robots"})
    assert robots["content"] == "noindex,follow"


def test_what_was_typed_stands_in_the_field(search, running):
    field = search('"butt" <b>').page.select_one(".seek input")
    assert field["value"] == '"butt" <b>'


@pytest.mark.parametrize("typed", ["calves", "chair", "chiar", "chair xylophone", "xylophone"])
def test_as_many_queries_for_thirty_quotes_as_for_six(
    client, django_assert_num_queries, typed, monkeypatch
):
    # Of how many blocks there are tells how many rows other tests have made.
    monkeypatch.setattr(postgresql, "BLOCKS", ())
    for _ in range(6):
        make_quote(muscles=["calves", "glutes"])
    with CaptureQueriesContext(connection) as queries:
        client.get("/search/", {"q": typed})
    for _ in range(24):
        make_quote(muscles=["calves", "glutes"])
    with django_assert_num_queries(len(queries)):
        client.get("/search/", {"q": typed})
    # PostgreSQL asks for the newest id before each.
    most = {"sqlite": 0, "postgresql": 11}[connection.vendor]
    assert len(queries) <= {"calves": 21, "chair": 13}.get(typed, 26) + most


def test_the_explorer_finds_the_same(search, read, running):
    for typed in ["butt", "ruiz glutes", "runner -butt", '"moves a"', "glut"]:
        quotes = read(f"/quotes/?{urlencode({'q': typed})}").select("article.quote")
        assert {quote["aria-label"] for quote in quotes} == set(search(typed).quotes), typed
