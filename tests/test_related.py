"""What to read next: the editor's choice in its order, then what shares most muscles."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, RelatedLink
from tests.factories import make_article, make_category, make_quote

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make_quote(make_article(title="This"), muscles=["calves", "core", "glutes"]).article


@pytest.fixture
def cards(read, article):
    """Title, address and lines of each card, in order."""

    def cards(query=""):
        found = read(f"{article.get_absolute_url()}{query}").select(".related .card")
        return [(card.a.text, card.a["href"], [p.text for p in card.select("p")]) for card in found]

    return cards


@pytest.fixture
def titles(cards):
    return lambda: [title for title, _, _ in cards()]


def other(title, *muscles, category=None, **fields):
    """Another article, of a category of its own, with one quote."""
    category = category or make_category(title)
    made = make_article(title=title, slug=title.lower(), category=category, **fields)
    return make_quote(made, muscles=muscles).article


def link(article, position, **fields):
    return RelatedLink.objects.create(article=article, position=position, **fields)


def test_the_editors_choice_comes_first_and_in_its_order(titles, article):
    other("Shares", "calves")
    link(article, 2, target=other("Second"))
    link(article, 1, target=other("First"))
    assert titles() == ["First", "Second", "Shares"]


def test_an_outside_page_has_its_place_among_them_and_says_where_it_leads(cards, article):
    link(article, 1, target=other("First"))
    link(article, 2, title="A guideline", url="https://www.example.org/guideline")
    link(article, 3, target=other("Third"))
    assert [title for title, _, _ in cards()] == ["First", "A guideline", "Third"]
    assert cards()[1][1:] == (
        "https://www.example.org/guideline",
        ["example.org", "Another site"],
    )


def test_outside_pages_of_one_place_stand_as_they_were_added(titles, article):
    link(other("Other"), 1, title="Of another article", url="https://c.org/")
    link(article, 1, title="Zest & “salt”", url="https://b.org/")
    link(article, 1, title="An 'apple'", url="https://a.org/")
    assert titles() == ["Zest & “salt”", "An 'apple'"]


def test_the_places_may_be_counted_from_nought(titles, article):
    second = other("Second")
    RelatedLink.objects.create(article=article, position=1, target=second)
    RelatedLink.objects.create(article=article, position=0, url="https://a.org/", title="First")
    assert titles() == ["First", "Second"]


def test_the_rest_is_filled_with_what_shares_most_muscles(titles, article):
    other("One", "core")
    other("Three", "core", "calves", "glutes")
    other("Two", "core", "calves")
    other("None", "neck")
    assert titles() == ["Three", "Two", "One"]


def test_a_rare_muscle_weighs_more_than_several_common_ones(titles, article):
    long_ago = timezone.now() - timedelta(days=900)
    for number in range(4):
        other(f"Filler{number}", "calves", "core", published_at=long_ago)
    other("Common", "calves", "core")
    other("Rare", "glutes")
    assert titles() == ["Rare", "Common", "Filler3", "Filler2", "Filler1"]


def test_among_those_that_share_as_many_the_newest_comes_first(titles, article):
    now = timezone.now()
    other("Old", "core", published_at=now - timedelta(days=9))
    other("New", "core", published_at=now - timedelta(days=1))
    assert titles() == ["New", "Old"]


def test_last_come_others_of_its_category(cards, article):
    other("Same", "neck", category=article.category)
    other("Shares", "core")
    assert [title for title, _, _ in cards()] == ["Shares", "Same"]
    assert cards()[1][2] == ["Running", "1 expert, 1 min read", "also running"]


def test_to_be_without_a_category_is_nothing_in_common(titles, article):
    other("Other")
    Article.objects.update(category=None)
    assert titles() == []


def test_each_says_which_muscles_it_shares_three_at_most(cards, article):
    make_quote(article, muscles=["shins"])
    other("Two", "calves", "core", "neck")
    other("Four", "calves", "core", "glutes", "shins")
    reasons = {title: lines[-1] for title, _, lines in cards()}
    assert reasons == {
        "Two": "One expert on the core and calves",
        "Four": "One expert on the core, gluteals and calves",
    }


def test_a_muscle_that_several_of_its_quotes_name_is_said_once(cards, article):
    twice = other("Twice", "calves")
    make_quote(twice, muscles=["calves"])
    assert cards()[0][2][-1] == "Two experts on the calves"


def test_an_article_that_the_editor_chose_gives_no_reason_that_is_not_true(cards, article):
    link(article, 1, target=other("Chosen", category=article.category))
    assert cards()[0][2] == ["Running", "1 expert, 1 min read"]


def test_there_are_five_at_most(titles, article):
    for position in range(1, 5):
        link(article, position, target=other(f"Chosen{position}"))
    for number in range(3):
        other(f"Shares{number}", "core")
    assert len(titles()) == 5
    assert titles()[:4] == [f"Chosen{position}" for position in range(1, 5)]


def test_outside_pages_count_among_the_five(titles, article):
    for position in range(1, 8):
        link(article, position, title=f"Outside {position}", url="https://example.org/")
    assert titles() == [f"Outside {position}" for position in range(1, 6)]


def test_none_is_there_twice(titles, article):
    link(article, 1, target=other("Both", "core", "calves"))
    assert titles() == ["Both"]


def test_neither_the_article_itself_nor_what_readers_cannot_see_is_offered(titles, article):
    link(article, 1, target=other("Draft", "core", published_at=None))
    later = timezone.now() + timedelta(hours=1)
    link(article, 2, target=other("Scheduled", "core", published_at=later))
    other("Unchosen", "core", published_at=None)
    other("Seen", "core")
    assert titles() == ["Seen"]


def test_a_note_with_a_title_alone_is_not_shown(titles, article):
    link(article, 1, title="Something about ankles")
    assert titles() == []


def test_with_nothing_to_offer_there_is_no_section(read, article):
    assert not read(article.get_absolute_url()).select(".related")


def test_the_view_of_one_muscle_offers_the_same(cards, article):
    other("Shares", "core")
    assert cards("?muscle=calves") == cards()
