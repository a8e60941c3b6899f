"""The article's form in a browser: what it costs to do the usual things, and with which hands."""

import re

import brotli
import pytest
from playwright.sync_api import expect

from articles.models import Expert, Quote
from tests.factories import make_article, make_expert, make_photo, make_quote

HEADINGS = ["One", "Two", "Three", "Four", "Five", "Six"]


@pytest.fixture
def article(live_server):
    article = make_article(title="Which muscles does running really use?", slug="running")
    names = ["Imani Okoro", "Tomás Verhale", "Priya Nath", "Callum Brodie", "Ida Quill", "Dav Mam"]
    for heading, name in zip(HEADINGS, names, strict=True):
        make_quote(article, heading=heading, expert=make_expert(name), muscles=["glutes"])
    return article


def form_of(article):
    return f"/admin/articles/article/{article.pk}/change/"


def in_order(article):
    return [quote.heading for quote in article.quotes.order_by("position")]


def card(page, heading):
    return page.locator(".quote-card", has=page.get_by_text(heading, exact=True))


class Effort:
    """Counts page loads and clicks from here on."""

    def __init__(self, page):
        self.page, self.loads, self.clicks = page, 0, 0
        page.on("load", self.count_load)

    def count_load(self, page):
        self.loads += 1

    def click(self, target):
        self.clicks += 1
        target.click()

    def click_to(self, target):
        with self.page.expect_event("load"):
            self.click(target)


def words_of(page, card_or_page):
    return card_or_page.locator(".field-body [contenteditable=true]")


def save(page):
    with page.expect_event("load"):
        page.locator(".publish [name=_save]").click()


def test_one_word_of_a_live_quote_takes_2_loads_and_4_clicks(editor, article):
    quote = article.quotes.get(heading="Four")
    editor.goto(article.get_absolute_url())
    effort = Effort(editor)
    effort.click_to(editor.locator(f"#q-{quote.pk}").get_by_role("link", name="Edit this quote"))
    words = words_of(editor, card(editor, "Four"))
    editor.wait_for_function("document.activeElement.isContentEditable")
    effort.click(words)
    editor.keyboard.press("Control+End")
    editor.keyboard.type(" Corrected.")
    effort.click_to(editor.locator(".publish [name=_save]"))
    assert editor.url.endswith(f"/articles/running/#q-{quote.pk}")
    assert "Corrected." in editor.locator(f"#q-{quote.pk} blockquote").inner_text()
    assert effort.loads <= 2
    assert effort.clicks <= 4


def test_edit_this_quote_has_its_words_ready_and_in_sight(editor, article):
    quote = article.quotes.get(heading="Six")
    editor.goto(f"{form_of(article)}?quote={quote.pk}")
    editor.wait_for_function("document.activeElement.isContentEditable")
    assert words_of(editor, card(editor, "Six")).evaluate("e => e === document.activeElement")
    head = card(editor, "Six").locator("summary").first
    expect(head).to_be_in_viewport(ratio=1)


def test_a_quote_by_a_new_expert_takes_4_loads_and_8_clicks(editor, article):
    editor.goto("/admin/")
    effort = Effort(editor)
    effort.click_to(editor.get_by_role("navigation", name="Sections").get_by_text("Articles"))
    effort.click_to(editor.locator("#result_list").get_by_role("link", name=article.title))
    effort.click(editor.get_by_role("button", name="Add a quote"))
    editor.keyboard.type("Wanda Osei")
    for text in ("", "Wanda Osei", "Physiotherapist", "Harbour Lane Clinic", "Seven"):
        editor.keyboard.press("Tab")
        if text:
            editor.keyboard.press("Control+A")
            editor.keyboard.type(text)
    new = card(editor, "Seven")
    for _ in range(8):
        editor.keyboard.press("Tab")
        if words_of(editor, new).evaluate("e => e === document.activeElement"):
            break
    editor.keyboard.type("It is all in the hips.")
    for muscle in ("Gluteals", "Hip flexors", "Core"):
        effort.click(new.get_by_label(re.compile(rf"^\s*{muscle}")))
    effort.click_to(editor.locator(".publish [name=_save]"))
    quote = Quote.objects.get(heading="Seven")
    assert (quote.expert.name, quote.expert.title) == ("Wanda Osei", "Physiotherapist")
    assert quote.body == "<p>It is all in the hips.</p>"
    assert len(quote.named_muscles) == 3
    assert effort.loads <= 4
    assert effort.clicks <= 8


