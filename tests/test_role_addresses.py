"""Every address of the admin, as its own map lists them, for everybody who may knock.

A view that is added anywhere is walked at once: with an argument that this test can't fill in it
fails, and a role finds open only what stands in the table.
"""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.core import serializers
from django.test import Client
from django.urls import URLResolver, reverse

from articles.history.recording import record, record_deletion
from articles.merges import merge
from articles.models import MuscleGroup, PreviewLink, SignOff
from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_editor,
    make_expert,
    make_page,
    make_photo,
    make_quote,
)

pytestmark = pytest.mark.django_db

# Not of a model, and for whoever has signed in, or wants to.
OF_EVERYBODY = {
    "index", "login", "logout", "password_change", "password_change_done", "jsi18n", "app_list",
    "autocomplete", "view_on_site",
}  # fmt: skip
RIGHTS_OF_THE_ADMIN = {
    *(f"auth_{page}" for page in ("user_changelist", "user_add", "user_change", "user_delete")),
    "auth_user_history", "auth_user_password_change", "auth_group_changelist",
    "auth_group_change", "auth_group_history",
}  # fmt: skip
VOCABULARY = {"articles_musclegroup_add", "articles_musclegroup_delete"}
MERGES = {
    *(f"articles_{model}_merge" for model in ("musclegroup", "expert", "author", "category")),
    "articles_merge_changelist", "articles_merge_change", "articles_merge_history",
}  # fmt: skip
LISTS = {
    f"articles_{model}_changelist"
    for model in ("article", "quote", "expert", "author", "photo", "musclegroup", "category")
}
LOOKED_AT = {
    f"articles_{model}_{page}"
    for model in ("expert", "author", "photo", "musclegroup", "category")
    for page in ("change", "history")
}
# Of an article that is live, or somebody else's, a writer opens nothing; of deleted ones a list.
WRITERS = LISTS | LOOKED_AT | {
    "articles_article_deleted", "articles_article_add", "articles_article_preview_new",
    "articles_article_suggestions",
    "articles_expert_add", "articles_photo_add",
}  # fmt: skip
# What nobody opens: quotes and merges are made elsewhere, rights come by migration.
NOBODYS = {
    "articles_quote_add", "articles_merge_add", "articles_merge_delete",
    "auth_group_add", "auth_group_delete",
}  # fmt: skip


