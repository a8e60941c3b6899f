"""Two signed-in editors in two windows, and how little effort a lost word costs."""

import pytest
from django.utils import timezone

from articles.history.recording import record
from articles.merges import merge
from articles.models import Quote
from tests.article_form.form import change, in_order
from tests.browser.conftest import sign_in
from tests.factories import make_administrator, make_article, make_quote


@pytest.fixture
def windows(editor, new_context, live_server):
    """The window of the editor, and the window of Ilse."""
    context = new_context()
    sign_in(context, make_administrator("ilse"), live_server.url)
    return editor, context.new_page()


@pytest.fixture
def article(live_server):
    article = make_article(live=False)
    for heading in ("One", "Two", "Three"):
        make_quote(article, heading=heading, muscles=["core"])
    record(article.pk, by="the tests")
    return article


def open_both(windows, article):
    for window in windows:
        window.goto(change(article), wait_until="networkidle")


def write(window, number, words):
    card = window.locator(f"#quotes-{number}")
    card.locator("summary").first.click()
    card.locator(".ProseMirror").first.fill(words)


def save(window):
    window.locator(".publish [name=_save]").click()
    window.wait_for_load_state("networkidle")


def words(article, number):
    return article.quotes.order_by("position")[number].body


def test_different_quotes_are_both_kept_and_the_second_is_told(windows, article):
    mine, hers = windows
    open_both(windows, article)
    write(hers, 0, "Her words.")
    save(hers)
    write(mine, 1, "My words.")
    save(mine)
    said = mine.locator(".messagelist").inner_text()
    assert "ilse had saved" in said
    assert "words of quote 1" in said
    assert ("Her words." in words(article, 0), "My words." in words(article, 1)) == (True, True)


def test_the_same_quote_and_a_removed_one_are_chosen(windows, article, axe):
    mine, hers = windows
    open_both(windows, article)
    write(hers, 0, "Her words.")
    hers.locator("#quotes-2 summary").first.click()
    hers.locator("#quotes-2").get_by_label("Remove this quote on save").check()
    save(hers)
    assert in_order(article) == ["One", "Two"]
    write(mine, 0, "My words.")
    write(mine, 2, "Words for a quote that is gone.")
    save(mine)
    assert mine.get_by_role("heading", name="Two people changed the same words").is_visible()
    first, second = mine.locator("fieldset.choice").all()
    for text in ("Stand up from a chair", "Her words.", "My words."):
        assert text in first.inner_text()
    assert "ilse removed it, you changed it" in second.inner_text()
    axe(mine)
    mine.set_viewport_size({"width": 320, "height": 700})
    assert mine.evaluate("document.documentElement.scrollWidth") <= 320
    first.get_by_label("Keep both as text").check()
    second.get_by_label("Put it back").check()
    mine.get_by_role("button", name="Save with these choices").click()
    mine.wait_for_load_state("networkidle")
    assert in_order(article) == ["One", "Two", "Three"]
    assert words(article, 0) == "<p>Her words.</p><p>My words.</p>"
    assert "Words for a quote that is gone." in words(article, 2)


class Effort:
    def __init__(self, window):
        self.window, self.loads, self.clicks = window, 0, 0
        window.on("load", lambda _: setattr(self, "loads", self.loads + 1))

    def click(self, locator):
        self.clicks += 1
        with self.window.expect_navigation(wait_until="networkidle"):
            locator.click()


def test_an_older_wording_is_put_back_in_three_clicks(windows, article, axe):
    mine, hers = windows
    open_both(windows, article)
    write(hers, 2, "A wording that nobody likes.")
    save(hers)
    mine.goto("/admin/", wait_until="networkidle")
    axe(mine)
    effort = Effort(mine)
    effort.click(mine.locator("#content-related").get_by_role("link", name=article.title))
    assert "words of quote 3" in mine.locator("tbody").inner_text().lower()
    axe(mine)
    effort.click(mine.get_by_role("link", name="quote 3"))
    axe(mine)
    effort.click(mine.get_by_role("button", name="Put this wording back"))
    assert words(article, 2) == "<p>Stand up from a chair and you have met it.</p>"
    assert (effort.loads, effort.clicks) == (3, 3)


