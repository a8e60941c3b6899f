"""Photos as the site serves them."""

import errno
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from runsite.media import MediaUnavailable
from tests.factories import make_photo

pytestmark = pytest.mark.django_db


def address(photo, width, kind):
    return photo.image.url.replace(".jpg", f"-{width}.{kind}")


@pytest.fixture
def photo():
    return make_photo()


@pytest.fixture
def fetch(client):
    """`fetch(path)` gives the answer, read to its end, and its body."""

    def get(path, **headers):
        response = client.get(path, headers=headers)
        body = b"".join(response)
        response.close()
        return response, body

    return get


def test_a_photo_is_served_with_its_type_and_may_be_kept_for_ever(fetch, photo):
    response, body = fetch(photo.image.url)
    assert body == Path(photo.image.path).read_bytes()
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("kind", ["avif", "webp"])
def test_its_sizes_are_served_with_their_types(fetch, photo, kind):
    response, _ = fetch(address(photo, photo.widths[0], kind))
    assert response.headers["Content-Type"] == f"image/{kind}"


def test_a_photo_is_not_compressed_a_second_time(fetch, photo):
    response, _ = fetch(photo.image.url, **{"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in response.headers


def test_a_photo_that_the_reader_has_is_not_sent_again(fetch, photo):
    seen = fetch(photo.image.url)[0].headers["ETag"]
    response, body = fetch(photo.image.url, **{"If-None-Match": seen})
    assert (response.status_code, body) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "photos/",
        "photos/none.jpg",
        "note.txt",
        "page.html",
        "../secret.jpg",
        "photos/../../secret.jpg",
        "%2e%2e/secret.jpg",
        "photos/%00.jpg",
        f"photos/{'a' * 300}.jpg",
        "/etc/passwd",
    ],
)
def test_nothing_else_is_served(fetch, photo, path):
    (settings.MEDIA_ROOT / "note.txt").write_text("private")
    (settings.MEDIA_ROOT / "page.html").write_text("<script>")
    (settings.MEDIA_ROOT.parent / "secret.jpg").write_bytes(b"private")
    assert fetch(f"/media/{path}")[0].status_code == 404


def test_photos_are_only_read(client, photo):
    assert client.post(photo.image.url).status_code == 405


class Cut(ContentFile):
    """What a disk that becomes full takes of a file."""

    def chunks(self, chunk_size=None):
        yield b"half"
        # Whoever is killed here leaves nothing that could be taken for a photo.
        assert not default_storage.exists("photos/a.jpg")
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_file_is_stored_whole_or_not_at_all(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    with pytest.raises(MediaUnavailable):
        default_storage.save("photos/a.jpg", Cut(b"half and half"))
    assert not [each for each in tmp_path.rglob("*") if each.is_file()]
    default_storage.save("photos/a.jpg", ContentFile(b"whole"))
    default_storage.save("photos/a.jpg", ContentFile(b"whole"))
    assert [each.name for each in tmp_path.rglob("*.*")] == ["a.jpg"]
    assert (settings.MEDIA_ROOT / "photos" / "a.jpg").stat().st_mode & 0o777 == 0o644
