"""Writer, Editor, Admin: each right by the form and by a direct POST."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.history.recording import record
from articles.models import Article, MuscleGroup, Photo, Revision
from tests.article_form.form import ADD, change, fields, photo_of, post, problems
from tests.factories import (
    make_administrator,
    make_article,
    make_author,
    make_expert,
    make_photo,
    make_quote,
    make_upload,
)

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


def test_a_writer_deletes_their_own_draft_with_its_quotes(writer, draft):
    make_quote(draft)
    url = reverse("admin:articles_article_delete", args=[draft.pk])
    assert "Your account doesn" not in writer.get(url).content.decode()
    writer.post(url, {"post": "yes"})
    assert not Article.objects.filter(pk=draft.pk).exists()


def test_a_writers_draft_is_theirs_again_when_an_editor_recovers_it(writer, draft):
    writer.post(reverse("admin:articles_article_delete", args=[draft.pk]), {"post": "yes"})
    signed_in(make_member("Editor")).post(
        reverse("admin:articles_article_recover", args=[draft.pk])
    )
    assert writer.get(change(draft)).status_code == 200


def test_a_writer_recovers_their_own_deleted_draft_and_no_others(writer, draft, live):
    writer.post(reverse("admin:articles_article_delete", args=[draft.pk]), {"post": "yes"})
    editor = signed_in(make_member("Editor"))
    other = make_article(live=False)
    for article in (live, other):
        editor.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})
    html = writer.get(reverse("admin:articles_article_deleted")).content.decode()
    addresses = [
        reverse("admin:articles_article_recover", args=[pk]) for pk in (draft.pk, live.pk, other.pk)
    ]
    assert [each in html for each in addresses] == [True, False, False]
    assert [writer.post(each).status_code for each in addresses] == [302, 404, 404]
    assert writer.get(change(draft)).status_code == 200


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
    assert "makes “Save” schedule it" not in html


def test_a_draft_that_went_live_while_its_writer_wrote_gives_the_text_back(writer, draft):
    typed = fields(writer, change(draft)) | {"introduction": "<p>Half an hour of work.</p>"}
    Article.objects.filter(pk=draft.pk).update(published_at="2026-01-01T00:00:00Z")
    response = writer.post(change(draft), typed)
    assert response.status_code == 403
    assert "Half an hour of work." in response.content.decode()
    assert "Your own drafts are on the first page" in response.content.decode()
    draft.refresh_from_db()
    assert draft.introduction == ""


def use_elsewhere(photo, where):
    """Where a photo may stand but in the writer's own drafts."""
    if where == "portrait":
        make_expert(portrait=photo)
    elif where == "cover":
        make_article(cover=photo)
    else:
        tomorrow = timezone.now() + timedelta(days=1)
        published_at = {"live": timezone.now(), "scheduled": tomorrow}.get(where)
        make_quote(make_article(published_at=published_at), photo=photo)


@pytest.mark.parametrize("where", ["live", "scheduled", "draft of another", "cover", "portrait"])
def test_a_writer_changes_no_texts_of_a_photo_that_others_use(writer, draft, where):
    photo = make_photo()
    make_quote(draft, photo=photo)
    use_elsewhere(photo, where)
    response = post(writer, change(draft), **photo_of(0, caption="Another."))
    assert any("ask an editor" in problem for problem in problems(response))
    assert "Another." in response.content.decode()
    photo.refresh_from_db()
    assert photo.caption != "Another."


def test_a_writer_changes_the_texts_of_a_photo_of_their_own_drafts(writer, draft):
    photo = make_photo()
    make_quote(draft, photo=photo)
    make_quote(draft, photo=photo)
    post(writer, change(draft), **photo_of(0, caption="Another."))
    photo.refresh_from_db()
    assert photo.caption == "Another."


def test_a_writer_may_give_a_draft_another_picture_than_that_of_others(writer, draft):
    shared = make_photo()
    quote = make_quote(draft, photo=shared)
    use_elsewhere(shared, "live")
    another = {"image": make_upload("other.jpg", colour=(1, 2, 3)), "caption": "Another."}
    post(writer, change(draft), **photo_of(0, **another))
    quote.refresh_from_db()
    shared.refresh_from_db()
    assert (quote.photo.caption, shared.caption == "Another.") == ("Another.", False)


