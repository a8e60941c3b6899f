"""A reader filters the quotes: by the map and by the list, with and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_expert, make_quote

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def quotes(live_server):
    for name, muscles in [
        ("Ana Both", ["calves", "glutes"]),
        ("Ben Calf", ["calves"]),
        ("Cleo Glute", ["glutes"]),
        ("Dev Core", ["core"]),
    ]:
        make_quote(expert=make_expert(name), muscles=muscles)


@pytest.fixture
def without_scripts(new_context, quotes):
    return new_context(java_script_enabled=False).new_page()


def expect_names(page, *names):
    """Whose quotes are shown, the newest first."""
    expect(page.locator("article.quote .who strong")).to_have_text(list(names))


def expect_count(page, text):
    expect(page.locator("#count")).to_have_text(text)


def area(page, name):
    """The muscle on the map; its name is its title."""
    return page.locator("svg.body a", has=page.locator(f"title:text('{name}')"))


def choice(page, name):
    return page.get_by_role("navigation", name="Muscles").get_by_role("link", name=name)


def test_two_muscles_any_and_all_without_scripts(without_scripts):
    page = without_scripts
    page.goto("/quotes/")
    area(page, "Calves").locator("path").first.click()
    expect_count(page, "2 quotes on calves")
    choice(page, "Gluteals").click()
    expect_count(page, "3 quotes on gluteals or calves")
    expect_names(page, "Cleo Glute", "Ben Calf", "Ana Both")
    page.get_by_role("link", name="all (1)").click()
    expect_count(page, "1 quote on gluteals and calves")
    expect(page).to_have_url("/quotes/?match=all&muscle=calves&muscle=glutes")
    expect_names(page, "Ana Both")
    page.get_by_role("link", name="any (3)").click()
    expect_count(page, "3 quotes on gluteals or calves")


def test_a_choice_is_taken_back_on_the_map_in_the_list_and_by_its_chip(without_scripts):
    page = without_scripts
    chip = page.get_by_role("list", name="Chosen").get_by_role("link", name="Calves")
    for link in [area(page, "Calves").locator("path").first, choice(page, "Calves"), chip]:
        page.goto("/quotes/?muscle=calves")
        link.click()
        expect(page).to_have_url("/quotes/")
        expect_count(page, "4 quotes")


def test_expert_and_words_narrow_what_the_map_chose(without_scripts):
    page = without_scripts
    page.goto("/quotes/?muscle=calves")
    page.get_by_label("Expert").select_option(label="Ben Calf (1)")
    page.get_by_label("Words in the quote").fill("CHAIR")
    page.get_by_role("button", name="Show quotes").click()
    expect_names(page, "Ben Calf")
    expect_count(page, "1 quote on calves by Ben Calf with “CHAIR”")
    expect(page.get_by_label("Words in the quote")).to_have_value("CHAIR")


def test_an_empty_result_offers_a_way_that_leads_to_quotes(without_scripts):
    page = without_scripts
    page.goto("/quotes/?match=all&muscle=calves&muscle=core")
    expect_names(page)
    page.get_by_role("link", name="Show 3 quotes").click()
    expect_names(page, "Dev Core", "Ben Calf", "Ana Both")


def test_by_keyboard_alone(page, quotes):
    page.goto("/quotes/")
    for muscle in ["Calves", "Gluteals"]:
        link = area(page, muscle)
        for _ in range(40):
            page.keyboard.press("Tab")
            if link.evaluate("link => link === document.activeElement"):
                break
        expect(link).to_be_focused()
        page.keyboard.press("Enter")
        expect(area(page, muscle)).to_have_attribute("aria-current", "true")
    expect_count(page, "3 quotes on gluteals or calves")


def test_on_a_phone_the_filters_are_folded_and_the_quotes_are_at_hand(page, quotes):
    page.set_viewport_size(PHONE)
    page.goto("/quotes/?muscle=calves")
    expect(page.locator("svg.body")).to_be_hidden()
    expect(page.locator("#count")).to_be_in_viewport()
    fold = page.get_by_text("Filter the quotes")
    fold.focus()
    page.keyboard.press("Enter")
    expect(page.locator("svg.body")).to_be_visible()
    choice(page, "Gluteals").click()
    expect_count(page, "3 quotes on gluteals or calves")


def test_on_a_phone_the_fold_opens_without_scripts(without_scripts):
    page = without_scripts
    page.set_viewport_size(PHONE)
    page.goto("/quotes/")
    page.get_by_text("Filter the quotes").click()
    choice(page, "Calves").click()
    expect_names(page, "Ben Calf", "Ana Both")


def test_on_a_wide_screen_the_filters_stand_beside_the_quotes(page, quotes):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/quotes/")
    expect(page.locator("svg.body")).to_be_visible()
    expect(page.get_by_text("Filter the quotes")).to_be_hidden()
    map_box = page.locator("svg.body").bounding_box()
    quote_box = page.locator("article.quote").first.bounding_box()
    assert map_box["x"] + map_box["width"] <= quote_box["x"]


def test_the_skip_link_passes_the_filters(page, quotes):
    page.goto("/quotes/?muscle=calves")
    page.get_by_role("link", name="Skip to the quotes").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#count")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.locator(".chip.on")).to_be_focused()


def test_a_word_as_long_as_allowed_makes_no_page_wider(page, quotes):
    page.set_viewport_size({"width": 320, "height": 740})
    page.goto(f"/quotes/?q={'a' * 100}")
    expect(page.locator(".chip.on")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_what_the_fold_reveals_has_its_colours_at_once(page, quotes):
    page.set_viewport_size(PHONE)
    page.goto("/quotes/")
    fading = page.evaluate(
        """() => new Promise((resolve) => {
          document.querySelector("summary").click();
          requestAnimationFrame(() => resolve(document.getAnimations().length));
        })"""
    )
    assert fading == 0
