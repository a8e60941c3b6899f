"""The page from what is typed: the real one, and nothing is written by it."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from articles.models import Article, Expert, Photo, Quote, Revision
from tests.article_form.form import ADD, change, fields
from tests.article_form.windows import Window
from tests.factories import make_article, make_editor, make_photo, make_quote, make_upload

pytestmark = pytest.mark.django_db

NEW = "/admin/articles/article/preview/"


@pytest.fixture
def article():
    article = make_article(live=False)
    make_quote(article, heading="First", muscles=["core"], photo=make_photo())
    return article


def address(article):
    return reverse("admin:articles_article_preview", args=[article.pk])


def preview(admin, article, **typed):
    return admin.post(address(article), fields(admin, change(article)) | typed)


def everything():
    models = (Article, Quote, Expert, Photo, Revision, LogEntry)
    return [list(model.objects.values()) for model in models]


def test_it_shows_what_is_typed_and_writes_nothing(admin, article):
    typed = fields(admin, change(article)) | {
        "title": "A typed title",
        "quotes-0-body": "<p>Typed words.</p>",
        "quotes-1-new_name": "Wanda Osei",
        "quotes-1-heading": "A new section",
    }
    before = everything()
    response = admin.post(address(article), typed)
    html = response.content.decode()
    assert response.status_code == 200
    assert all(part in html for part in ("A typed title", "Typed words.", "Wanda Osei"))
    assert "no-store" in response["Cache-Control"]
    assert everything() == before
    assert "” is saved" not in admin.get(change(article)).content.decode()


def test_a_new_article_is_previewed_too(admin):
    response = admin.post(NEW, fields(admin, ADD) | {"title": "A typed title"})
    assert "A typed title" in response.content.decode()
    assert not Article.objects.exists()


def test_a_chosen_picture_leaves_no_file_behind(admin, article, settings):
    files = sorted(settings.MEDIA_ROOT.rglob("*"))
    chosen = {
        "quotes-1-heading": "New",
        "quotes-1-photo-image": make_upload(),
        "quotes-1-photo-caption": "Typed with it.",
    }
    assert preview(admin, article, **chosen).status_code == 200
    assert sorted(settings.MEDIA_ROOT.rglob("*")) == files


def test_what_can_not_be_saved_says_why(admin, article):
    response = preview(admin, article, title="")
    assert response["X-Preview"] == "refused"
    assert "Title" in response.content.decode()


def test_what_blocks_publishing_does_not_block_the_preview(admin):
    article = make_article()
    make_quote(article, muscles=["core"])
    response = preview(admin, article, standfirst="", **{"quotes-0-muscles": []})
    assert response.status_code == 200
    assert "Published" in response.content.decode()


def test_a_clash_waits_for_the_save(admin, article):
    mine = Window(admin, article)
    Window(admin, article).save(title="Stored")
    Revision.objects.update(user=make_editor("ilse"))
    response = admin.post(address(article), mine.typed | {"title": "Mine"})
    assert "Somebody else changed the same words" in response.content.decode()


def test_only_who_may_change_it_and_only_by_post(client, article):
    user = make_editor()
    client.force_login(user)
    assert client.get(address(article)).status_code == 405
    user.groups.clear()
    for url in (address(article), NEW):
        assert client.post(url, {"title": "Typed"}).status_code == 403
