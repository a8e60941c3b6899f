"""Two editors in one expert's form, and the first page when there is work on it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Expert, ExpertComment, SignOff
from tests.browser.conftest import sign_in
from tests.factories import make_article, make_editor, make_expert, make_photo, make_quote


@pytest.fixture
def house_at_work(editor):
    """Something in each list of the first page."""
    me = User.objects.get(username="editor")
    quote = make_quote(make_article(live=False, created_by=me))
    sign_off = SignOff.objects.create(quote=quote)
    ExpertComment.objects.create(sign_off=sign_off, text="Please say shin bone.")
    make_article(live=False)
    make_article(published_at=timezone.now() + timedelta(days=1))
    make_quote(make_article(published_at=timezone.now() - timedelta(days=800)))
    make_quote(photo=make_photo(credit=""))


def test_both_versions_are_shown_and_the_second_save_is_a_decision(
    editor, new_context, live_server, axe
):
    expert = make_expert(biography="She runs.")
    address = reverse("admin:articles_expert_change", args=[expert.pk])
    ilse = new_context()
    sign_in(ilse, make_editor("ilse"), live_server.url)
    other = ilse.new_page()
    for window in (editor, other):
        window.goto(live_server.url + address)
    other.get_by_label("Biography").fill("She runs by the sea.")
    other.get_by_role("button", name="Save", exact=True).click()
    other.wait_for_url("**/expert/")
    editor.get_by_label("Biography").fill("She runs in the hills.")
    editor.get_by_role("button", name="Save", exact=True).click()
    expect(editor.get_by_role("alert")).to_contain_text("ilse saved this expert")
    columns = editor.get_by_role("region", name="Biography").locator(".three > div")
    expect(columns.nth(1).locator("ins")).to_contain_text("by the sea")
    expect(columns.nth(2).locator("ins")).to_contain_text("in the hills")
    axe(editor)
    editor.set_viewport_size({"width": 320, "height": 800})
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert editor.evaluate(wide) <= 0
    editor.get_by_role("alert").get_by_role("link", name="Biography").click()
    expect(editor.get_by_role("textbox", name="Biography")).to_be_in_viewport()
    editor.get_by_role("button", name="Save", exact=True).click()
    expect(editor.locator("h1")).to_have_text("Experts")
    assert Expert.objects.get().biography == "She runs in the hills."


def test_the_first_page_with_work_on_it_is_accessible(editor, house_at_work, axe):
    editor.goto("/admin/")
    headings = editor.locator(".dash .module h2").all_inner_texts()
    wanted = ["My drafts", "Drafts of others", "Waiting for sign-off", "Scheduled", "Live, with"]
    assert [each for each in wanted if any(each in heading for heading in headings)] == wanted
    axe(editor)
    editor.set_viewport_size({"width": 320, "height": 800})
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert editor.evaluate(wide) <= 0
