import gzip
from io import StringIO

import brotli
import pytest
from django.conf import settings
from django.core.management import call_command

from tests.factories import make_editor


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("br", "br"),
        ("br;q=0, gzip", "gzip"),
        ("brotli, gzip", "gzip"),
        ("gzip;q=0", None),
        ("", None),
    ],
)
def test_pages_are_compressed_as_the_browser_can_read_it(client, accepted, encoding):
    plain = client.get("/muscles/")
    response = client.get("/muscles/", headers={"Accept-Encoding": accepted})
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert response.headers.get("Content-Encoding") == encoding
    assert unpack(response.content) == plain.content
    assert int(response.headers["Content-Length"]) == len(response.content)
    assert "Accept-Encoding" in response.headers["Vary"]


@pytest.mark.django_db
def test_what_an_editor_sees_has_no_telling_length(client):
    client.force_login(make_editor())
    response = client.get("/admin/", headers={"Accept-Encoding": "gzip, br"})
    assert response.headers["Content-Encoding"] == "gzip"


@pytest.mark.django_db
def test_an_article_of_four_experts_comes_in_14_kb_with_its_stylesheet(client):
    call_command("load_demo", stdout=StringIO())
    page = client.get("/articles/running-muscles/", headers={"Accept-Encoding": "br"})
    stylesheet = brotli.compress((settings.BASE_DIR / "static/css/site.css").read_bytes())
    assert len(page.content) + len(stylesheet) <= 14 * 1024