def named(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from named(pattern.url_patterns)
        elif pattern.name:
            yield pattern


PATTERNS = {pattern.name: pattern for pattern in named(admin.site.get_urls())}
NAMES = sorted(PATTERNS.keys() - {"logout"})


class House:
    """An article with all that belongs to it, and a superuser."""

    def __init__(self, **fields):
        photo = make_photo()
        self.article = make_article(title="Live and secret", cover=photo, **fields)
        quote = make_quote(self.article, expert=make_expert(portrait=photo), photo=photo)
        record(self.article.pk)
        category = make_category()
        lost = make_article()
        record_deletion(lost.pk)
        self.lost_pk = lost.pk
        lost.delete()
        root = User.objects.create_superuser("root", password="password")
        found = [
            self.article, quote, quote.expert, make_author(), photo, make_page(), category, root,
            MuscleGroup.objects.get(slug="calves"), Group.objects.get(name="Writer"),
            merge(make_category("Gone"), category, root),
            SignOff.objects.create(quote=quote), PreviewLink.objects.create(article=self.article),
        ]  # fmt: skip
        self.rows = {row._meta.model_name: row for row in found}

    def address(self, name):
        """Its arguments are of the row of its model, by the names that the admin gives them."""
        model = next((each for each in name.split("_") if each in self.rows), "article")
        row = self.rows[model]
        known = {
            "object_id": row.pk, "pk": row.pk, "id": row.pk, "number": 1, "app_label": "articles",
            "content_type_id": 1, "quote": self.rows["quote"].pk, "key": self.rows["quote"].pk,
            "quote_pk": self.rows["quote"].pk, "link": self.rows["previewlink"].pk,
            "sign_off": self.rows["signoff"].pk, "link_pk": self.rows["previewlink"].pk,
        }  # fmt: skip
        if name == "articles_article_recover":
            known["pk"] = self.lost_pk
        wanted = PATTERNS[name].pattern.regex.groupindex or PATTERNS[name].pattern.converters
        unknown = set(wanted) - set(known)
        assert not unknown, f"Tell this test what {unknown} of {name} is."
        return reverse(f"admin:{name}", kwargs={each: known[each] for each in wanted})


@pytest.fixture
def house():
    return House()


def member(role):
    user = make_editor(role.lower())
    user.groups.set(Group.objects.filter(name=role))
    client = Client()
    client.force_login(user)
    return client


# What a form or a button of any of these pages might post.
ANYTHING = {
    "post": "yes", "_save": "1", "_publish": "1", "version": "1", "part": "words", "number": "1",
    "into": "1", "title": "Taken", "name": "Taken", "slug": "taken", "username": "taken",
    "is_superuser": "on", "is_staff": "on", "password1": "a long pass phrase", "text": "Taken",
    "password2": "a long pass phrase", "usable_password": "true", "alternative_text": "Taken",
    "action": "delete_selected", "latin_name": "Taken", "description": "Taken", "region": "arms",
    "position": "1", "other_names-TOTAL_FORMS": "0", "other_names-INITIAL_FORMS": "0",
    "quotes-TOTAL_FORMS": "0", "quotes-INITIAL_FORMS": "0", "related_links-TOTAL_FORMS": "0",
    "related_links-INITIAL_FORMS": "0", "published_at": "2020-01-01T00:00", "body": "<p>Taken</p>",
}  # fmt: skip


def answer(client, address):
    """As a page, or, where there is only a button, as that."""
    response = client.get(address, follow=True)
    return client.post(address, {}) if response.status_code == 405 else response


def is_open(response):
    led_to_login = "login" in response.request["PATH_INFO"] or "login" in response.get(
        "Location", ""
    )
    return response.status_code not in {403, 404} and not led_to_login


def opened(client, house):
    names = [name for name in NAMES if name not in OF_EVERYBODY]
    return {name for name in names if is_open(answer(client, house.address(name)))}


def everything():
    return {name for name in NAMES if name not in OF_EVERYBODY} - NOBODYS


def test_a_writer_opens_lists_and_what_others_wrote_of_people_and_photos(house):
    assert opened(member("Writer"), house) == WRITERS


def test_a_writer_opens_nothing_of_a_draft_of_another():
    house = House(live=False, created_by=make_editor("ilse"))
    assert opened(member("Writer"), house) == WRITERS


def test_a_writer_opens_all_of_an_own_draft_but_no_deleted_article_of_others():
    client = member("Writer")
    house = House(live=False, created_by=User.objects.get(username="writer"))
    own = {name for name in everything() if name.startswith(("articles_article", "articles_quote"))}
    assert opened(client, house) == WRITERS | own - {"articles_article_recover"}


def test_an_editor_opens_all_but_vocabulary_merging_and_users(house):
    auth = {name for name in NAMES if name.startswith("auth_")}
    expected = everything() - VOCABULARY - MERGES - auth
    assert opened(member("Editor"), house) == expected


def test_an_admin_opens_all_but_the_form_that_deletes_a_superuser(house):
    assert opened(member("Admin"), house) == everything() - {
        "auth_user_delete", "auth_user_password_change",
    }  # fmt: skip


def test_staff_without_a_role_open_nothing(house):
    assert opened(member("Nobody"), house) == set()


def test_visitors_are_led_to_the_login_and_see_nothing(client, house):
    for name in NAMES:
        address = house.address(name)
        for response in (client.get(address), client.post(address, ANYTHING)):
            page = response.content.decode()
            assert "Live and secret" not in page, name
            is_refused = response.status_code in {302, 403, 404, 405}
            assert is_refused or "id_password" in page or name == "login", name
            if response.status_code == 302:
                assert response["Location"].startswith(reverse("admin:login")), name


# --- Direct posts -----------------------------------------------------------------------------


def stored():
    """All that an editor or an admin looks after, as text."""
    models = [*apps.get_app_config("articles").get_models(), User, Group]
    rows = [row for model in models for row in model._default_manager.order_by("pk")]
    return serializers.serialize("python", rows)


def post_everything_everywhere(client, house):
    """Models of rows that were changed or removed by it, and of those that were added."""
    before = stored()
    for name in NAMES:
        model = next((each for each in name.split("_") if each in house.rows), "article")
        client.post(house.address(name), ANYTHING | {"_selected_action": house.rows[model].pk})
    after = stored()
    touched = {row["model"].split(".")[1] for row in before if row not in after}
    keys = {(row["model"], row["pk"]) for row in before}
    added = {row["model"].split(".")[1] for row in after if (row["model"], row["pk"]) not in keys}
    return touched, added


def test_no_post_of_a_visitor_changes_anything(client, house):
    assert post_everything_everywhere(client, house) == (set(), set())


def test_no_post_of_staff_without_a_role_changes_anything(house):
    assert post_everything_everywhere(member("Nobody"), house) == (set(), set())


def test_no_post_of_a_writer_changes_what_is_live_or_of_others(house):
    assert post_everything_everywhere(member("Writer"), house) == (set(), {"expert"})


def test_no_post_of_an_editor_changes_vocabulary_users_or_rights(house):
    touched, added = post_everything_everywhere(member("Editor"), house)
    kept = {"musclegroup", "othername", "merge", "user", "group"}
    assert not (touched | added) & kept
    assert {"article", "quote"} <= touched


def test_no_post_of_an_admin_changes_a_superuser_or_a_role(house):
    root = User.objects.get(username="root")
    touched, added = post_everything_everywhere(member("Admin"), house)
    assert "group" not in touched | added
    assert User.objects.filter(pk=root.pk, username="root", password=root.password).exists()
    assert list(User.objects.filter(is_superuser=True)) == [root]
    assert "merge" in touched | added
