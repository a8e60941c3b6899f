"""Roles and suggestions of a quote's muscles in a browser, with script and without."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Quote
from articles.said import Said
from tests.browser.conftest import sign_in
from tests.factories import make_article, make_editor, make_quote

BODY = "<p>The quads push. On treadmills you never use your glutes.</p>"


@pytest.fixture
def address(live_server):
    article = make_article(live=False)
    quote = make_quote(article, body=BODY)
    return f"/admin/articles/article/{article.pk}/change/?quote={quote.pk}"


@pytest.fixture
def without_script(new_context, live_server):
    context = new_context(java_script_enabled=False)
    sign_in(context, make_editor("ines"), live_server.url)
    return context.new_page()


def said():
    return {item.tag.slug: item.said for item in Quote.objects.get().tagged_items.all()}


def save(page):
    with page.expect_event("load"):
        page.locator(".publish [name=_save]").click()


def choose_roles(page):
    """A click for the usual case; the role and the condition show once there is a tick."""
    first = page.locator(".quote-card").first
    expect(first.get_by_label("Role: Core")).to_be_hidden()
    first.get_by_label("Core", exact=False).first.check()
    expect(first.get_by_label("Role: Core")).to_be_visible()
    first.get_by_label("Calves", exact=False).first.focus()
    for key in ("Space", "Tab", "h", "Tab"):
        page.keyboard.press(key)
    page.keyboard.type("uphill")
    save(page)


def test_roles_are_chosen_by_keyboard(editor, address, axe):
    editor.goto(address, wait_until="networkidle")
    axe(editor)
    choose_roles(editor)
    assert said() == {"core": Said(), "calves": Said("helps", "uphill")}


def test_roles_are_chosen_without_script(without_script, address):
    without_script.goto(address)
    choose_roles(without_script)
    assert said() == {"core": Said(), "calves": Said("helps", "uphill")}


def accept_and_dismiss(page):
    page.get_by_role("button", name=re.compile("Quadriceps for “quads”")).click()
    expect(page.locator(".offers li")).to_have_count(1)
    page.get_by_role("button", name="+ Gluteals: not worked on treadmills").click()
    expect(page.locator(".offers li")).to_have_count(0)


def test_suggestions_are_accepted_and_dismissed(editor, address):
    editor.goto(address, wait_until="networkidle")
    accept_and_dismiss(editor)
    assert said() == {}
    save(editor)
    assert said() == {"glutes": Said("not", "on treadmills")}
    assert Quote.objects.get().dismissed.endswith(" quads")


def test_suggestions_are_accepted_and_dismissed_without_script(without_script, address):
    without_script.goto(address)
    accept_and_dismiss(without_script)
    assert said() == {}
    save(without_script)
    assert said() == {"glutes": Said("not", "on treadmills")}
    assert Quote.objects.get().dismissed.endswith(" quads")


def test_words_that_were_typed_are_read_when_the_editor_leaves_them(editor, address):
    editor.goto(address, wait_until="networkidle")
    editor.locator(".field-body [contenteditable=true]").first.click()
    editor.keyboard.press("Control+End")
    editor.keyboard.type(" And the calves.")
    expect(editor.get_by_role("button", name="+ Calves")).to_have_count(0)
    editor.get_by_label("Source").first.focus()
    expect(editor.get_by_role("button", name="+ Calves")).to_have_count(1)


def test_map_and_table_beside_the_form_follow_the_ticks(editor, address):
    editor.goto(address, wait_until="networkidle")
    rows = editor.locator("#outlook .names tbody tr")
    expect(rows).to_have_count(0)
    first = editor.locator(".quote-card").first
    first.get_by_label("Core", exact=False).first.check()
    expect(rows).to_have_text(["Coremain"])
    first.get_by_label("Role: Core").select_option("not")
    expect(rows).to_have_text(["Corenot worked"])
    expect(editor.locator("#outlook .body [class]:has(> title)")).to_have_count(0)
    editor.get_by_role("button", name="+ Gluteals: not worked on treadmills").click()
    expect(rows).to_have_count(2)
    assert said() == {}
