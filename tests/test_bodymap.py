"""The body map as plain values: shades, key and links. And as it is drawn on the pages."""

import re

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string

from articles import bodymap
from articles.bodymap import Area, BodyMap, Key
from articles.models import MuscleGroup
from tests.factories import make_quote


def an_area(slug, *rest):
    """One whose shape is called like its address."""
    return Area(slug, *rest, drawing=slug)


def whole(body_map):
    return BeautifulSoup(render_to_string("_map.html", {"map": body_map}), "html5lib")


def draw(body_map):
    return whole(body_map).select("svg :has(> title)")


def counted(**counts):
    """Muscles as a queryset brings them, by slug and number of quotes."""
    return [
        MuscleGroup(slug=slug, name=slug.capitalize(), pk=number, drawing=slug)
        for number, slug in enumerate(counts, start=1)
    ]


def areas(counts, chosen=()):
    muscles = counted(**counts)
    for muscle in muscles:
        muscle.quote_count = counts[muscle.slug]
    return {
        area.slug: area
        for area in bodymap.quote_areas(muscles, MuscleGroup.get_absolute_url, chosen)
    }


@pytest.mark.parametrize(
    ("asked", "levels"),
    [
        (1, [4]),
        (2, [2, 4]),
        (3, [2, 3, 4]),
        (4, [1, 2, 3, 4]),
        (5, [1, 2, 3, 4, 4]),
        (6, [1, 2, 2, 3, 4, 4]),
        (7, [1, 2, 2, 3, 3, 4, 4]),
        (8, [1, 1, 2, 2, 3, 3, 4, 4]),
        (9, [1, 1, 2, 2, 3, 3, 4, 4, 4]),
    ],
)
def test_in_an_article_the_shade_is_the_share_of_the_experts(asked, levels):
    found = [bodymap.level_among_experts(number, asked) for number in range(1, asked + 1)]
    assert found == levels


@pytest.mark.parametrize("asked", range(10))
def test_a_muscle_that_no_expert_names_is_plain(asked):
    assert bodymap.level_among_experts(0, asked) == 0


@pytest.mark.parametrize(
    ("most", "levels"),
    [
        (0, [0]),
        (1, [0, 4]),
        (2, [0, 2, 4]),
        (5, [0, 1, 2, 3, 4, 4]),
        (6, [0, 0, 1, 2, 3, 4, 4]),
        (10, [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 4]),
    ],
)
def test_elsewhere_what_has_under_a_fifth_of_the_most_stays_plain(most, levels):
    assert [bodymap.level_among_quotes(number, most) for number in range(most + 1)] == levels


def texts(key):
    return [text for _, text in key]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (0, ["No one"]),
        (1, ["No one", "1 expert"]),
        (2, ["No one", "1 expert", "Both"]),
        (3, ["No one", "1 expert", "2", "All 3"]),
        (4, ["No one", "1 expert", "2", "3", "All 4"]),
        (6, ["No one", "1 expert", "2 or 3", "4", "5 or 6"]),
        (8, ["No one", "1 or 2 experts", "3 or 4", "5 or 6", "7 or 8"]),
        (9, ["No one", "1 or 2 experts", "3 or 4", "5 or 6", "7 to 9"]),
    ],
)
def test_the_key_says_how_many_experts_each_shade_means(asked, words):
    assert texts(bodymap.key_for_experts(asked)) == words


@pytest.mark.parametrize("asked", range(1, 21))
def test_the_key_has_each_shade_that_can_occur_and_no_other(asked):
    levels = {bodymap.level_among_experts(number, asked) for number in range(asked + 1)}
    assert [key.level for key in bodymap.key_for_experts(asked)] == sorted(levels)


@pytest.mark.parametrize(
    ("most", "words"),
    [
        (0, ["None"]),
        (1, ["None", "1 quote"]),
        (2, ["None", "1 quote", "2"]),
        (5, ["None", "1 quote", "2", "3", "4 or more"]),
        (6, ["1 or none", "2 quotes", "3", "4", "5 or more"]),
        (20, ["Up to 3", "4 to 7 quotes", "8 to 11", "12 to 15", "16 or more"]),
    ],
)
def test_the_key_says_how_many_quotes_each_shade_means(most, words):
    assert texts(bodymap.key_for_quotes(most)) == words


@pytest.mark.parametrize("most", range(1, 40))
def test_the_key_for_quotes_has_each_shade_that_can_occur(most):
    levels = {bodymap.level_among_quotes(number, most) for number in range(most + 1)}
    assert [key.level for key in bodymap.key_for_quotes(most)] == sorted(levels)


@pytest.mark.parametrize("most", range(1, 21))
@pytest.mark.parametrize(
    ("key_for", "level_of"),
    [
        (bodymap.key_for_experts, bodymap.level_among_experts),
        (bodymap.key_for_quotes, bodymap.level_among_quotes),
    ],
)
def test_the_key_says_of_each_number_what_the_map_shows(key_for, level_of, most):
    for level, text in key_for(most)[1:]:
        shown = [number for number in range(1, most + 1) if level_of(number, most) == level]
        said = [int(number) for number in re.findall(r"\d+", text.replace("Both", "2"))]
        assert said[0] == shown[0]
        assert said[-1] == shown[-1] or text.endswith("or more")


