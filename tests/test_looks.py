"""What no tally knows is counted among the newest quotes, and said to be no more than that."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from articles import looks
from articles.explorer import Explorer
from articles.filters import QuoteFilter
from articles.models import Expert, MuscleGroup
from articles.search import index
from articles.search.question import Question, Term
from tests.factories import make_article, make_expert, make_quote

pytestmark = pytest.mark.django_db


@pytest.fixture
def five(monkeypatch):
    """Five quotes by one expert, where no more than three are looked at."""
    monkeypatch.setattr(looks, "MOST", 3)
    ana = make_expert("Ana Ruiz", slug="ana-ruiz")
    for number in range(5):
        muscles = ["calves", "glutes"] if number % 2 else ["calves"]
        make_quote(make_article(), expert=ana, muscles=muscles, body="<p>Sit on a chair.</p>")
    make_quote(muscles=["neck"], body="<p>Lie down.</p>")


def explorer(query):
    return Explorer(QuoteFilter.read(QueryDict(query)))


def counts(query):
    return {m.slug: str(m.quote_count) for m in explorer(query).muscles if m.quote_count}


def test_muscles_alone_are_counted_exactly_however_many(five):
    assert counts("") == {"neck": "1", "calves": "5", "glutes": "2"}
    assert explorer("muscle=calves").heading == "5 quotes on calves"
    both = explorer("match=all&muscle=calves&muscle=glutes")
    assert [(each.name, str(each.quote_count)) for each in both.switch] == [
        ("any", "5"),
        ("all", "2"),
    ]


def test_an_experts_quotes_are_counted_exactly_however_many(five):
    assert explorer("expert=ana-ruiz").heading.startswith("5 quotes ")
    assert counts("expert=ana-ruiz") == {"calves": "5", "glutes": "2"}
    any_of_two = explorer("expert=ana-ruiz&muscle=calves&muscle=glutes")
    assert [str(each.quote_count) for each in any_of_two.switch] == ["5", "2"]
    assert counts("expert=ana-ruiz&match=all&muscle=calves&muscle=glutes") == {
        "calves": "2",
        "glutes": "2",
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Ana Ruiz": "6", "Ben Oduya": "5"}),
        ("muscle=calves", {"Ana Ruiz": "5", "Ben Oduya": "2"}),
        ("muscle=calves&muscle=glutes&muscle=neck", {"Ana Ruiz": "6", "Ben Oduya": "5"}),
        ("match=all&muscle=calves&muscle=glutes", {"Ana Ruiz": "2", "Ben Oduya": "2"}),
        ("match=all&muscle=calves&muscle=glutes&muscle=neck", {"Ben Oduya": "2"}),
    ],
)
def test_beside_each_expert_stands_how_many_of_all_their_quotes_match(five, query, found):
    """Where both are among the newest three, of which neither has all."""
    ana, ben = Expert.objects.get(name="Ana Ruiz"), make_expert("Ben Oduya")
    three = ["calves", "glutes", "neck"]
    for who, muscles in ((ben, ["neck"]), (ben, ["neck"]), (ben, ["glutes"]), (ben, three)):
        make_quote(expert=who, muscles=muscles)
    make_quote(expert=ana, muscles=["neck"])
    make_quote(expert=ben, muscles=three)
    tomorrow = make_article(published_at=timezone.now() + timedelta(days=1))
    make_quote(tomorrow, expert=ben, muscles=three)
    page = explorer(query)
    assert {each.name: str(number) for each, number in page.experts} == found


def test_with_words_there_may_be_more(five):
    assert explorer("q=chair").heading.startswith("3+ quotes")
    assert explorer("q=down").heading.startswith("1 quote ")
    assert set(counts("q=chair").values()) <= {"1+", "2+", "3+", "0+"}


def test_with_words_a_muscle_that_none_of_the_newest_names_can_be_chosen(five):
    old = make_article(published_at=timezone.now() - timedelta(days=9))
    make_quote(old, muscles=["neck"], body="<p>Sit on a chair.</p>")
    for _ in range(4):
        make_quote(muscles=["calves"], body="<p>Sit on a chair.</p>")
    page = explorer("q=chair")
    [neck] = [each for _, all_of in page.regions for each in all_of if each.name == "Neck"]
    assert (str(neck.quote_count), bool(neck.href)) == ("0+", True)
    assert explorer(neck.href.partition("?")[2]).quotes
    [drawn] = [area for area in page.map.front if area.slug == "neck"]
    assert drawn.href == neck.href


def test_every_page_is_reached_by_key_also_where_not_all_was_looked_at(five, monkeypatch):
    monkeypatch.setattr("articles.explorer.ON_A_PAGE", 2)
    query, found = "expert=ana-ruiz&muscle=calves", []
    while query:
        page = explorer(query)
        found += [quote.pk for quote in page.quotes]
        query = page.next_url.partition("?")[2]
    assert len(found) == len(set(found)) == 5
    assert found == sorted(found, reverse=True)


def test_what_never_stands_together_is_not_walked_for(five, django_assert_num_queries):
    """Along a muscle's whole list nothing would be found, and it may be long."""
    neck, calves = (MuscleGroup.objects.get(slug=slug) for slug in ("neck", "calves"))
    with django_assert_num_queries(1) as asked:
        assert looks.Looks().naming([neck, calves], match_all=True) == ([], False)
    assert "articles_tally" in asked[0]["sql"]
    with django_assert_num_queries(0):
        assert looks.Looks(question=Question()).naming([neck]).rows == []


