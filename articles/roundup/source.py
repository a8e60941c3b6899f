"""From the bytes of a file to its text."""

import codecs
import re

MOST_BYTES = 2 * 1024 * 1024
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Unreadable(ValueError):
    """Says in the rest of a sentence why the bytes are no text."""


def decode(data: bytes) -> tuple[str, str]:
    """(text, name of the encoding): UTF-8, else UTF-16 if marked so, else Windows-1252."""
    if len(data) > MOST_BYTES:
        raise Unreadable("is larger than 2 MB, which no roundup is")
    text, encoding = _decode(data)
    if re.search(r"[\x00-\x08\x0e-\x1f]", text):
        raise Unreadable("is no plain text; save the article as a text file (UTF-8)")
    if not text.strip("\ufeff\u200b \t\r\n\f\v\xa0"):
        raise Unreadable("is empty")
    return text, encoding


def _decode(data):
    marked = data.startswith(UTF_16)
    encodings = {"utf-16": "UTF-16"} if marked else {"utf-8": "UTF-8", "cp1252": "Windows-1252"}
    for codec, name in encodings.items():
        try:
            return data.decode(codec), name
        except UnicodeDecodeError:
            continue
    raise Unreadable("is no plain text; save the article as a text file (UTF-8)")
