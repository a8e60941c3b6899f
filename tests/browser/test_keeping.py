"""Text survives an ended session, a closed tab, a lost network; and nobody else sees it."""

from articles.models import Article
from tests.article_form.form import change
from tests.factories import make_article, make_editor, make_quote


def open_form(page, article):
    page.goto(change(article), wait_until="networkidle")


def sign_in(page, name, password="for this test only"):
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


def kept(page):
    return page.evaluate(
        "Object.keys(localStorage).filter(k => k.startsWith('runsite-copy')).length"
    )


def save(page):
    page.locator(".publish [name=_save]").click()
    page.wait_for_load_state("networkidle")


def test_the_walk_through_an_ended_session(editor, axe):
    article = make_article(live=False)
    make_quote(article, muscles=["core"])
    open_form(editor, article)
    editor.get_by_label("Title").first.fill("Typed before the session ended")
    editor.locator("#quotes-0 summary").first.click()
    editor.locator("#quotes-0 .ProseMirror").first.fill("Words before the session ended.")
    editor.context.clear_cookies(name="sessionid")
    save(editor)
    assert "You had been signed out." in editor.locator(".note").inner_text()
    axe(editor)
    sign_in(editor, "editor")
    assert "not saved yet" in editor.locator(".note:visible").first.inner_text()
    assert editor.get_by_label("Title").first.input_value() == "Typed before the session ended"
    assert Article.objects.get().title != "Typed before the session ended"
    save(editor)
    article.refresh_from_db()
    assert article.title == "Typed before the session ended"
    assert "Words before the session ended." in article.quotes.get().body


def test_a_closed_tab_and_a_lost_network_lose_nothing(editor, axe):
    article = make_article(live=False)
    make_quote(article, muscles=["core"])
    open_form(editor, article)
    editor.get_by_label("Standfirst").fill("Typed, and never saved.")
    editor.locator("#add-quote").click()
    editor.locator(".quote-card details[open] [name$=-heading]").last.fill("A section more")
    editor.context.set_offline(True)
    page = editor.context.new_page()
    with editor.expect_event("close"):
        editor.close(run_before_unload=True)
    page.context.set_offline(False)
    open_form(page, article)
    note = page.locator("#copy-note")
    assert "that was not saved" in note.inner_text()
    note.get_by_role("button", name="Show the differences").click()
    assert "In the copy: Typed, and never saved." in note.inner_text()
    axe(page)
    assert page.get_by_label("Standfirst").input_value() != "Typed, and never saved."
    note.get_by_role("button", name="Put it in the form").click()
    page.wait_for_load_state("networkidle")
    assert page.get_by_label("Standfirst").input_value() == "Typed, and never saved."
    article.refresh_from_db()
    assert article.standfirst != "Typed, and never saved."
    save(page)
    article.refresh_from_db()
    assert article.standfirst == "Typed, and never saved."
    assert article.quotes.filter(heading="A section more").exists()
    assert kept(page) == 0


def test_a_copy_is_its_editors_alone_and_can_be_thrown_away(editor):
    article = make_article(live=False)
    open_form(editor, article)
    editor.get_by_label("Standfirst").fill("For nobody else.")
    editor.goto("/admin/")
    assert kept(editor) == 1
    make_editor("nora")
    editor.get_by_role("button", name="Log out").click()
    editor.goto(change(article))
    sign_in(editor, "nora", "password")
    assert editor.locator("#copy-note").is_hidden()
    editor.get_by_role("button", name="Log out").click()
    editor.goto(change(article))
    sign_in(editor, "editor")
    editor.locator("#copy-note").get_by_role("button", name="Throw it away").click()
    assert kept(editor) == 0