@pytest.mark.parametrize("way", ["article_restore", "quote_history"])
def test_putting_a_draft_back_leaves_the_photos_of_others_alone(writer, draft, way):
    photo = make_photo(caption="Old.")
    quote = make_quote(draft, photo=photo, heading="Old")
    record(draft.pk)
    number = Revision.objects.of(draft.pk).first().number
    Photo.objects.update(caption="New.")
    draft.quotes.update(heading="New")
    use_elsewhere(photo, "live")
    record(draft.pk)
    args = [draft.pk, number] if way == "article_restore" else [quote.pk]
    newest = {"version": str(number + 1), "number": str(number), "part": "all"}
    writer.post(reverse(f"admin:articles_{way}", args=args), newest)
    quote.refresh_from_db()
    photo.refresh_from_db()
    assert (quote.heading, photo.caption) == ("Old", "New.")


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


def test_the_list_shows_a_writer_the_quotes_of_their_own_drafts(writer, draft, live):
    make_quote(draft, heading="In my draft")
    found = writer.get(reverse("admin:articles_quote_changelist")).context["cl"].result_list
    assert [quote.heading for quote in found] == ["In my draft"]


def test_a_writer_deletes_no_others_by_the_list(writer, draft, live):
    data = {"action": "delete_selected", "_selected_action": [live.pk], "post": "yes"}
    writer.post(reverse("admin:articles_article_changelist"), data)
    assert Article.objects.filter(pk=live.pk).exists()


# --- Each role by a direct post ---------------------------------------------------------------


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


@pytest.fixture
def admin_client():
    return signed_in(make_member("Admin"))


def user_url(user, page="change"):
    return reverse(f"admin:auth_user_{page}", args=[user.pk])


def test_an_admin_gives_roles_but_not_everything(admin_client):
    other, editor = make_member("Writer"), Group.objects.get(name="Editor")
    url = user_url(other)
    assert "is_superuser" not in admin_client.get(url).content.decode()
    admin_client.post(
        url, fields(admin_client, url) | {"groups": [editor.pk], "is_superuser": "on"}
    )
    other.refresh_from_db()
    assert (other.groups.get(), other.is_superuser) == (editor, False)


def test_an_admin_does_not_raise_their_own_rights(admin_client):
    own = User.objects.get(username="admin")
    typed = fields(admin_client, user_url(own)) | {"is_superuser": "on", "user_permissions": ["1"]}
    assert admin_client.post(user_url(own), typed).status_code == 302
    own.refresh_from_db()
    assert not own.is_superuser
    assert not own.user_permissions.exists()


def test_a_new_user_is_no_superuser(admin_client):
    word = "a long pass phrase"
    data = {"username": "new", "password1": word, "password2": word, "usable_password": "true"}
    admin_client.post(reverse("admin:auth_user_add"), data | {"is_superuser": "on"})
    assert not User.objects.get(username="new").is_superuser


def test_a_superuser_makes_another(admin_client):
    other, root = make_member("Writer"), signed_in(make_administrator())
    root.post(user_url(other), fields(root, user_url(other)) | {"is_superuser": "on"})
    other.refresh_from_db()
    assert other.is_superuser


def test_an_admin_touches_nobody_who_may_do_everything(admin_client):
    root = make_administrator()
    admin_client.post(
        user_url(root),
        {"username": "taken", "date_joined_0": "2026-01-01", "date_joined_1": "00:00"},
    )
    word = "a long pass phrase"
    data = {"password1": word, "password2": word, "usable_password": "true"}
    admin_client.post(user_url(root, "password_change"), data)
    admin_client.post(user_url(root, "delete"), {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": root.pk, "post": "yes"}
    admin_client.post(reverse("admin:auth_user_changelist"), chosen)
    root.refresh_from_db()
    assert root.username == "administrator"
    assert root.check_password("password")


def test_an_admin_changes_no_role(admin_client):
    role = Group.objects.get(name="Writer")
    url = reverse("admin:auth_group_change", args=[role.pk])
    assert admin_client.post(url, {"name": "Taken", "permissions": []}).status_code == 403
    role.refresh_from_db()
    assert (role.name, role.permissions.exists()) == ("Writer", True)
