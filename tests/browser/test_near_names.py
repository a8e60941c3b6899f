"""Nearly the same name is pointed out while it is typed."""

from tests.article_form.form import change
from tests.factories import make_article, make_expert


def test_near_names_are_pointed_out_while_typing(editor, axe):
    make_expert("Tomás Verhale")
    editor.goto(change(make_article()), wait_until="networkidle")
    editor.locator("#add-quote").click()
    card = editor.locator(".quote-card:has(details[open])").last
    card.get_by_text("Not in the list? New expert").click()
    card.locator("[name$=-new_name]").type("Tomas Verhaele")
    card.get_by_text("Did you mean Tomás Verhale?").wait_for()
    editor.goto("/admin/articles/expert/add/")
    editor.locator("#id_name").type("Verhale, Tomas")
    editor.get_by_text("Did you mean Tomás Verhale?").wait_for()
    editor.locator("#id_name").fill("Priya Raghunath")
    editor.get_by_text("Did you mean").wait_for(state="detached")
    axe(editor)
