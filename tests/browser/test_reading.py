"""A reader opens an article and follows the map to one muscle, in every way there is."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from articles.models import Quote
from tests import magazine

TITLE = "Which muscles does running work, and which ones only come along?"


@pytest.fixture
def article(live_server):
    return magazine.publish()["article_detail"]


@pytest.fixture
def without_scripts(new_context):
    return new_context(java_script_enabled=False).new_page()


def area(page, muscle="calves"):
    return page.locator(f"svg.body a[data-muscle='{muscle}']")


def row(page, muscle="calves"):
    return page.locator(f"tr[data-muscle='{muscle}']")


def expect_one_muscle(page, article):
    """The notice is in view, the sections are those on it, and the way back leads back."""
    expect(page).to_have_url(f"{article}?muscle=calves#only")
    expect(page.locator("#only")).to_be_in_viewport()
    assert page.locator("#only strong").inner_text() == "2 of 7 experts on calves."
    sections = page.locator("section.expert")
    expect(sections).to_have_count(2)
    for section in sections.all():
        expect(section.get_by_role("link", name="Calves")).to_be_visible()
    page.get_by_role("link", name="Show all.").click()
    expect(page).to_have_url(article)
    expect(page.locator("section.expert .who")).to_have_count(7)


def test_by_mouse_from_the_front_page(page, article):
    page.goto("/")
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.locator("h1")).to_have_text(TITLE)
    area(page).locator("path").first.click()
    expect_one_muscle(page, article)


def test_by_keyboard(page, article):
    page.goto(article)
    for _ in range(60):
        page.keyboard.press("Tab")
        if area(page).evaluate("area => area === document.activeElement"):
            break
    expect(area(page)).to_be_focused()
    page.keyboard.press("Enter")
    expect_one_muscle(page, article)


def test_by_the_table(page, article):
    page.goto(article)
    row(page).get_by_role("link", name="Calves").click()
    expect_one_muscle(page, article)


def test_without_scripts(without_scripts, article):
    without_scripts.goto(article)
    area(without_scripts).locator("path").first.click()
    expect_one_muscle(without_scripts, article)


def test_the_chosen_muscle_leads_back_from_the_map(page, article):
    # So that the page does not glide to the fragment under the pointer.
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{article}?muscle=calves#only")
    expect(area(page)).to_have_attribute("aria-current", "true")
    area(page).locator("path").first.click()
    expect(page).to_have_url(article)


def test_the_skip_link_passes_the_menu(page, article):
    page.goto(article)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Running")).to_be_focused()


def test_each_muscle_is_one_stop_of_the_tab_key(page, article):
    page.goto(article)
    slugs = [area.get_attribute("data-muscle") for area in page.locator("svg.body a[href]").all()]
    assert sorted(slugs) == sorted({slug for named in magazine.MUSCLES for slug in named})


def test_the_mouse_on_the_map_lights_the_row_and_back(page, article):
    page.goto(article)
    area(page).locator("path").first.hover()
    expect(row(page)).to_have_class("hot")
    row(page, "glutes").hover()
    expect(row(page)).not_to_have_class("hot")
    expect(area(page, "glutes")).to_have_class("level-3 hot")


def test_the_focus_lights_its_partner_too(page, article):
    page.goto(article)
    row(page).get_by_role("link").focus()
    expect(area(page)).to_have_class("level-2 hot")
    row(page, "glutes").get_by_role("link").focus()
    expect(area(page)).to_have_class("level-2")


def test_a_permalink_shows_the_quote(page, article):
    page.goto(article)
    link = page.get_by_role("link", name="Link to this quote").nth(4)
    target = page.locator("section.expert").nth(4)
    page.goto(urlsplit(link.get_attribute("href")).path)
    expect(target).to_be_in_viewport()
    expect(page).to_have_url(f"{article}#{target.get_attribute('id')}")


def test_a_citation_unfolds(page, article):
    page.goto(article)
    cite = page.locator("section.expert details").first
    expect(cite.locator("p").first).to_be_hidden()
    cite.get_by_text("Cite").click()
    expect(cite.locator("p").first).to_contain_text(f"quoted in “{TITLE}”")


def test_the_first_photo_comes_at_once_and_the_others_when_they_are_near(page, article):
    page.goto(article)
    first, second = page.locator("figure img").all()
    assert first.get_attribute("loading") is None
    assert second.get_attribute("loading") == "lazy"
    for image in (first, second):
        image.scroll_into_view_if_needed()
        assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") == 640


def test_the_marked_sentences_are_followed_by_keyboard(without_scripts, article):
    Quote.objects.filter(muscles__slug="calves").update(body="<p>Wait. The calves push.</p>")
    page = without_scripts
    # A key that comes before a gliding page has come to rest would end its way short.
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{article}?muscle=calves")
    page.get_by_role("link", name="First mention", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{article}?muscle=calves#m1")
    expect(page.locator("#m1:target")).to_be_in_viewport()
    # From the mark that the address leads to, Tab goes on within its section.
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.hash") == "#m2":
            break
    assert page.evaluate("document.activeElement.hash") == "#m2"
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{article}?muscle=calves#m2")
    expect(page.locator("#m2:target")).to_be_in_viewport()