def test_an_area_says_how_many_quotes_there_are_and_leads_to_them():
    found = areas({"calves": 5, "core": 1})
    assert found["calves"] == an_area("calves", "Calves: 5 quotes", "/muscles/calves/", 4, False)
    assert found["core"] == an_area("core", "Core: 1 quote", "/muscles/core/", 1, False)


def test_a_muscle_without_quotes_is_no_link_unless_it_is_chosen():
    assert areas({"calves": 0})["calves"].href == ""
    chosen = areas({"calves": 0}, chosen=["calves"])["calves"]
    assert (chosen.href, chosen.current) == ("/muscles/calves/", True)
    assert chosen.title == "Calves: 0 quotes, selected"


def test_on_its_own_page_one_muscle_is_dark_and_all_lead_on():
    calves, core = counted(calves=0, core=0)
    dark, plain = bodymap.muscle_areas([calves, core], calves)
    assert (dark.level, dark.current, plain.level, plain.current) == (4, True, 0, False)
    assert (dark.href, plain.href) == ("/muscles/calves/", "/muscles/core/")


def test_an_area_that_leads_nowhere_is_drawn_without_being_a_link():
    [area] = draw(BodyMap("Map", [an_area("core", "Core: 0 quotes")]))
    assert (area.name, area.attrs) == ("g", {})
    assert area.find("path")
    assert area.title.text == "Core: 0 quotes"


def test_an_area_is_drawn_in_its_shade_and_marked_when_it_is_chosen():
    [area] = draw(BodyMap("Map", [an_area("core", "Core", "/a/?b=1&c=2", 3, True)]))
    assert area["class"] == ["level-3"]
    assert (area["href"], area["aria-current"]) == ("/a/?b=1&c=2", "true")
    [plain] = draw(BodyMap("Map", [an_area("core", "Core", "/")]))
    assert not {"class", "aria-current", "data-muscle"} & set(plain.attrs)


def test_only_a_map_beside_a_table_is_paired_with_its_rows():
    areas = [an_area("core", "Core", "/"), an_area("calves", "Calves")]
    core, calves = draw(BodyMap("Map", areas, paired=True))
    assert (core["data-muscle"], calves.attrs) == ("core", {})


def test_the_order_is_from_head_to_toe_the_back_last():
    areas = [an_area(slug, slug) for slug in ["glutes", "calves", "neck"]]
    assert [area.title.text for area in draw(BodyMap("Map", areas))] == ["neck", "calves", "glutes"]


def test_the_map_has_a_name_and_its_key_is_a_list():
    area = an_area("neck", "Neck")
    page = whole(BodyMap("Muscles", [area], key=[Key(0, "None"), Key(4, "2 quotes")]))
    assert page.svg["aria-label"] == "Muscles"
    assert [item.text for item in page.select("ul.key li")] == ["None", "2 quotes"]
    assert [dot["class"][1] for dot in page.select("ul.key .dot")] == ["level-0", "level-4"]
    assert not whole(BodyMap("Muscles", [area])).select("ul.key")


def test_every_shape_is_drawn_once_and_mirrored():
    page = whole(BodyMap("Map", [an_area(slug, slug) for slug in [*bodymap.FRONT, *bodymap.BACK]]))
    ids = [path["id"] for path in page.select(":has(> title) path")]
    assert len(ids) == len(set(ids))
    assert set(ids) == {use["href"].removeprefix("#") for use in page.select(":has(> title) use")}


@pytest.mark.django_db
def test_every_muscle_of_the_vocabulary_has_its_place_and_its_shape():
    slugs = set(MuscleGroup.objects.values_list("drawing", flat=True))
    assert slugs == {*bodymap.FRONT, *bodymap.BACK}
    assert len(bodymap.FRONT) + len(bodymap.BACK) == len(slugs)
    drawn = draw(BodyMap("Map", [an_area(slug, slug) for slug in slugs]))
    assert {area.title.text for area in drawn} == slugs
    assert all(area.find("path") for area in drawn)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/", "/muscles/", "/muscles/jaw/", "/muscles/core/", "/quotes/", "article"]
)
def test_a_muscle_that_was_added_later_has_no_shape_and_breaks_no_page(client, address):
    MuscleGroup.objects.create(
        name="Jaw",
        slug="jaw",
        latin_name="masseter",
        description="Chews.",
        region="trunk",
        position=99,
    )
    quote = make_quote(muscles=["jaw", "core"])
    response = client.get(quote.article.get_absolute_url() if address == "article" else address)
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html5lib")
    assert not [area for area in page.select("svg.body :has(> title)") if "Jaw" in area.title.text]
    assert [link for link in page.select("a[href]") if "Jaw" in link.text] or address == "/quotes/"
