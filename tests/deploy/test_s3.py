"""Photos in S3: in by the form, out by the site's own address, and clear words when it is gone."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as site_settings
from django.core.files.storage import default_storage

from articles.models import Photo
from runsite import environment
from tests.article_form.form import ADD_PHOTO, add_photo
from tests.deploy.s3 import Server
from tests.factories import make_editor, make_photo
from tests.servers import free_port

pytestmark = pytest.mark.django_db


@pytest.fixture
def use(settings, monkeypatch):
    def use(port):
        url = f"s3://key:s%2Fecret@127.0.0.1:{port}/photos-of-ours?tls=0"
        monkeypatch.setenv("MEDIA_STORAGE", url)
        default = environment.media_storage("MEDIA_STORAGE")
        settings.STORAGES = settings.STORAGES | {"default": default}

    return use


@pytest.fixture
def s3(use):
    with Server() as server:
        use(server.server_port)
        yield server


@pytest.fixture
def editor(client):
    client.force_login(make_editor())
    return client


def test_a_photo_goes_to_s3_by_the_form_and_to_readers_by_the_site(s3, editor, client):
    assert add_photo(editor).status_code == 302
    photo = Photo.objects.get()
    assert photo.image.url == f"/media/{photo.image.name}"
    assert photo.webp.startswith("/media/photos/")
    response = client.get(photo.image.url)
    body = b"".join(response)
    assert body == s3.objects[f"/photos-of-ours/{photo.image.name}"]
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["Content-Length"] == str(len(body))
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert len(s3.objects) == 1 + 2 * len(photo.widths)


def test_a_photo_that_is_there_is_not_sent_to_s3_again(s3):
    make_photo()
    before = dict(s3.objects)
    s3.objects = dict.fromkeys(before, b"as it was")
    make_photo()
    assert set(s3.objects.values()) == {b"as it was"}


def test_what_is_deleted_is_not_found(s3, client):
    photo = make_photo()
    default_storage.delete(photo.image.name)
    assert client.get(photo.image.url).status_code == 404


def test_without_s3_readers_are_asked_to_come_back(s3, use, client):
    client.raise_request_exception = False
    photo = make_photo()
    use(free_port())
    response = client.get(photo.image.url)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert "Cache-Control" not in response.headers
    seen = {"If-None-Match": f'"{photo.image.name}"'}
    assert client.get(photo.image.url, headers=seen).status_code == 304


def test_without_s3_an_editor_has_the_form_back_with_all_words(use, editor):
    editor.raise_request_exception = False
    use(free_port())
    response = add_photo(editor)
    assert (response.status_code, response.headers["Location"]) == (302, ADD_PHOTO)
    page = BeautifulSoup(editor.get(ADD_PHOTO).content, "html5lib")
    assert "photos cannot be stored" in page.get_text()
    assert page.find(id="id_alternative_text")["value"] == "A bend"
    assert page.find(id="id_credit")["value"] == "Ines"
    assert not Photo.objects.exists()


def test_a_key_that_s3_refuses_is_no_error_of_ours(s3, settings, client):
    client.raise_request_exception = False
    photo = make_photo()
    default = settings.STORAGES["default"]
    other = default | {"OPTIONS": default["OPTIONS"] | {"access_key": "another"}}
    settings.STORAGES = settings.STORAGES | {"default": other}
    assert client.get(photo.image.url).status_code == 503


def test_without_the_variable_nothing_of_s3_is_loaded():
    code = "import sys, django; django.setup(); import runsite.urls; print('boto3' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", code],
        cwd=site_settings.BASE_DIR,
        env={"DJANGO_SETTINGS_MODULE": "runsite.settings", "SECRET_KEY": "k" * 50},
        capture_output=True,
        text=True,
    )
    assert answer.stdout == "False\n"


def test_all_threads_share_one_client(s3):
    with ThreadPoolExecutor(8) as others:
        clients = set(others.map(lambda _: default_storage.connection, range(8)))
    assert len(clients) == 1
