"""A form that meets an ended session or a changed token comes back, filled and unsaved."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, Expert
from tests.article_form.form import ADD, Fields, change, fields
from tests.factories import (
    make_article,
    make_editor,
    make_expert,
    make_photo,
    make_quote,
    make_upload,
)

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"


@pytest.fixture
def ilse(client):
    user = make_editor("ilse")
    client.force_login(user)
    return client


@pytest.fixture
def article():
    article = make_article(live=False)
    make_quote(article, muscles=["core"], photo=make_photo())
    return article


def text(response):
    return response.content.decode()


def sign_in(client, response, username="ilse", password="password"):
    """Fills in the sign-in page that a response shows, all else as it stands there."""
    held = Fields(text(response)).data
    return client.post(LOGIN, held | {"username": username, "password": password})


def expired(client, url, **typed):
    """The answer to a form that is sent after its session ended."""
    data = fields(client, url) | {"_save": "1"} | typed
    client.logout()
    return client.post(url, data)


def test_a_form_of_an_ended_session_comes_back_filled_and_unsaved(ilse, article):
    response = expired(ilse, change(article), title="Typed", **{"quotes-0-body": "<p>Work.</p>"})
    assert "You had been signed out." in text(response)
    answer = sign_in(ilse, response)
    assert answer.url == change(article)
    page = ilse.get(answer.url)
    shown = Fields(text(page)).data
    assert (shown["title"], shown["quotes-0-body"]) == ("Typed", "<p>Work.</p>")
    assert "not saved yet" in text(page)
    article.refresh_from_db()
    assert article.title != "Typed"
    ilse.post(change(article), shown | {"_save": "1"})
    article.refresh_from_db()
    assert (article.title, article.quotes.get().body) == ("Typed", "<p>Work.</p>")


def test_a_wrong_password_loses_nothing(ilse, article):
    response = expired(ilse, change(article), title="Typed")
    response = sign_in(ilse, response, password="wrong")
    assert "Typed" in text(ilse.get(sign_in(ilse, response).url))


def test_it_comes_back_once(ilse, article):
    sign_in(ilse, expired(ilse, change(article), title="Typed"))
    ilse.get(change(article))
    assert "Typed" not in text(ilse.get(change(article)))


def test_a_new_article_comes_back_too(ilse):
    answer = sign_in(ilse, expired(ilse, ADD, title="A new question"))
    assert Fields(text(ilse.get(answer.url))).data["title"] == "A new question"
    assert not Article.objects.exists()


def test_the_name_of_a_chosen_file_is_not_forgotten(ilse, article):
    upload = {"quotes-0-photo-image": make_upload("portrait.jpg")}
    answer = sign_in(ilse, expired(ilse, change(article), **upload))
    assert "“portrait.jpg” could not be kept" in text(ilse.get(answer.url))


def test_somebody_else_who_signs_in_sees_nothing_of_it(ilse, article):
    make_editor("nora")
    response = expired(ilse, change(article), title="Typed by Ilse")
    answer = sign_in(ilse, response, username="nora")
    page = text(ilse.get(answer.url))
    assert "Typed by Ilse" not in page
    assert "belongs to somebody else" in page


def test_a_form_that_is_nobodys_is_shown_to_nobody(ilse, article):
    for editor in ("", "1", "1:x"):
        answer = sign_in(ilse, expired(ilse, change(article), title="Typed", editor=editor))
        assert "Typed" not in text(ilse.get(answer.url))


@pytest.mark.parametrize("kept", ["", "x", "[]", "{}", '{"path": 1, "post": {}, "files": {}}'])
def test_what_we_did_not_pack_is_no_error(ilse, kept):
    ilse.logout()
    data = {"username": "ilse", "password": "password", "kept": kept, "next": "/admin/"}
    assert ilse.post(LOGIN, data).status_code == 302


def test_the_form_of_an_expert_comes_back(ilse):
    expert = make_expert("Ana Berg")
    url = reverse("admin:articles_expert_change", args=[expert.pk])
    answer = sign_in(ilse, expired(ilse, url, biography="Half an hour of work."))
    page = ilse.get(answer.url)
    assert Fields(text(page)).data["biography"] == "Half an hour of work."
    assert Expert.objects.get().biography == ""


def test_a_save_meets_what_was_saved_meanwhile(ilse, article):
    """The version comes along, so that nothing is overwritten after signing in."""
    answer = sign_in(ilse, expired(ilse, change(article), title="Typed"))
    other = Client()
    other.force_login(make_editor("nora"))
    other.post(change(article), fields(other, change(article)) | {"title": "Hers", "_save": "1"})
    shown = Fields(text(ilse.get(answer.url))).data
    assert "conflict_form" in text(ilse.post(change(article), shown | {"_save": "1"}))


# --- A token that changed, because somebody signed in anew in another tab ---------------------


@pytest.fixture
def strict():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_editor("ilse"))
    return client


def stale(client, url, origin="http://testserver", **typed):
    data = fields(client, url) | {"_save": "1", "csrfmiddlewaretoken": "a" * 64} | typed
    return client.post(url, data, headers={"origin": origin})


def test_a_form_with_an_old_token_comes_back_filled(strict, article):
    answer = stale(strict, change(article), title="Typed")
    assert answer.url == change(article)
    assert Fields(text(strict.get(answer.url))).data["title"] == "Typed"
    article.refresh_from_db()
    assert article.title != "Typed"


def test_another_site_puts_nothing_into_our_forms(strict, article):
    response = stale(strict, change(article), origin="https://evil.example", title="Typed")
    assert response.status_code == 403
    assert "Typed" not in text(strict.get(change(article)))


def test_a_refused_form_of_the_site_says_what_to_do(strict):
    response = strict.post(LOGIN, {"username": "x"}, headers={"origin": "https://evil.example"})
    assert (response.status_code, "load the page again" in text(response)) == (403, True)


# --- The article is no more -------------------------------------------------------------------


def test_an_article_that_was_deleted_meanwhile_gives_the_text_back(ilse, article):
    typed = fields(ilse, change(article)) | {"introduction": "<p>Half an hour of work.</p>"}
    url = change(article)
    ilse.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})
    html = text(ilse.post(url, typed))
    assert "Half an hour of work." in html
    assert reverse("admin:articles_article_deleted") in html
