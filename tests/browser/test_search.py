"""A reader searches from any page: with a typing error, without scripts, by keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_article, make_expert, make_quote


@pytest.fixture(autouse=True)
def article(live_server):
    article = make_article(title="What moves a runner?", slug="runner")
    make_quote(
        article,
        expert=make_expert("Ana Ruiz", slug="ana-ruiz"),
        muscles=["hamstrings"],
        body="<p>First the hip.</p><p>Then <em>ham</em>strings, and no sham.</p>",
    )
    return article


def type_in_masthead(page, words):
    page.get_by_role("searchbox", name="Search").fill(words)
    page.keyboard.press("Enter")


def test_with_a_typing_error_without_scripts(new_context, article):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(article.get_absolute_url())
    type_in_masthead(page, "hamstirngs")
    expect(page).to_have_url("/search/?q=hamstirngs")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing for hamstirngs")
    expect(page.get_by_role("searchbox")).to_have_value("hamstirngs")
    expect(page.locator(".lede")).to_have_text("These 4 are for hamstrings.")
    expect(page.locator("blockquote mark")).to_have_text(["ham", "strings"])
    page.get_by_role("link", name="hamstrings", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("4 results for hamstrings")
    page.get_by_role("link", name="What moves a runner? 1 of 1 expert on hamstrings").click()
    expect(page).to_have_url("/articles/runner/")


def test_by_keyboard_alone(page):
    page.goto("/muscles/")
    field = page.get_by_role("searchbox")
    for _ in range(5):
        page.keyboard.press("Tab")
        if field.evaluate("field => field === document.activeElement"):
            break
    page.keyboard.type("ruiz")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("2 results for ruiz")
    jump = page.get_by_role("link", name="1 quote", exact=True)
    while not jump.evaluate("link => link === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/search/?q=ruiz#found-quotes")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/experts/ana-ruiz/")
