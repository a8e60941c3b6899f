"""Text with what was looked for marked in it, cut to the part where that stands."""

from collections.abc import Callable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles import sentences

Spans = Callable[[str], list[tuple[int, int]]]

LONGEST = 180
# How many letters are kept before what is marked, where a sentence is too long.
BEFORE = 70


def marked(text: str, spans: Spans) -> SafeString:
    found = spans(text)
    ends = [0, *(end for _, end in found)]
    pairs = [
        (text[at:start], text[start:end]) for at, (start, end) in zip(ends, found, strict=False)
    ]
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pairs), text[ends[-1] :])


def excerpt(text: str, spans: Spans) -> str:
    """The first sentence with something to mark, cut to it; nothing where there is nothing."""
    for start, end in sentences.spans(text):
        found = spans(text[start:end])
        if found:
            return cut(text[start:end], found[0][0])
    return ""


def cut(sentence: str, at: int) -> str:
    """No longer than `LONGEST`, between words, with what stands at `at`."""
    start = 0 if at <= BEFORE else sentence.find(" ", at - BEFORE) + 1
    if start > at:
        start = at
    end = len(sentence)
    if end - start > LONGEST:
        end = max(sentence.rfind(" ", start, start + LONGEST), min(at + BEFORE, end))
    return f"{'…' if start else ''}{sentence[start:end]}{'…' if end < len(sentence) else ''}"
