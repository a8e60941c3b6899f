"""Two servers on one PostgreSQL and one Redis are one site."""

import os
import time
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from django.db import connection

from tests.article_form.form import Fields
from tests.ready.live import FILL, LiveSite, Wire, own_database
from tests.ready.test_live import SOON, has, until

pytestmark = pytest.mark.skipif(
    connection.vendor == "sqlite" or "REDIS_URL" not in os.environ,
    reason="a file and the memory of a process are on one machine",
)
EDITOR = "from tests.factories import make_editor; make_editor()"


@pytest.fixture(scope="module")
def wire():
    """From the second machine to Redis."""
    return Wire(os.environ["REDIS_URL"])


@pytest.fixture(scope="module")
def sites(tmp_path_factory, wire, django_db_setup):
    with own_database(tmp_path_factory.mktemp("live")) as url:
        sites = [LiveSite(tmp_path_factory.mktemp("site"), url) for _ in range(2)]
        for site in sites:
            site.environment["REDIS_URL"] = os.environ["REDIS_URL"]
        sites[1].environment["REDIS_URL"] = wire.through(os.environ["REDIS_URL"])
        sites[0].fill(f"{FILL}\n{EDITOR}")
        with sites[0].running(), sites[1].running():
            yield sites


class Browser:
    """Keeps its cookies, for both servers: they have one name and differ by their ports."""

    def __init__(self):
        self.open = build_opener(HTTPCookieProcessor(CookieJar())).open

    def get(self, site, path):
        with self.open(f"http://localhost:{site.port}{path}") as response:
            return response.read().decode()

    def post(self, site, path, page=None, **typed):
        """The form there or on another page, as it is shown, with what is typed on top."""
        data = urlencode(Fields(self.get(site, page or path)).data | typed, doseq=True).encode()
        with self.open(f"http://localhost:{site.port}{path}", data) as response:
            return response.read().decode()


def test_an_editor_is_signed_in_on_both_and_an_edit_on_one_is_read_on_the_other(sites):
    one, other = sites
    browser = Browser()
    browser.post(one, "/admin/login/", username="editor", password="password", next="/admin/")
    assert "Log out" in browser.get(other, "/admin/")
    assert all(has(site, "As it was")() for site in sites)
    browser.post(one, "/admin/articles/article/1/change/", title="Saved on one", _save="1")
    for site in sites:
        until(SOON, has(site, "Saved on one"))
    browser.post(other, "/admin/articles/article/1/change/", title="Saved on the other", _save="1")
    for site in sites:
        until(SOON, has(site, "Saved on the other"))


@pytest.mark.parametrize(("trouble", "end_it"), [("freeze", "thaw"), ("cut", "mend")])
def test_without_redis_readers_and_editors_go_on(sites, wire, trouble, end_it):
    site, browser = sites[1], Browser()
    browser.post(site, "/admin/login/", username="editor", password="password", next="/admin/")
    change = "/admin/articles/article/1/change/"
    getattr(wire, trouble)()
    try:
        begun = time.monotonic()
        assert "Log out" in browser.get(site, "/admin/")
        assert time.monotonic() - begun < 5
        browser.post(site, change, title=f"Saved after {trouble}", _save="1")
        until(SOON, has(site, f"Saved after {trouble}"))
        # Who signs out must not be signed in again when Redis is back.
        with pytest.raises(HTTPError) as refused:
            browser.post(site, "/admin/logout/", "/admin/")
        with refused.value as answer:
            assert (answer.code, answer.headers["Retry-After"]) == (503, "5")
    finally:
        getattr(wire, end_it)()
    assert "Log out" in browser.get(site, "/admin/")
