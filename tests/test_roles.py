"""Writer, Editor, Admin: each right by the form and by a direct POST."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from articles.history.recording import record
from articles.models import Article, MuscleGroup, Photo
from tests.article_form.form import ADD, change, fields, photo_of, post, problems
from tests.factories import make_administrator, make_article, make_author, make_photo, make_quote

pytestmark = pytest.mark.django_db


def make_member(role):
    user = User.objects.create_user(role.lower(), password="password", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def writer(db):
    return signed_in(make_member("Writer"))


@pytest.fixture
def draft(writer):
    """The writer's own, made by the form."""
    post(writer, ADD, title="My draft", author=str(make_author().pk))
    return Article.objects.get(title="My draft")


@pytest.fixture
def live():
    article = make_article(title="Live")
    make_quote(article, photo=make_photo())
    record(article.pk)
    return article


# --- A writer ---------------------------------------------------------------------------------


def test_a_writer_writes_and_deletes_their_own_draft(writer, draft):
    post(writer, change(draft), standfirst="Mine.")
    draft.refresh_from_db()
    assert (draft.created_by.username, draft.standfirst) == ("writer", "Mine.")
    writer.post(reverse("admin:articles_article_delete", args=[draft.pk]), {"post": "yes"})
    assert not Article.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("button", ["_publish", "_publish_now", "_take_down"])
def test_a_writer_publishes_nothing_and_keeps_what_was_typed(writer, draft, button):
    response = post(writer, change(draft), button, standfirst="Typed.")
    assert any("Only editors publish" in problem for problem in problems(response))
    assert "Typed." in response.content.decode()
    draft.refresh_from_db()
    assert (draft.published_at, draft.standfirst) == (None, "")


def test_a_writer_schedules_nothing(writer, draft):
    response = post(writer, change(draft), published_at="2030-01-01T08:00")
    assert any("Only editors publish" in problem for problem in problems(response))


def test_a_writer_sees_no_button_that_publishes(writer, draft):
    html = writer.get(change(draft)).content.decode()
    assert "Only editors publish" in html
    assert 'name="_publish"' not in html
    assert 'name="published_at"' not in html


def test_a_draft_that_went_live_while_its_writer_wrote_gives_the_text_back(writer, draft):
    typed = fields(writer, change(draft)) | {"introduction": "<p>Half an hour of work.</p>"}
    Article.objects.filter(pk=draft.pk).update(published_at="2026-01-01T00:00:00Z")
    response = writer.post(change(draft), typed)
    assert response.status_code == 403
    assert "Half an hour of work." in response.content.decode()
    draft.refresh_from_db()
    assert draft.introduction == ""


def test_a_writer_does_not_change_a_photo_that_readers_see(writer, draft, live):
    photo = Photo.objects.get()
    make_quote(draft, photo=photo)
    response = post(writer, change(draft), **photo_of(0, caption="Another."))
    assert any("ask an editor" in problem for problem in problems(response))
    photo.refresh_from_db()
    assert photo.caption != "Another."


def test_a_writer_reads_their_draft_on_the_site_and_no_others(writer, draft):
    other = make_article(live=False)
    assert writer.get(draft.get_absolute_url()).status_code == 200
    assert writer.get(other.get_absolute_url()).status_code == 404


def test_a_writer_has_no_ways_into_the_admin_on_a_live_page(writer, live):
    assert "/admin/" not in writer.get(live.get_absolute_url()).content.decode()


def test_the_list_shows_a_writer_their_own_drafts(writer, draft, live):
    html = writer.get(reverse("admin:articles_article_changelist")).content.decode()
    assert "My draft" in html
    assert ">Live<" not in html


def test_a_writer_deletes_no_others_by_the_list(writer, draft, live):
    data = {"action": "delete_selected", "_selected_action": [live.pk], "post": "yes"}
    writer.post(reverse("admin:articles_article_changelist"), data)
    assert Article.objects.filter(pk=live.pk).exists()


# --- Every address of the admin, by role ------------------------------------------------------

