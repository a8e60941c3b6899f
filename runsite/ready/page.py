"""A page as ready bytes: made once in each encoding, with its headers, and then only sent."""

import gzip
import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

import brotli

Headers = list[tuple[str, str]]

ENCODERS = {
    "br": lambda body: brotli.compress(body, quality=11),
    # The same bytes in every process: no time stands in it.
    "gzip": lambda body: gzip.compress(body, 9, mtime=0),
}
IDENTITY = "identity"
# Browsers send some 30 characters. Longer ones make no sense, and are not kept in memory.
LONGEST_HEADER = 200
# Made here for each encoding.
OWN = {"content-length", "content-encoding", "etag", "vary"}
# What a 304 owes to caches on the way (RFC 9110, 15.4.5).
OWED = {"cache-control", "content-location", "date", "etag", "expires", "vary"}
# An encoding among those that a reader accepts, unless it has the weight 0.
ACCEPTED = r"(?:^|,)\s*{}\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[01](?:\.\d*)?\s*)?(?:,|$)"
ACCEPTS = {each: re.compile(ACCEPTED.format(each), re.IGNORECASE) for each in ENCODERS}


class Variant(NamedTuple):
    """`head` has a line for each header, as they are sent."""

    body: bytes
    etag: str
    head: bytes

    @property
    def head_of_304(self) -> bytes:
        return head_of([each for each in headers_of(self.head) if each[0].lower() in OWED])


class Page(NamedTuple):
    """`stamp` is that of the content it was made of."""

    stamp: str
    variants: Mapping[str, Variant]

    @property
    def size(self) -> int:
        """What it takes in memory, nearly: headers and addresses are about a kilobyte each time."""
        return sum(1024 + len(variant.body) for variant in self.variants.values())

    def answer(self, environ) -> tuple[int, bytes, bytes]:
        """Status, head and body for this request."""
        variant = self.variants[best_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""))]
        if is_known(environ.get("HTTP_IF_NONE_MATCH"), variant.etag):
            return 304, variant.head_of_304, b""
        return 200, variant.head, b"" if environ["REQUEST_METHOD"] == "HEAD" else variant.body


def make_page(stamp: str, headers: Headers, body: bytes) -> Page:
    """From what Django answered, which is not compressed."""
    common = [(name, value) for name, value in headers if name.lower() not in OWN]
    variants = {IDENTITY: make_variant(common, IDENTITY, body)}
    for encoding, encode in ENCODERS.items():
        variants[encoding] = make_variant(common, encoding, encode(body))
    return Page(stamp, variants)


def make_variant(common: Headers, encoding: str, body: bytes) -> Variant:
    etag = f'"{sha256(encoding.encode() + body).hexdigest()[:32]}"'
    own = [("Content-Length", str(len(body))), ("ETag", etag), ("Vary", "Accept-Encoding")]
    if encoding != IDENTITY:
        own.append(("Content-Encoding", encoding))
    return Variant(body, etag, head_of([*common, *own]))


def head_of(headers: Headers) -> bytes:
    if not headers:
        return b""
    return "".join(f"{name}: {value}\r\n" for name, value in headers).encode("latin-1")


def headers_of(head: bytes) -> Headers:
    lines = head.decode("latin-1").removesuffix("\r\n").split("\r\n")
    return [(name, value) for name, _, value in (line.partition(": ") for line in lines)]


def best_encoding(accepted: str) -> str:
    """The smallest that the header allows; what makes no sense in it allows nothing."""
    return encoding_for(accepted) if len(accepted) <= LONGEST_HEADER else IDENTITY


# Readers send few different ones.
@lru_cache(maxsize=1024)
def encoding_for(accepted: str) -> str:
    return next((each for each in ENCODERS if ACCEPTS[each].search(accepted)), IDENTITY)


def is_known(if_none_match: str | None, etag: str) -> bool:
    if not if_none_match:
        return False
    tags = [tag.strip().removeprefix("W/") for tag in if_none_match.split(",")]
    return etag in tags or "*" in tags
