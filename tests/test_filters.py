import itertools
import random
import sys
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from articles.filters import MOST_LETTERS, QuoteFilter, given_pairs
from articles.folding import fold

MUSCLES = {"calves", "core", "glutes", "shins"}
EXPERTS = {"imani-okoro-lund"}
SIGNS = [*range(0xD800), *range(0xE000, sys.maxunicode + 1)]


def canonical(query):
    return QuoteFilter.read(QueryDict(query)).within(MUSCLES, EXPERTS)


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("", "/quotes/"),
        ("muscle=shins", "/quotes/?muscle=shins"),
        ("muscle=shins&muscle=calves", "/quotes/?muscle=calves&muscle=shins"),
        ("muscle=shins&muscle=shins", "/quotes/?muscle=shins"),
        (
            "muscle=shins&muscle=glutes&muscle=core&muscle=calves",
            "/quotes/?muscle=calves&muscle=core&muscle=glutes",
        ),
        ("muscle=elbow&muscle=shins", "/quotes/?muscle=shins"),
        ("muscle=elbow", "/quotes/"),
        ("muscle=&expert=&q=&match=&after=", "/quotes/"),
        ("expert=nobody", "/quotes/"),
        ("expert=imani-okoro-lund", "/quotes/?expert=imani-okoro-lund"),
        ("match=all&muscle=core", "/quotes/?muscle=core"),
        ("match=all&muscle=core&muscle=elbow", "/quotes/?muscle=core"),
        ("match=any&muscle=core&muscle=shins", "/quotes/?muscle=core&muscle=shins"),
        ("muscle=shins&match=all&muscle=core", "/quotes/?match=all&muscle=core&muscle=shins"),
        ("match=most&muscle=core&muscle=shins", "/quotes/?muscle=core&muscle=shins"),
        ("q=+big++toe+", "/quotes/?q=big+toe"),
        ("q=caf%C3%A9", "/quotes/?q=caf%C3%A9"),
        ("q=%00a%00", "/quotes/?q=a"),
        ("utm_source=letter&muscle=core", "/quotes/?muscle=core"),
        ("expert=%00&muscle=%00", "/quotes/"),
    ],
)
def test_each_choice_has_one_address(asked, address):
    assert canonical(asked).url == address


def test_whatever_the_order_the_address_is_the_same():
    parts = ["muscle=shins", "muscle=core", "match=all", "q=toe", "expert=imani-okoro-lund"]
    addresses = {canonical("&".join(order)).url for order in itertools.permutations(parts)}
    assert addresses == {
        "/quotes/?expert=imani-okoro-lund&match=all&muscle=core&muscle=shins&q=toe"
    }


@pytest.mark.parametrize(
    "asked",
    [
        "match=all&muscle=shins&muscle=core&q=a%26b%3Dc",
        f"q={'long words ' * 100}",
        "after=5-3&q=%20x%20y",
    ],
)
def test_the_canonical_address_leads_to_itself(asked):
    once = canonical(asked)
    query = once.url.partition("?")[2]
    assert given_pairs(query) == once.pairs
    assert canonical(query) == once


@pytest.mark.parametrize("seed", range(20))
def test_whatever_was_typed_the_canonical_address_leads_to_itself(seed):
    chance = random.Random(seed)
    for _ in range(100):
        words = "".join(map(chr, chance.choices(SIGNS, k=chance.randrange(150))))
        slugs = chance.choices([*MUSCLES, "", "elbow"], k=chance.randrange(6))
        asked = urlencode([("q", words), *(("muscle", slug) for slug in slugs), ("match", "all")])
        once = canonical(asked)
        query = once.url.partition("?")[2]
        assert given_pairs(query) == once.pairs
        assert canonical(query) == once


def test_words_are_measured_as_they_are_searched():
    unfolding = canonical(urlencode({"q": "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 100}))
    assert len(fold(unfolding.words)) <= MOST_LETTERS


def test_blanks_in_front_do_not_use_up_the_length():
    assert canonical(f"q={'+' * 200}toe").words == "toe"


def test_wider_choices_leave_something_out_and_never_all():
    asked = canonical("expert=imani-okoro-lund&match=all&muscle=core&muscle=shins&q=toe")
    both = ("core", "shins")
    assert asked.wider() == [
        QuoteFilter(both, False, "imani-okoro-lund", "toe"),
        QuoteFilter(both, True, "imani-okoro-lund"),
        QuoteFilter(both, True, words="toe"),
        QuoteFilter(expert="imani-okoro-lund", words="toe"),
        QuoteFilter(both),
        QuoteFilter(expert="imani-okoro-lund"),
        QuoteFilter(words="toe"),
    ]


@pytest.mark.parametrize("asked", ["", "q=toe", "muscle=core", "expert=imani-okoro-lund"])
def test_nothing_is_wider_than_one_thing_but_everything(asked):
    assert canonical(asked).wider() == []


def test_wider_choices_are_not_said_twice():
    asked = canonical("expert=imani-okoro-lund&q=toe")
    assert asked.wider() == [QuoteFilter(expert="imani-okoro-lund"), QuoteFilter(words="toe")]


def test_choosing_a_muscle_again_removes_it():
    chosen = canonical("muscle=core")
    assert chosen.toggled("calves").muscles == ("calves", "core")
    assert chosen.toggled("calves").toggled("calves") == chosen


def test_a_changed_choice_begins_at_its_first_page():
    assert canonical("after=5-3&muscle=core").toggled("shins").after == ""


def test_all_means_nothing_when_one_muscle_is_left():
    both = canonical("match=all&muscle=core&muscle=shins")
    assert both.match_all
    assert not both.toggled("core").match_all


def test_three_muscles_are_the_most():
    assert not canonical("muscle=core&muscle=shins").full
    assert canonical("muscle=core&muscle=shins&muscle=calves").full