def test_the_last_quote_comes_first_by_one_click_and_the_focus_follows(editor, article):
    editor.goto(form_of(article))
    effort = Effort(editor)
    effort.click(editor.get_by_role("button", name="To the top: Dav Mam"))
    assert editor.locator("#moved").inner_text() == "Dav Mam is now 1 of 6."
    assert card(editor, "Six").evaluate("e => e.contains(document.activeElement)")
    assert effort.clicks == 1
    save(editor)
    assert in_order(article) == ["Six", *HEADINGS[:5]]


def test_the_last_quote_comes_first_by_one_drag(editor, article):
    editor.goto(form_of(article))
    handle = card(editor, "Six").locator(".handle")
    handle.scroll_into_view_if_needed()
    start, end = handle.bounding_box(), card(editor, "One").bounding_box()
    editor.mouse.move(start["x"] + 5, start["y"] + 5)
    editor.mouse.down()
    editor.mouse.move(start["x"] + 5, start["y"] - 20)
    editor.mouse.move(end["x"] + 20, end["y"] + 4, steps=8)
    editor.mouse.up()
    assert editor.locator("#moved").inner_text() == "Dav Mam is now 1 of 6."
    save(editor)
    assert in_order(article) == ["Six", *HEADINGS[:5]]


def test_arrows_and_numbers_move_too_and_a_moved_quote_keeps_its_editor(editor, article):
    editor.goto(form_of(article))
    card(editor, "One").locator("summary").first.click()
    words_of(editor, card(editor, "One")).wait_for()
    editor.get_by_role("button", name="Move down: Imani Okoro").click()
    words_of(editor, card(editor, "One")).click()
    editor.keyboard.type("Still typing. ")
    editor.get_by_role("spinbutton", name="Place of Ida Quill").fill("1")
    editor.keyboard.press("Tab")
    save(editor)
    assert in_order(article) == ["Five", "Two", "One", "Three", "Four", "Six"]
    assert "Still typing." in article.quotes.get(heading="One").body


def test_a_schedule_is_one_field_and_one_save(editor, live_server):
    draft = make_quote(make_article(live=False), muscles=["core"]).article
    editor.goto(form_of(draft))
    effort = Effort(editor)
    editor.get_by_label("Goes live").fill("2031-05-12T09:00")
    effort.click_to(editor.locator(".publish [name=_save]"))
    assert "Scheduled for 12 May 2031, 09:00 UTC" in editor.locator(".messagelist").inner_text()
    assert (effort.loads, effort.clicks) == (1, 1)


def test_the_form_of_6_quotes_is_light(editor, article):
    responses = []
    editor.on("response", lambda response: responses.append(response))
    editor.goto(form_of(article), wait_until="networkidle")
    sizes = [len(brotli.compress(response.body())) for response in responses]
    assert len(responses) <= 25
    assert sum(sizes) <= 300_000


def test_any_quote_is_within_30_presses_of_tab(editor, article):
    quote = article.quotes.get(heading="Six")
    editor.goto(form_of(article))
    pressed = 0
    while editor.evaluate("document.activeElement.hash") != f"#quote-{quote.pk}":
        editor.keyboard.press("Tab")
        pressed += 1
        assert pressed <= 28
    editor.keyboard.press("Enter")
    assert editor.evaluate("document.activeElement.id") == f"quote-{quote.pk}"
    editor.keyboard.press("Enter")
    words_of(editor, card(editor, "Six")).wait_for()


def test_ctrl_s_saves_from_within_the_words(editor, article):
    editor.goto(f"{form_of(article)}?quote={article.quotes.get(heading='Two').pk}")
    editor.wait_for_function("document.activeElement.isContentEditable")
    editor.keyboard.type("Saved by key. ")
    with editor.expect_event("load"):
        editor.keyboard.press("Control+s")
    assert "Saved by key." in article.quotes.get(heading="Two").body


def test_a_question_mark_lists_the_keys_which_can_be_switched_off(editor, article):
    editor.goto(form_of(article))
    editor.locator("h1").click()
    editor.keyboard.press("?")
    keys = editor.get_by_role("dialog", name="Keys")
    keys.get_by_label("Use these keys").uncheck()
    keys.get_by_role("button", name="Close").click()
    editor.reload()
    editor.locator("h1").click()
    editor.keyboard.press("?")
    assert keys.is_hidden()
    editor.get_by_role("button", name="Keys").click()
    assert not keys.get_by_label("Use these keys").is_checked()


def test_a_question_mark_in_a_field_is_a_question_mark(editor, article):
    editor.goto(form_of(article))
    editor.get_by_label("Title", exact=True).first.fill("")
    editor.keyboard.type("Why?")
    assert editor.get_by_label("Title", exact=True).first.input_value() == "Why?"
    assert editor.get_by_role("dialog", name="Keys").is_hidden()


