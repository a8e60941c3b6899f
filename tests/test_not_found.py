"""Addresses that lead nowhere."""

import pytest

from tests.factories import make_page

pytestmark = pytest.mark.django_db

ODD = [
    "/none/",
    "/articles/none/",
    "/muscles/none/",
    "/experts/none/",
    "/authors/none/",
    "/q/1/",
    "/q/99999999999999999999999/",
    "/articles/none/none/",
    "/articles/caf%C3%A9/",
    "/%F0%9F%8F%83/",
    "/%00/",
    "/articles/%00/",
    "/%FF%FE/",
    "/..%2f..%2fetc/passwd",
    "/%3Cscript%3Ealert(1)%3C/script%3E/",
    "/" + "a" * 4000 + "/",
    "/wp-login.php",
]


@pytest.mark.parametrize("path", ODD, ids=lambda path: path[:30])
def test_an_odd_address_gets_the_page_for_it(client, path):
    response = client.get(path)
    page = response.content.decode()
    assert response.status_code == 404
    assert "This page has left the course" in page
    assert "script>alert" not in page


def test_it_offers_ways_on_and_the_sites_own_frame(client):
    make_page(title="How we ask experts")
    page = client.get("/none/").content.decode()
    for way in ['href="/"', 'href="/quotes/"', "How we ask experts", "<title>Page not found | "]:
        assert way in page


def test_it_stays_out_of_every_index_and_names_no_canonical_address(client):
    page = client.get("/none/").content.decode()
    assert '<meta name="robots" content="noindex,follow">' in page
    assert "canonical" not in page


def test_it_has_the_strict_policy(client):
    policy = client.get("/none/").headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
