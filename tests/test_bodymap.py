"""The body map: what each muscle is called, where it leads and how dark it is."""

import re
from collections import Counter
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from articles import bodymap
from articles.bodymap import Area, BodyMap, Key
from articles.models import MuscleGroup


def muscle(slug, quote_count=0):
    return SimpleNamespace(slug=slug, name=slug.capitalize(), quote_count=quote_count)


def drawn(*areas, **options):
    html = render_to_string("_map.html", {"map": BodyMap("Muscles", areas, **options)})
    return BeautifulSoup(html, "html5lib")


@pytest.mark.django_db
def test_every_muscle_of_the_vocabulary_is_drawn_once():
    slugs = MuscleGroup.objects.values_list("slug", flat=True)
    assert Counter([*bodymap.FRONT, *bodymap.BACK]) == Counter(slugs)
    areas = [Area(slug, slug, f"/{slug}") for slug in slugs]
    found = [a["href"] for a in drawn(*areas).select("svg a")]
    assert Counter(found) == Counter(f"/{slug}" for slug in slugs)


@pytest.mark.parametrize("slug", [*bodymap.FRONT, *bodymap.BACK])
def test_every_muscle_has_a_shape_of_its_own(slug):
    [link] = drawn(Area(slug, "Name", "/there")).select("svg a")
    assert link.select("path")
    assert all(not use["href"].startswith("#half") for use in link.select("use"))


@pytest.mark.parametrize("sides", [[*bodymap.FRONT], [*bodymap.BACK]])
def test_every_muscle_is_mirrored(sides):
    """Each path is repeated by a `use`, and each of these names a path that is there."""
    page = drawn(*(Area(slug, slug, "/") for slug in sides))
    ids = {path["id"] for path in page.select("svg a path")}
    assert ids == {use["href"].lstrip("#") for use in page.select("svg a use")}
    assert len(ids) == len(page.select("svg a path"))


def test_the_order_is_from_head_to_toe():
    page = drawn(*(Area(slug, slug, f"/{slug}") for slug in ["glutes", "calves", "neck"]))
    assert [a["href"] for a in page.select("svg a")] == ["/neck", "/calves", "/glutes"]


def test_an_area_says_its_name_its_level_and_whether_it_is_chosen():
    page = drawn(
        Area("neck", "Neck: 3 of 4", "/a", level=3, current=True), Area("core", "Core: 0 of 4")
    )
    neck, core = page.select("svg a")
    assert (neck.title.text, neck["class"], neck["aria-current"]) == (
        "Neck: 3 of 4",
        ["level-3"],
        "true",
    )
    assert core.attrs == {}


def test_only_a_map_beside_a_table_names_its_muscles_for_pairing():
    area = Area("neck", "Neck", "/a")
    assert "data-muscle" not in drawn(area).select_one("svg a").attrs
    assert drawn(area, paired=True).select_one("svg a")["data-muscle"] == "neck"


def test_the_map_has_a_name_and_its_key_is_read_as_a_list():
    page = drawn(Area("neck", "Neck", "/a"), key=[Key(0, "None"), Key(4, "2 quotes")])
    assert page.svg["aria-label"] == "Muscles"
    assert [item.text for item in page.select("ul.key li")] == ["None", "2 quotes"]
    assert [dot["class"][1] for dot in page.select("ul.key .dot")] == ["level-0", "level-4"]
    assert not drawn(Area("neck", "Neck", "/a")).select("ul.key")


@pytest.mark.parametrize("asked", range(1, 21))
def test_among_experts_none_is_plain_all_is_darkest_and_more_is_never_lighter(asked):
    levels = [bodymap.level_among_experts(experts, asked) for experts in range(asked + 1)]
    assert levels[0] == 0
    assert levels[-1] == 4
    assert levels == sorted(levels)
    assert 0 not in levels[1:]


def test_with_nobody_asked_everything_is_plain():
    assert bodymap.level_among_experts(0, 0) == 0


