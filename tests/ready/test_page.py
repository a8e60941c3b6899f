"""The bytes of a page, its headers, and which of them a browser gets."""

import gzip
import tracemalloc

import brotli
import pytest

from runsite.ready.page import best_encoding, headers_of, make_page

BODY = b"<p>Stand up from a chair.</p>" * 40
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "public, max-age=0"),
    ("Content-Length", "7"),
    ("Vary", "Accept-Encoding"),
]


@pytest.fixture
def page():
    return make_page("stamp", HEADERS, BODY)


def answer(page, **environ):
    status, head, body = page.answer({"REQUEST_METHOD": "GET"} | environ)
    return status, dict(headers_of(head)), body


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", "identity"),
        ("br", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("gzip;q=1.0, br;q=0.5", "br"),
        ("br;q=0", "identity"),
        ("br;q=0, gzip;q=0.1", "gzip"),
        ("*", "identity"),
        ("br;q=0.000, gzip; q=0.001", "gzip"),
        ("br ; q=0", "identity"),
        ("br;q=nonsense", "identity"),
        ("br;q=..", "identity"),
        ("brotli, xbr, br-x", "identity"),
        ("\x00,;;q=,=", "identity"),
        ("identity", "identity"),
        ("identity, gzip;q=0.1", "gzip"),
        ("identity;q=0.5, br", "br"),
    ],
)
def test_the_smallest_encoding_that_is_allowed(accepted, encoding):
    assert best_encoding(accepted) == encoding


def test_long_headers_leave_nothing_in_memory():
    tracemalloc.start()
    try:
        for number in range(200):
            assert best_encoding(f"{number}, " + "x" * 50_000) == "identity"
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 1_000_000


@pytest.mark.parametrize(
    ("accepted", "decode"),
    [("br", brotli.decompress), ("gzip", gzip.decompress), ("", bytes)],
)
def test_each_encoding_is_the_same_page_with_its_own_headers(page, accepted, decode):
    status, headers, body = answer(page, HTTP_ACCEPT_ENCODING=accepted)
    assert (status, decode(body)) == (200, BODY)
    assert headers["Content-Length"] == str(len(body))
    assert headers["Vary"] == "Accept-Encoding"
    assert headers.get("Content-Encoding", "") == accepted
    assert headers["Content-Type"] == "text/html; charset=utf-8"


def test_each_encoding_has_its_own_strong_tag_which_every_process_makes_alike(page):
    tags = {answer(page, HTTP_ACCEPT_ENCODING=e)[1]["ETag"] for e in ("br", "gzip", "")}
    assert len(tags) == 3
    assert all(tag.startswith('"') for tag in tags)
    assert make_page("another", HEADERS, BODY).variants == page.variants


@pytest.mark.parametrize("pattern", ["{}", "W/{}", '"other", {}', "*", ' "a" ,W/{} '])
def test_what_the_browser_knows_is_not_sent_again(page, pattern):
    tag = answer(page)[1]["ETag"]
    status, headers, body = answer(page, HTTP_IF_NONE_MATCH=pattern.format(tag))
    assert (status, body) == (304, b"")
    assert headers == {
        "Cache-Control": "public, max-age=0",
        "ETag": tag,
        "Vary": "Accept-Encoding",
    }


@pytest.mark.parametrize("known", ["", '"other"', "nonsense", "W/"])
def test_anything_else_is_sent(page, known):
    assert answer(page, HTTP_IF_NONE_MATCH=known)[0] == 200


def test_the_tag_of_one_encoding_is_not_that_of_another(page):
    tag = answer(page, HTTP_ACCEPT_ENCODING="br")[1]["ETag"]
    assert answer(page, HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=tag)[0] == 200


def test_head_has_the_headers_of_get_and_no_body(page):
    got, asked = answer(page), answer(page, REQUEST_METHOD="HEAD")
    assert (asked[0], asked[1], asked[2]) == (got[0], got[1], b"")


def test_a_long_header_is_read_to_its_end(page):
    forbidding = "x, " * 65 + "br;q=0, gzip;q=0"
    assert "Content-Encoding" not in answer(page, HTTP_ACCEPT_ENCODING=forbidding)[1]