def test_a_muscle_group_is_renamed_in_one_form(editor, live_server):
    editor.goto("/admin/", wait_until="networkidle")
    effort = Effort(editor)
    effort.click(editor.get_by_role("navigation").get_by_role("link", name="Muscle groups"))
    effort.click(editor.get_by_role("link", name="Calves", exact=True))
    editor.get_by_label("Name:").first.fill("Lower leg")
    editor.get_by_label("Address").first.fill("lower-leg")
    effort.click(editor.get_by_role("button", name="Save", exact=True))
    assert "The old address /muscles/calves/ leads here." in editor.inner_text(".messagelist")
    assert (effort.loads, effort.clicks) == (3, 3)
    editor.goto("/muscles/calves/")
    assert editor.url.endswith("/muscles/lower-leg/")


def test_a_private_link_is_copied_by_one_click(editor, article, axe):
    editor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    editor.goto(change(article), wait_until="networkidle")
    effort = Effort(editor)
    effort.clicks += 1
    editor.get_by_role("button", name="Copy private link").click()
    editor.get_by_text("Copied. It works until").wait_for()
    address = editor.evaluate("navigator.clipboard.readText()")
    assert (effort.loads, effort.clicks) == (0, 1)
    editor.goto(address.replace("http://localhost:8000", ""))
    assert "Private draft, not published." in editor.locator(".notice").first.inner_text()
    axe(editor)


def test_the_link_for_an_expert_is_copied_and_what_is_typed_stays(editor, article, axe):
    quote = article.quotes.first()
    quote.approve(timezone.now())
    Quote.objects.filter(pk=quote.pk).update(body="<p>Other words.</p>")
    editor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    editor.goto(f"{change(article)}?quote={quote.pk}", wait_until="networkidle")
    editor.locator("#id_title").fill("Typed and not saved")
    card = editor.locator("#quotes-0")
    assert "the mark is gone" in card.locator(".note").inner_text()
    card.get_by_role("button", name="Copy link for the expert").click()
    card.get_by_text("Copied. It works until").wait_for()
    address = editor.evaluate("navigator.clipboard.readText()")
    assert address.endswith(quote.sign_offs.get().get_absolute_url())
    assert editor.locator("#id_title").input_value() == "Typed and not saved"
    axe(editor)
    editor.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    card.get_by_role("button", name="Copy link for the expert").click()
    card.get_by_text("It could not be copied.").wait_for()


def test_an_expert_signs_off_without_script(new_context, article):
    quote = article.quotes.first()
    link = quote.sign_offs.create()
    page = new_context(java_script_enabled=False).new_page()
    page.goto(link.get_absolute_url())
    page.get_by_label("Or tell us what to change").fill("Please say shin bone.")
    page.get_by_role("button", name="Send a comment").click()
    assert "Your comment was sent." in page.locator("main").inner_text()
    page.get_by_role("button", name="Approve as it stands").click()
    assert "Thank you." in page.locator(".notice").first.inner_text()
    quote.refresh_from_db()
    assert quote.is_approved


def test_pages_that_editors_and_experts_meet_are_accessible(editor, article, axe):
    quote = article.quotes.first()
    link = quote.sign_offs.create()
    link.comments.create(text="Please say shin bone.")
    kept = make_quote(article).expert
    done = merge(make_quote(article).expert, kept, None)
    merge_page = f"/admin/articles/expert/{quote.expert_id}/merge/"
    pages = [
        link.get_absolute_url(),
        f"/admin/articles/quote/{quote.pk}/sign-off/",
        f"/admin/articles/article/{article.pk}/private-link/",
        f"/admin/articles/article/{article.pk}/history/1/",
        merge_page,
        f"{merge_page}?into={kept.pk}",
        f"/admin/articles/merge/{done.pk}/change/",
        f"/admin/articles/expert/{kept.pk}/delete/",
        "/admin/articles/article/deleted/",
        "/preview/forged/",
    ]
    for address in pages:
        editor.goto(address)
        axe(editor)