@pytest.mark.parametrize("most", [1, 2, 3, 5, 12, 40])
def test_among_quotes_the_most_is_darkest_and_more_is_never_lighter(most):
    levels = [bodymap.level_among_quotes(quotes, most) for quotes in range(most + 1)]
    assert (levels[0], levels[-1]) == (0, 4)
    assert levels == sorted(levels)


def test_without_any_quote_everything_is_plain():
    assert bodymap.level_among_quotes(0, 0) == 0


def test_a_muscle_with_few_quotes_stays_plain_so_that_others_stand_out():
    assert bodymap.level_among_quotes(2, 12) == 0
    assert bodymap.level_among_quotes(3, 12) == 1


@pytest.mark.parametrize(
    ("asked", "texts"),
    [
        (1, ["No one", "1 expert"]),
        (2, ["No one", "1 expert", "Both"]),
        (3, ["No one", "1 expert", "2", "All 3"]),
        (4, ["No one", "1 expert", "2", "3", "All 4"]),
        (6, ["No one", "1 expert", "2 or 3", "4", "5 or 6"]),
        (8, ["No one", "1 or 2 experts", "3 or 4", "5 or 6", "7 or 8"]),
        (20, ["No one", "1 to 5 experts", "6 to 10", "11 to 15", "16 to 20"]),
    ],
)
def test_the_key_of_an_article_says_how_many_experts(asked, texts):
    assert [key.text for key in bodymap.key_for_experts(asked)] == texts


@pytest.mark.parametrize(
    ("most", "texts"),
    [
        (0, ["None"]),
        (1, ["None", "1 quote"]),
        (2, ["None", "1 quote", "2"]),
        (4, ["None", "1 quote", "2", "3", "4"]),
        (8, ["1 or none", "2 or 3 quotes", "4", "5 or 6", "7 or more"]),
        (12, ["Up to 2", "3 or 4 quotes", "5 to 7", "8 or 9", "10 or more"]),
    ],
)
def test_the_key_of_an_expert_says_how_many_quotes(most, texts):
    assert [key.text for key in bodymap.key_for_quotes(most)] == texts


@pytest.mark.parametrize("most", range(1, 21))
@pytest.mark.parametrize(
    ("key_for", "level_of"),
    [
        (bodymap.key_for_experts, bodymap.level_among_experts),
        (bodymap.key_for_quotes, bodymap.level_among_quotes),
    ],
)
def test_a_key_says_of_each_number_what_the_map_shows(key_for, level_of, most):
    for level, text in key_for(most)[1:]:
        shown = [number for number in range(1, most + 1) if level_of(number, most) == level]
        numbers = [int(number) for number in re.findall(r"\d+", text)]
        if text == "Both":
            numbers = [2]
        assert numbers[0] == shown[0]
        assert numbers[-1] in {shown[-1], shown[0]}


def test_a_muscle_without_quotes_is_drawn_but_leads_nowhere_unless_it_is_chosen():
    muscles = [muscle("neck", 0), muscle("core", 2), muscle("shins", 0)]
    neck, core, shins = bodymap.quote_areas(muscles, lambda m: f"/{m.slug}", ["shins"])
    assert (neck.href, neck.title) == ("", "Neck: 0 quotes")
    assert (core.href, core.title) == ("/core", "Core: 2 quotes")
    assert (shins.href, shins.title, shins.current) == ("/shins", "Shins: 0 quotes, selected", True)


def test_one_quote_is_no_plural():
    [area] = bodymap.quote_areas([muscle("neck", 1)], lambda m: "/")
    assert area.title == "Neck: 1 quote"


def test_on_the_page_of_a_muscle_it_alone_is_dark():
    muscles = [
        MuscleGroup(pk=1, slug="neck", name="Neck"),
        MuscleGroup(pk=2, slug="core", name="C"),
    ]
    neck, core = bodymap.muscle_areas(muscles, muscles[0])
    assert (neck.level, neck.current, neck.href) == (4, True, "/muscles/neck/")
    assert (core.level, core.current, core.href) == (0, False, "/muscles/core/")
