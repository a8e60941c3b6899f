"""What the roles hold, and the pages and categories that editors keep."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from articles.models import Article, Category, SimplePage
from tests.factories import (
    make_administrator,
    make_article,
    make_category,
    make_editor,
    make_page,
    make_quote,
)

pytestmark = pytest.mark.django_db


def page(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def editor(client):
    user = make_editor()
    client.force_login(user)
    return user


def rights_of(role):
    return set(Group.objects.get(name=role).permissions.values_list("codename", flat=True))


def test_three_roles_and_nothing_else_come_with_the_house():
    assert set(Group.objects.values_list("name", flat=True)) == {"Writer", "Editor", "Admin"}


def test_each_role_may_do_what_the_one_before_may_and_more():
    writer, editor, admin = map(rights_of, ("Writer", "Editor", "Admin"))
    assert writer < editor < admin
    assert "publish_article" in editor - writer
    assert {"change_musclegroup", "add_othername", "add_merge", "add_user"} <= admin - editor


def test_a_writer_changes_and_deletes_only_articles_by_right():
    strong = {right for right in rights_of("Writer") if right.startswith(("change_", "delete_"))}
    assert strong == {"change_article", "delete_article"}


def test_nobody_changes_the_roles_themselves():
    assert {right for right in rights_of("Admin") if right.endswith("_group")} == {"view_group"}


@pytest.mark.parametrize("model", ["article", "expert", "author", "photo", "category"])
def test_an_editor_opens_the_list_and_the_form(client, editor, model):
    assert client.get(reverse(f"admin:articles_{model}_changelist")).status_code == 200
    assert client.get(reverse(f"admin:articles_{model}_add")).status_code == 200


@pytest.mark.parametrize("model", ["user", "group"])
def test_an_editor_gives_nobody_rights(client, editor, model):
    assert client.get(reverse(f"admin:auth_{model}_changelist")).status_code == 403
    address = reverse("admin:auth_user_change", args=[editor.pk])
    client.post(address, {"username": "editor", "is_superuser": "on"})
    editor.refresh_from_db()
    assert not editor.is_superuser


def test_an_editor_deletes_an_article_with_its_quotes(client, editor):
    article = make_quote(muscles=["calves"]).article
    client.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})
    assert not Article.objects.exists()


def test_an_administrator_makes_somebody_an_editor(client):
    client.force_login(make_administrator())
    group = Group.objects.get(name="Editor")
    data = {
        "username": "ilse",
        "usable_password": "true",
        "password1": "a long pass phrase",
        "password2": "a long pass phrase",
        "is_staff": "on",
        "groups": group.pk,
    }
    assert client.post(reverse("admin:auth_user_add"), data).status_code == 302
    assert User.objects.get(username="ilse").has_perm("articles.change_article")
    assert "Editor" in page(client.get(reverse("admin:auth_user_changelist")))


def test_visitors_are_led_to_the_login(client):
    response = client.get(reverse("admin:index"))
    assert response.url == f"{reverse('admin:login')}?next={reverse('admin:index')}"


def test_a_wrong_password_is_refused_and_a_right_one_leads_on(client):
    make_editor()
    address = f"{reverse('admin:login')}?next=/admin/articles/quote/"
    data = {"username": "editor", "next": "/admin/articles/quote/"}
    assert client.post(address, data | {"password": "wrong"}).status_code == 200
    assert client.post(address, data | {"password": "password"}).url == "/admin/articles/quote/"


def test_the_login_leads_to_no_other_host(client):
    make_editor()
    data = {"username": "editor", "password": "password", "next": "https://elsewhere.example/"}
    assert client.post(reverse("admin:login"), data).url == reverse("admin:index")


class TestSimplePages:
    data = {"title": "Privacy", "slug": "privacy", "body": "<p>None.</p>", "position": 1}

    def test_a_page_is_made_and_its_text_cleaned(self, client, editor):
        hostile = self.data | {"body": "<h2>Who</h2><p onclick='x()'>We.</p><script>x()</script>"}
        client.post(reverse("admin:articles_simplepage_add"), hostile)
        assert SimplePage.objects.get().body == "<h2>Who</h2><p>We.</p>"

    @pytest.mark.parametrize("slug", ["articles", "quotes", "muscles", "experts", "feed", "admin"])
    def test_an_address_of_the_site_itself_is_refused(self, client, editor, slug):
        data = self.data | {"slug": slug}
        answer = client.post(reverse("admin:articles_simplepage_add"), data)
        assert "The site itself uses this address" in page(answer)

    def test_a_page_keeps_its_own_address(self, client, editor):
        existing = make_page(slug="about")
        address = reverse("admin:articles_simplepage_change", args=[existing.pk])
        assert client.post(address, self.data | {"slug": "about"}).status_code == 302


class TestCategories:
    def test_a_category_in_use_stays_and_the_page_says_where(self, client, editor):
        article = make_article(title="Hills")
        address = reverse("admin:articles_category_delete", args=[article.category.pk])
        answer = page(client.post(address, {"post": "yes"}))
        assert "can’t be deleted while still in use here" in answer
        assert "Hills" in answer

    def test_an_empty_category_is_deleted(self, client, editor):
        address = reverse("admin:articles_category_delete", args=[make_category().pk])
        client.post(address, {"post": "yes"})
        assert not Category.objects.exists()

    def test_the_list_counts_articles_and_leads_to_them(self, client, editor):
        make_article()
        make_article(live=False)
        link = f"{reverse('admin:articles_article_changelist')}?category=running"
        answer = page(client.get(reverse("admin:articles_category_changelist")))
        assert f'<a href="{link}">2</a>' in answer