def test_where_whole_words_are_enough_no_beginnings_are_looked_for(five):
    for word in ("chairs", "chairman", "chairlift"):
        make_quote(muscles=["neck"], body=f"<p>Like a {word}.</p>")
    asked = Question((Term(("chair",)),))
    found, answered = index.newest_in_words("quote", asked, most=5)
    assert (len(found), answered) == (5, asked.in_whole_words())
    found, answered = index.newest_in_words("quote", asked, most=6)
    assert (len(found), answered) == (6, asked)
    assert len(index.newest_in_words("quote", asked, most=100)[0]) == 8


@pytest.mark.parametrize("most", [3, 100])
def test_muscles_that_rarely_meet_are_found_wherever_they_do(five, monkeypatch, most):
    monkeypatch.setattr(looks, "MOST", most)
    both = make_quote(muscles=["calves", "neck"])
    make_quote(muscles=["calves"])
    neck, calves = (MuscleGroup.objects.get(slug=slug) for slug in ("neck", "calves"))
    look = looks.Looks().naming([calves, neck], match_all=True)
    assert ([row.pk for row in look.rows], look.more) == ([both.pk], False)
    before = (both.article.published_at, both.pk)
    pages = looks.Looks()
    assert pages.page([calves, neck], match_all=True, after=before, size=9) == []


@pytest.mark.parametrize(
    "query", ["expert=ana-ruiz&muscle=neck", "match=all&muscle=neck&muscle=shins"]
)
def test_what_is_still_to_come_takes_no_place_among_those_that_are_few(five, query):
    ana = Expert.objects.get(name="Ana Ruiz")
    two = [make_quote(expert=ana, muscles=["neck", "shins"]).pk for _ in range(2)]
    tomorrow = make_article(published_at=timezone.now() + timedelta(days=1))
    for _ in range(3):
        make_quote(tomorrow, expert=ana, muscles=["neck", "shins"])
    page = explorer(query)
    assert page.heading.startswith("2 quotes ")
    assert [quote.pk for quote in page.quotes] == two[::-1]


def test_an_archive_that_is_brought_in_hides_no_news():
    """Old quotes have higher ids than today's then."""
    today = make_quote(muscles=["neck"], body="<p>Like a chair.</p>")
    old = make_article(published_at=timezone.now() - timedelta(days=900))
    for _ in range(4):
        make_quote(old, muscles=["neck"], body="<p>Like a chair.</p>")
    found = index.newest("quote", Question((Term(("chair",)),)), most=3)
    assert today.pk in found
    assert len(found) == 4


def test_the_chosen_expert_has_the_number_of_the_heading(five):
    """Among the newest that anybody said there are fewer of theirs."""
    for _ in range(3):
        make_quote(muscles=["glutes"])
    page = explorer("expert=ana-ruiz&muscle=glutes")
    assert page.heading.startswith("2 quotes ")
    assert [str(n) for expert, n in page.experts if expert.slug == "ana-ruiz"] == ["2"]


def test_where_a_list_ends_before_its_quotes_do_it_says_so(five, read):
    said = "Older quotes with these words are not listed"
    assert said in read("/quotes/?q=chair").text
    assert said not in read("/quotes/?q=down").text
    assert said not in read("/quotes/?muscle=calves").text
