"""`docs/deploy/nginx.conf` as it stands, before a real site and before one that is not ours."""

import gzip
import shutil
import ssl
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import urlopen

import brotli
import pytest

from tests.deploy.nginx import MISSING, Nginx, main
from tests.ready.test_live import SOON, until
from tests.servers import free_port

PAGE = "/articles/page/"
PUBLIC = "public, max-age=0, s-maxage=60"
SECURITY = ["x-content-type-options", "x-frame-options", "referrer-policy"]
SECURITY += ["cross-origin-opener-policy"]

pytestmark = pytest.mark.usefixtures("_nginx_is_there")


@pytest.fixture(scope="module")
def nginx(site, tmp_path_factory, _nginx_is_there):
    with Nginx(tmp_path_factory.mktemp("nginx"), site.port, port=site.public_port) as nginx:
        shutil.copytree(site.folder / "media", nginx.folder / "var" / "media")
        (nginx.folder / "var" / "static" / "css").mkdir(parents=True)
        style = nginx.folder / "var" / "static" / "css" / "site.0123456789ab.css"
        style.write_text("body { color: black }")
        style.with_suffix(".css.gz").write_bytes(gzip.compress(b"body { color: black }"))
        yield nginx


class Echo(BaseHTTPRequestHandler):
    """Says which headers came, with the headers that the query asks for."""

    def do_GET(self):
        time.sleep(0.1 if self.path.startswith("/slow/") else 0)
        body = str(self.headers).encode()
        self.send_response(200)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def echo(tmp_path_factory, _nginx_is_there):
    """nginx before a server that sends the headers in `echo.sends`."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        threading.Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
        with Nginx(tmp_path_factory.mktemp("echo"), server.server_port) as nginx:
            nginx.sends = server.headers = {}
            nginx.upstream = server.server_port
            yield nginx
        server.shutdown()


@pytest.fixture
def sends(echo):
    echo.sends.clear()
    return echo.sends.update


def is_held(nginx, path, **headers):
    """Whether any of some repeated readers got it from the cache."""
    return "HIT" in {nginx.get(path, **headers)[1].get("x-cache") for _ in range(10)}


def test_a_page_comes_from_the_cache_in_three_encodings_and_no_more(nginx):
    until(SOON, lambda: is_held(nginx, PAGE))
    plain = nginx.get(PAGE)[2]
    for accepted, encoding in [
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=1.0, gzip;q=0.8, *;q=0.1", "br"),
        ("BR", "br"),
        ("gzip, deflate", "gzip"),
        ("gzip;q=0.5, br;q=0", "gzip"),
        ("deflate, br;q=0.000", None),
        ("*", None),
    ]:
        _, headers, body = nginx.get(PAGE, accept_encoding=accepted)
        assert headers.get("content-encoding") == encoding, accepted
        assert headers["vary"] == "Accept-Encoding"
        decode = {"br": brotli.decompress, "gzip": gzip.decompress}.get(encoding, bytes)
        assert decode(body) == plain
    assert len([key for key in nginx.kept() if PAGE in key]) == 3


def test_a_reader_who_has_the_page_hears_that_it_is_the_same(nginx):
    etag = nginx.get(PAGE)[1]["etag"]
    assert nginx.get(PAGE, if_none_match=etag)[0] == 304


def test_an_edit_is_seen(site, nginx):
    nginx.get(PAGE)
    site.write("Article.objects.filter(slug='page').update(title='Anew')")
    until(SOON, lambda: b"Anew" in nginx.get(PAGE)[2])


@pytest.mark.parametrize("own", [{"cookie": "a=b"}, {"cookie": "0"}, {"authorization": "0"}])
def test_who_sends_something_of_his_own_gets_no_held_page_and_leaves_none(nginx, own):
    until(SOON, lambda: is_held(nginx, PAGE))
    assert not is_held(nginx, PAGE, **own)
    assert not is_held(nginx, "/experts/", **own)
    assert not [key for key in nginx.kept() if "/experts/" in key]


def test_no_page_of_editors_and_no_private_one_is_held(site, nginx):
    for path in ("/admin/login/", site.private_page, "/healthz"):
        assert nginx.get(path)[0] == 200
        assert not is_held(nginx, path)
        assert not [key for key in nginx.kept() if path in key]


@pytest.mark.parametrize(
    "headers",
    [
        {"Cache-Control": PUBLIC, "Set-Cookie": "a=b"},
        {"Cache-Control": PUBLIC, "Vary": "Cookie"},
        {"Cache-Control": PUBLIC, "Vary": "accept-encoding, cookie"},
        {"Cache-Control": PUBLIC, "Vary": "*"},
        {"Cache-Control": "private, max-age=60"},
        {"Cache-Control": "Private, s-maxage=60"},
        {"Cache-Control": "no-store, s-maxage=60"},
        {},
    ],
)
def test_what_is_not_for_everybody_is_never_held(echo, sends, headers):
    sends(headers)
    path = f"/{abs(hash(str(headers)))}"
    assert not is_held(echo, path)
    assert not [key for key in echo.kept() if path in key]


def test_nothing_of_the_admin_is_held_whatever_it_says(echo, sends):
    sends({"Cache-Control": PUBLIC})
    assert is_held(echo, "/public/")
    assert not is_held(echo, "/admin/")
    assert not is_held(echo, "/admin/jsi18n/")


def test_headers_about_the_reader_are_set_and_not_appended_to(echo, sends):
    invented = {"x_forwarded_for": "1.2.3.4", "x_forwarded_proto": "https", "cookie": "a=b"}
    seen = echo.get("/headers/", accept_encoding="identity;q=1, gzip", **invented)[2].decode()
    assert "X-Forwarded-For: 127.0.0.1\n" in seen
    assert "X-Forwarded-Proto: http\n" in seen
    assert f"Host: localhost:{echo.port}\n" in seen
    assert "Accept-Encoding: gzip\n" in seen
    assert "1.2.3.4" not in seen


def test_photos_come_from_disk_as_the_site_sends_them(site, nginx):
    _, own, body = site.get(site.photo)
    own = {name.lower(): value for name, value in own.items()}
    status, headers, from_disk = nginx.get(site.photo)
    assert (status, from_disk) == (200, body)
    # Else it was the site that sent it.
    assert "x-cache" not in headers
    for name in [*SECURITY, "content-type", "cache-control"]:
        assert headers[name] == own[name]
    assert headers["content-security-policy"].startswith("default-src 'none';")


def test_photos_that_are_not_on_disk_and_only_they_are_asked_of_the_site(site, nginx):
    (nginx.folder / "var" / site.photo.lstrip("/")).unlink()
    status, headers, _ = nginx.get(site.photo)
    assert (status, headers["x-cache"]) == (200, "MISS")
    (nginx.folder / "var" / "media" / "page.html").write_text("<script>")
    assert nginx.get("/media/page.html")[0] == 404
    assert nginx.get("/media/photos/")[0] == 404


def test_static_files_come_from_disk_compressed_beforehand(nginx):
    path = "/static/css/site.0123456789ab.css"
    _, plain, body = nginx.get(path)
    _, packed, smaller = nginx.get(path, accept_encoding="gzip")
    assert (packed["content-encoding"], gzip.decompress(smaller)) == ("gzip", body)
    assert packed["vary"] == "Accept-Encoding"
    assert plain["content-type"] == "text/css; charset=utf-8"
    assert plain["cache-control"] == "max-age=315360000, public, immutable"
    assert set(SECURITY) <= set(plain)
    assert nginx.get("/static/../nginx.conf")[0] in {400, 404}


def test_a_form_with_photos_passes_and_what_is_larger_is_refused_at_once(echo):
    photos = b"a" * 20 * 1024**2
    assert echo.get("/admin/", "POST", photos)[0] == 200
    assert echo.get("/admin/", "POST", content_length=str(101 * 1024**2))[0] == 413
    assert echo.get(PAGE, "POST", content_length=str(2 * 1024**2))[0] == 413


def test_while_the_site_is_stopped_held_pages_and_files_are_there(site, nginx):
    taken_down = "/articles/other/"
    assert nginx.get(taken_down)[0] == 200
    site.write("Article.objects.filter(slug='other').update(published_at=None)")
    until(SOON, lambda: nginx.get(taken_down)[0] == 404)
    before = nginx.get(PAGE)[2]
    site.stop()
    try:
        until(SOON, lambda: nginx.get(PAGE)[1]["x-cache"] == "STALE")
        assert nginx.get(PAGE)[::2] == (200, before)
        assert nginx.get(taken_down)[0] == 404
        status, headers, body = nginx.get("/muscles/")
        assert (status, headers["retry-after"]) == (503, "5")
        assert headers["cache-control"] == "no-store"
        assert b"Back in a moment" in body
        assert nginx.get("/admin/")[0] == 503
        assert nginx.get("/static/css/site.0123456789ab.css")[0] == 200
    finally:
        site.start()
    until(SOON, lambda: nginx.get("/muscles/")[0] == 200)


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl makes the certificate")
def test_the_example_with_tls_serves_and_leads_to_https(echo, tmp_path):
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    make = "openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=localhost"
    make += f" -addext subjectAltName=DNS:localhost -keyout {key} -out {certificate}"
    subprocess.run(make.split(), check=True, capture_output=True)
    live = "/etc/letsencrypt/live/runsite.example"
    port = free_port()
    changes = [
        ("        listen 80;\n        listen [::]:80;\n", ""),
        ("#tls ", ""),
        ("https://runsite.example$", f"https://localhost:{port}$"),
        (f"{live}/fullchain.pem", certificate),
        (f"{live}/privkey.pem", key),
        ("listen 443 ssl http2;", f"listen 127.0.0.1:{port} ssl http2;"),
        ("listen [::]:443 ssl http2;", f"listen [::1]:{port} ssl http2;"),
    ]
    with Nginx(tmp_path, echo.upstream, changes=changes) as nginx:
        status, headers, _ = nginx.get("/a?b")
        assert (status, headers["location"]) == (301, f"https://localhost:{port}/a?b")
        trusting = ssl.create_default_context(cafile=certificate)
        address = f"https://localhost:{port}/"
        with urlopen(address, context=trusting) as response:
            assert b"X-Forwarded-Proto: https\n" in response.read()


def test_under_ci_a_missing_nginx_fails_and_nothing_is_installed(monkeypatch, tmp_path):
    monkeypatch.setenv("CI", "true")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit, match=MISSING):
        main()


def test_readers_of_what_is_never_held_do_not_wait_for_each_other(echo, sends):
    sends({"Cache-Control": "no-store"})
    begun = time.monotonic()
    with ThreadPoolExecutor(16) as readers:
        statuses = set(readers.map(lambda _: echo.get("/slow/?q=a")[0], range(16)))
    # One after the other, by the half seconds in which nginx looks again, it takes five seconds.
    assert time.monotonic() - begun < 3
    assert statuses == {200}