# What each role is refused, by the name of the address. All else under these models is open.
MODELS = ["article", "quote", "expert", "author", "photo", "musclegroup", "category", "simplepage"]
WRITER_OPENS = {
    *(f"{model}_changelist" for model in MODELS if model != "simplepage"),
    "article_add", "expert_add", "photo_add",
    "expert_change", "author_change", "photo_change", "musclegroup_change", "category_change",
    "expert_history", "author_history", "photo_history", "musclegroup_history", "category_history",
}  # fmt: skip
EDITOR_IS_REFUSED = {"musclegroup_add", "musclegroup_delete", "quote_add"}


def pages(live):
    """Each admin page with a name, of a live article and what belongs to it."""
    quote = live.quotes.get()
    rows = {
        "article": live, "quote": quote, "expert": quote.expert, "author": live.author,
        "photo": quote.photo, "musclegroup": MuscleGroup.objects.first(), "category": live.category,
    }  # fmt: skip
    for model, row in rows.items():
        for action in ("changelist", "add", "change", "delete", "history"):
            needs_row = action in ("change", "delete", "history")
            name = f"{model}_{action}"
            yield name, reverse(f"admin:articles_{name}", args=[row.pk] if needs_row else [])
    for name, *rest in (("article_restore", 1), ("article_compare",), ("article_deleted",)):
        args = [] if name == "article_deleted" else [live.pk, *rest]
        yield name, reverse(f"admin:articles_{name}", args=args)


def opened(client, live):
    found = {}
    for name, url in pages(live):
        response = client.get(url, follow=True)
        found[name] = response.status_code == 200 and "login" not in response.request["PATH_INFO"]
    return {name for name, is_open in found.items() if is_open}


def test_a_writer_opens_what_they_need_and_nothing_that_is_live(writer, live):
    assert opened(writer, live) == WRITER_OPENS


def test_an_editor_opens_all_but_the_vocabulary(live):
    everything = {name for name, _ in pages(live)}
    editor = signed_in(make_member("Editor"))
    assert everything - opened(editor, live) == EDITOR_IS_REFUSED


def test_an_admin_opens_all(live):
    everything = {name for name, _ in pages(live)}
    assert everything - opened(signed_in(make_member("Admin")), live) == {"quote_add"}


def test_visitors_open_nothing(client, live):
    assert opened(client, live) == set()


@pytest.mark.parametrize("role", ["Writer", "Editor", "Admin"])
def test_a_direct_post_does_what_the_role_may(live, role):
    client = signed_in(make_member(role))
    muscle = MuscleGroup.objects.first()
    muscle_url = reverse("admin:articles_musclegroup_change", args=[muscle.pk])
    client.post(muscle_url, fields(signed_in(make_administrator()), muscle_url) | {"name": "Seat"})
    client.post(reverse("admin:articles_article_restore", args=[live.pk, 1]), {"version": "1"})
    typed = fields(signed_in(make_administrator("other")), change(live)) | {"title": "Changed"}
    client.post(change(live), typed)
    muscle.refresh_from_db()
    live.refresh_from_db()
    assert (muscle.name == "Seat") is (role == "Admin")
    assert (live.title == "Changed") is (role != "Writer")


# --- Users ------------------------------------------------------------------------------------


def user_form(client, user):
    url = reverse("admin:auth_user_change", args=[user.pk])
    return url, fields(client, url)


def test_an_admin_gives_roles_but_not_everything():
    client, other = signed_in(make_member("Admin")), make_member("Writer")
    url, typed = user_form(client, other)
    editor = Group.objects.get(name="Editor")
    client.post(url, typed | {"groups": [editor.pk], "is_superuser": "on"})
    other.refresh_from_db()
    assert (other.groups.get(), other.is_superuser) == (editor, False)


def test_an_admin_changes_nobody_who_may_do_everything():
    client, root = signed_in(make_member("Admin")), make_administrator()
    url = reverse("admin:auth_user_change", args=[root.pk])
    client.post(url, {"username": "taken", "date_joined_0": "2026-01-01", "date_joined_1": "00:00"})
    client.post(reverse("admin:auth_user_delete", args=[root.pk]), {"post": "yes"})
    root.refresh_from_db()
    assert root.username == "administrator"
