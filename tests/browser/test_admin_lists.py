"""Every page of the admin but the article's form: quiet, accessible, and few clicks deep."""

import pytest
from django.contrib import admin
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Photo
from tests.browser.conftest import sign_in
from tests.factories import (
    make_administrator,
    make_article,
    make_editor,
    make_expert,
    make_page,
    make_photo,
    make_quote,
    picture_bytes,
)

# The form of an article, and what has no form of its own, have tests elsewhere.
FORMLESS = {"article", "quote", "merge"}
# The form of a new row is that of a row without its values; the others are plain text.
ALIKE = ("/add/", "/history/", "/delete/")


@pytest.fixture
def house(live_server):
    """Some of everything, with something lacking."""
    photo = make_photo()
    expert = make_expert("Priya Raghunath", portrait=photo, credentials_checked_on="2020-01-01")
    quote = make_quote(make_article(cover=photo), expert=expert, muscles=["hamstrings"])
    make_quote(quote.article, photo=make_photo(credit="", image=""), muscles=["calves"])
    make_quote(make_article(live=False), expert=None, muscles=["hamstrings"])
    make_page()
    return quote


def pages(user):
    """The list, the form for a new row and the form of a row, where the user may see them."""
    for model in admin.site._registry:
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        if not user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}"):
            continue
        yield reverse(f"admin:{name}_changelist")
        if model._meta.model_name in FORMLESS:
            continue
        row = model.objects.first()
        yield reverse(f"admin:{name}_change", args=[row.pk])
        yield reverse(f"admin:{name}_history", args=[row.pk])
        if user.has_perm(f"{model._meta.app_label}.add_{model._meta.model_name}"):
            yield reverse(f"admin:{name}_add")
            yield reverse(f"admin:{name}_delete", args=[row.pk])


def test_every_page_is_quiet_and_accessible_to_an_administrator(page, live_server, house, axe):
    user = make_administrator()
    sign_in(page.context, user, live_server.url)
    for address in [reverse("admin:index"), reverse("admin:password_change"), *pages(user)]:
        assert page.goto(address).ok, address
        if not address.endswith(ALIKE):
            axe(page)


def test_every_page_that_an_editor_may_see_is_quiet(page, live_server, house):
    user = make_editor()
    sign_in(page.context, user, live_server.url)
    addresses = list(pages(user))
    assert reverse("admin:articles_expert_add") in addresses
    assert reverse("admin:auth_user_changelist") not in addresses
    for address in [reverse("admin:index"), *addresses]:
        assert page.goto(address).ok, address


def test_the_login_page_leads_in_and_out(page, live_server, axe):
    make_editor()
    page.goto("/admin/")
    axe(page)
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Log in").click()
    page.locator(".errornote").wait_for()
    axe(page)
    page.get_by_label("Password").fill("password")
    page.get_by_role("button", name="Log in").click()
    expect(page.locator("h1")).to_have_text("Today")
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("link", name="Log in again").wait_for()
    axe(page)


def test_all_quotes_on_a_muscle_by_an_expert_are_three_clicks_away(editor, house):
    editor.goto("/admin/")
    loads = []
    editor.on("framenavigated", lambda frame: loads.append(frame.url))
    editor.get_by_label("Sections").get_by_role("link", name="Quotes").click()
    editor.locator("#changelist-filter").get_by_role("link", name="Priya Raghunath").click()
    editor.locator("#changelist-filter").get_by_role("link", name="Hamstrings").click()
    editor.wait_for_url("**muscle=hamstrings**")
    assert editor.locator("#result_list tbody tr").count() == 1
    sentence = editor.locator(".chosen").inner_text()
    assert " ".join(sentence.split()).startswith("1 quote by")
    assert len(loads) == 3


def test_a_row_of_the_list_leads_into_the_article_at_that_quote(editor, house):
    editor.goto(reverse("admin:articles_quote_changelist") + f"?expert={house.expert.slug}")
    editor.get_by_role("link", name=house.heading).click()
    editor.wait_for_url(f"**/admin/articles/article/{house.article.pk}/change/?quote={house.pk}*")


def test_a_photo_is_uploaded_and_shown_in_the_list(editor):
    editor.goto(reverse("admin:articles_photo_add"))
    file = {
        "name": "hill.jpg",
        "mimeType": "image/jpeg",
        "buffer": picture_bytes(width=640, height=480),
    }
    editor.get_by_label("Picture").set_input_files(file)
    editor.get_by_label("Alternative text").fill("A hill at dawn.")
    editor.get_by_label("Credit").fill("Photo: Ines Varga")
    editor.get_by_role("button", name="Save", exact=True).click()
    editor.wait_for_url("**/admin/articles/photo/")
    image = editor.locator("#result_list img")
    assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") == 480
    assert Photo.objects.get().credit == "Photo: Ines Varga"


def test_a_similar_name_is_asked_about_and_answered_with_a_tick(editor, axe):
    make_expert("Tomás Verhale")
    editor.goto(reverse("admin:articles_expert_add"))
    editor.get_by_label("Name").press_sequentially("Tomas Verhaele")
    assert editor.get_by_label("Address").input_value() == "tomas-verhaele"
    editor.get_by_role("button", name="Save", exact=True).click()
    editor.get_by_role("link", name="Tomás Verhale").wait_for()
    expect(editor.locator(".select2-selection")).to_have_attribute("aria-label", "Portrait")
    axe(editor)
    editor.get_by_label("This is another person").check()
    editor.get_by_role("button", name="Save", exact=True).click()
    editor.wait_for_url("**/admin/articles/expert/")
    assert editor.locator("#result_list tbody tr").count() == 2


@pytest.mark.parametrize("width", [320, 768])
def test_no_list_is_wider_than_a_narrow_screen(editor, house, width):
    editor.set_viewport_size({"width": width, "height": 800})
    for model in ("article", "quote", "expert", "photo", "musclegroup"):
        editor.goto(reverse(f"admin:articles_{model}_changelist"))
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert editor.evaluate(wide) <= 0, model
