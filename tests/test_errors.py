"""The page that readers see when something broke."""

import errno
import logging

import pytest
from django.urls import path

from runsite import urls


def fail(request):
    raise RuntimeError("broken on purpose")


def fill_up(request):
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def broken(client, settings, monkeypatch):
    """A reader's client, for whom /broken/ fails. It may not use the database."""
    monkeypatch.setattr(urls, "urlpatterns", [path("broken/", fail), *urls.urlpatterns])
    # A changed setting makes Django read the addresses anew.
    settings.ROOT_URLCONF = urls
    client.raise_request_exception = False
    return client


def test_a_reader_sees_a_calm_page_without_any_question_to_the_database(broken):
    response = broken.get("/broken/")
    page = response.content.decode()
    assert response.status_code == 500
    assert "Something broke at our end" in page
    assert 'href="/articles/"' in page
    assert "broken on purpose" not in page


def test_of_a_full_disk_it_is_said_that_it_passes(broken, monkeypatch):
    """As while a large photo is uploaded: what the browser sent is still in its form."""
    monkeypatch.setattr(urls, "urlpatterns", [path("broken/", fill_up), *urls.urlpatterns])
    response = broken.get("/broken/")
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")


def test_the_page_of_an_error_has_the_strict_policy_too(broken):
    assert "default-src 'none'" in broken.get("/broken/").headers["Content-Security-Policy"]


def test_the_log_names_the_path_and_the_reason(broken, caplog):
    with caplog.at_level(logging.ERROR):
        broken.get("/broken/")
    assert "/broken/" in caplog.text
    assert "broken on purpose" in caplog.text


def test_a_form_that_is_too_large_says_so_and_to_go_back(client, db, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = client.post("/admin/login/", {"username": "x" * 2000})
    assert response.status_code == 400
    assert "what you typed is still in the form" in response.content.decode()