def test_enter_in_a_field_saves_and_moves_nothing(editor, article):
    editor.goto(form_of(article))
    with editor.expect_event("load"):
        editor.locator("#id_title").press("Enter")
    assert "is saved" in editor.locator(".messagelist").inner_text()
    assert in_order(article) == HEADINGS


def test_more_quotes_than_blank_cards_keep_their_rich_text(editor, article):
    editor.goto(form_of(article))
    for number in range(5):
        editor.get_by_role("button", name="Add a quote").click()
        new = editor.locator(".quote-card:not([hidden])").last
        new.locator("[name$=-heading]").fill(f"New {number}")
        words_of(editor, new).click()
        editor.keyboard.type(f"Words {number}")
        editor.keyboard.press("Control+A")
        new.get_by_role("button", name="bold").click()
    save(editor)
    assert in_order(article) == [*HEADINGS, *(f"New {number}" for number in range(5))]
    assert article.quotes.get(heading="New 4").body == "<p><strong>Words 4</strong></p>"


def test_head_and_counters_follow_typing(editor, article):
    editor.goto(form_of(article))
    one = card(editor, "One")
    one.locator("summary").first.click()
    words_of(editor, one).click()
    editor.keyboard.press("Control+A")
    editor.keyboard.type("Four words of mine")
    one.get_by_label(re.compile(r"^\s*Calves")).check()
    head = editor.locator(".quote-card").first.locator("[data-sums]")
    head.get_by_text("4 words, 2 muscles").wait_for()
    typed = [editor.locator(f".beside [data-counter={each}]").inner_text() for each in COUNTERS]
    save(editor)
    assert [
        editor.locator(f".beside [data-counter={each}]").inner_text() for each in COUNTERS
    ] == typed


COUNTERS = ["words", "minutes", "experts", "share"]


def test_the_address_follows_the_title_of_a_draft_until_it_is_typed(editor):
    editor.goto("/admin/articles/article/add/")
    title, slug = editor.locator("#id_title"), editor.locator("#id_slug")
    title.press_sequentially("Épaules & hips")
    assert slug.input_value() == "epaules-hips"
    slug.fill("mine")
    title.press_sequentially(" again")
    assert slug.input_value() == "mine"


def test_the_form_is_accessible_folded_and_open(editor, article, axe):
    make_quote(article, photo=make_photo(credit=""))
    editor.goto(form_of(article))
    axe(editor)
    editor.get_by_text("Change address").click()
    editor.get_by_text("Search and sharing").click()
    for number in (0, -1):
        head = editor.locator(".quote-card:not([hidden]) > details > summary").nth(number)
        head.click()
        head.locator("..").get_by_text("Not in the list? New expert").click()
    words_of(editor, card(editor, "One")).wait_for()
    axe(editor)


def test_a_refused_form_is_accessible_and_opens_at_the_field(editor, article, axe):
    editor.goto(form_of(article))
    card(editor, "Two").locator("summary").first.click()
    card(editor, "Two").locator("[name$=-expert]").fill("Verhale")
    save(editor)
    axe(editor)
    editor.get_by_role("alert").get_by_role("link").first.click()
    editor.keyboard.press("Tab")
    assert editor.evaluate("document.activeElement.name") == "quotes-1-new_name"


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_form_fits_its_window(editor, article, width):
    editor.set_viewport_size({"width": width, "height": 800})
    editor.goto(f"{form_of(article)}?quote={article.quotes.first().pk}")
    assert editor.evaluate("document.documentElement.scrollWidth") <= width
    assert editor.locator("[name=_save]:visible").last.is_visible()


class TestWithoutScript:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return browser_context_args | {"java_script_enabled": False}

    def test_a_quote_by_a_new_expert_is_added(self, editor, article):
        editor.goto(form_of(article))
        new = editor.locator("#quotes-6")
        new.locator("summary").first.click()
        new.get_by_text("Not in the list? New expert").click()
        new.locator("[name$=-new_name]").fill("Wanda Osei")
        new.locator("[name$=-heading]").fill("Seven")
        new.locator("[name$=-body]").fill("<p>Plain words.</p>")
        new.get_by_label("The expert names no muscle").check()
        save(editor)
        assert Expert.objects.get(name="Wanda Osei").quotes.get().body == "<p>Plain words.</p>"

    def test_a_move_keeps_what_was_typed_and_is_saved_later(self, editor, article):
        editor.goto(form_of(article))
        editor.locator("#id_standfirst").fill("Typed before the move.")
        with editor.expect_event("load"):
            editor.get_by_role("button", name="To the top: Dav Mam").click()
        assert editor.locator("#id_standfirst").input_value() == "Typed before the move."
        assert in_order(article) == HEADINGS
        save(editor)
        assert in_order(article) == ["Six", *HEADINGS[:5]]
        article.refresh_from_db()
        assert article.standfirst == "Typed before the move."
