"""What the explorer makes of a choice, before any template."""

import pytest
from django.http import QueryDict

from articles.explorer import Explorer
from articles.filters import QuoteFilter
from articles.models import MuscleGroup
from tests.factories import make_expert, make_quote

pytestmark = pytest.mark.django_db


def explorer(query):
    return Explorer(QuoteFilter.read(QueryDict(query)))


def at(url):
    return explorer(url.partition("?")[2])


@pytest.fixture
def callum():
    return make_expert("Callum Brodie", slug="callum-brodie")


@pytest.mark.parametrize(
    ("query", "heading"),
    [
        ("", "2 quotes"),
        ("muscle=shins", "1 quote on shins"),
        ("muscle=shins&muscle=core", "2 quotes on core or shins"),
        ("muscle=shins&muscle=core&muscle=calves", "2 quotes on core, calves or shins"),
        ("match=all&muscle=shins&muscle=core&muscle=calves", "No quotes on core, calves and shins"),
        ("expert=callum-brodie", "1 quote by Callum Brodie"),
        ("muscle=core&expert=callum-brodie&q=Toe", "1 quote on core by Callum Brodie with “Toe”"),
    ],
)
def test_the_heading_says_what_was_chosen(callum, query, heading):
    make_quote(expert=callum, muscles=["core"], body="<p>The big toe leaves last.</p>")
    make_quote(muscles=["shins"])
    assert explorer(query).heading == heading


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("", "Nobody has spoken yet."),
        ("muscle=neck", "Nobody has spoken about the neck yet."),
        ("muscle=core&muscle=neck", "Nobody has spoken about the neck or the core yet."),
        (
            "match=all&muscle=core&muscle=neck",
            "Nobody has spoken about the neck and the core in one quote.",
        ),
        ("q=wings", "Nobody has said “wings” yet."),
        ("muscle=glutes&q=wings", "Nobody has said “wings” about the gluteals yet."),
        (
            "expert=callum-brodie&muscle=biceps",
            "Callum Brodie has not spoken about the biceps yet.",
        ),
        ("expert=callum-brodie&q=wings", "Callum Brodie has not said “wings” yet."),
    ],
)
def test_nothing_found_is_said_in_words(callum, query, sentence):
    make_quote(expert=callum, muscles=["calves"])
    assert explorer(query).nothing == sentence


def test_every_way_out_leads_to_as_many_quotes_as_it_says(callum):
    make_quote(expert=callum, muscles=["calves"], heading="Springs, not engines")
    make_quote(muscles=["calves", "glutes"], body="<p>The big toe leaves last.</p>")
    make_quote(muscles=["glutes"])
    lost = explorer("expert=callum-brodie&match=all&muscle=calves&muscle=glutes&q=toe")
    assert lost.total == 0
    assert len(lost.ways_out) > 3
    assert len({way.href for way in lost.ways_out}) == len(lost.ways_out)
    for way in lost.ways_out:
        assert way.text == f"Show {at(way.href).heading}"
        assert at(way.href).quotes


def test_every_link_of_map_and_list_leads_to_quotes():
    for muscles in [["calves", "glutes"], ["calves", "core"], ["shins"]]:
        make_quote(muscles=muscles)
    for query in ["", "muscle=calves", "match=all&muscle=calves&muscle=core", "q=chair"]:
        found = explorer(query)
        links = [choice.href for _, choices in found.regions for choice in choices if choice.href]
        assert links
        assert sorted(links) == sorted(area.href for area in drawn(found) if area.href)
        assert all(at(link).quotes for link in links)


def test_a_group_that_an_admin_adds_stands_with_its_region():
    MuscleGroup.objects.create(name="Jaw", slug="jaw", region="trunk", position=99)
    regions = explorer("").regions
    assert [name for name, _ in regions] == list(MuscleGroup.Region.labels)
    assert regions[0][1][-1].name == "Jaw"


def drawn(found):
    return [*found.map.front, *found.map.back]


def test_with_all_a_count_is_what_choosing_the_muscle_leaves():
    for muscles in [["calves", "glutes", "core"], ["calves", "glutes"], ["core"]]:
        make_quote(muscles=muscles)
    found = explorer("match=all&muscle=calves&muscle=glutes")
    for _, choices in found.regions:
        for choice in choices:
            if choice.href and not choice.current:
                assert at(choice.href).total == choice.quote_count


def test_the_switch_leads_to_no_empty_page():
    make_quote(muscles=["calves"])
    make_quote(muscles=["glutes"])
    both = "/quotes/?muscle=calves&muscle=glutes"
    assert explorer("muscle=calves&muscle=glutes").switch == [
        ("any", 2, both, True),
        ("all", 0, "", False),
    ]
    assert explorer("match=all&muscle=calves&muscle=glutes").switch == [
        ("any", 2, both, False),
        ("all", 0, "/quotes/?match=all&muscle=calves&muscle=glutes", True),
    ]
    assert explorer("muscle=core&muscle=neck").switch == []


def test_experts_stand_in_the_order_of_the_alphabet():
    for name in ["Zofia Hartnell", "Åsa Lind", "Ben Calf"]:
        make_quote(expert=make_expert(name))
    names = [expert.name for expert, _ in explorer("").experts]
    assert names == ["Åsa Lind", "Ben Calf", "Zofia Hartnell"]
