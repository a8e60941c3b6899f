"""Marks the sentences of cleaned HTML in which something is found, across emphasis and links."""

import re
from collections.abc import Callable, Iterable
from html import unescape
from typing import NamedTuple

from articles import sentences
from articles.mentions import suggest
from articles.querysets.muscle import vocabulary
from articles.richtext import CleanHTML, opening

TAG = re.compile(r"""<(?:"[^"]*"|'[^']*'|[^>"'])*>""")
PIECE = re.compile(rf"{TAG.pattern}|&(?:\#\w+|\w+);|.", re.DOTALL)
BLOCK = re.compile(r"</?(?:p|li|ul|ol|h\d)\b")
PARAGRAPH = re.compile(r"<p>.*?</p>", re.DOTALL)

Find = Callable[[str], Iterable[tuple[int, int]]]


class Onward(NamedTuple):
    """A link to the next mention."""

    href: str
    text: str


def finder(muscles, slugs) -> Find:
    """Finds what names one of the groups with these slugs, among all `muscles` with their names."""
    names = vocabulary(muscles)

    def find(text):
        found = suggest(text, names)
        return [(each.start, each.end) for each in found if each.slug in slugs and not each.asks]

    return find


def mark_quotes(quotes, find: Find, *, whole: bool):
    """Gives each quote its `excerpt`: the words, or one paragraph of them, with what is found.

    The first mark in each has an id, m1, m2…, and a link `onward` leads to that of the next.
    Returns the quotes that have a mark.
    """
    marked: list = []
    for quote in quotes:
        text = quote.body if whole else naming_paragraph(quote.body, find)
        quote.excerpt = mark(text, find, anchor=f"m{len(marked) + 1}")
        if quote.excerpt != text:
            marked.append(quote)
    for place, quote in enumerate(marked, start=1):
        if len(marked) > 1:
            quote.onward = onward(marked, place)
    return marked


def onward(marked, place) -> Onward:
    if place == len(marked):
        return Onward("#m1", "Back to the first mention")
    return Onward(f"#m{place + 1}", f"Next mention: {marked[place].expert.name}")


def naming_paragraph(html: CleanHTML, find: Find) -> CleanHTML:
    """The first in which something is found, else the opening."""
    for paragraph in PARAGRAPH.findall(html):
        if any(find(letters(paragraph)[0])):
            return CleanHTML(paragraph)
    return opening(html)


def mark(html: CleanHTML, find: Find, *, anchor: str = "") -> CleanHTML:
    """The same with each sentence marked in which something is found."""
    text, places = letters(html)
    found = list(find(text))
    out: list[str] = []
    done = 0
    for start, end in sentences.spans(text):
        if any(start <= at < end for at, _ in found):
            first, last = places[start][0], places[end - 1][1]
            out += [html[done:first], mark_stretch(html[first:last], "" if out else anchor)]
            done = last
    return CleanHTML("".join([*out, html[done:]]))


def mark_words(html: CleanHTML, find: Find) -> CleanHTML:
    """The first paragraph of this HTML in which something is found, with that marked in it."""
    paragraph = naming_paragraph(html, find)
    text, places = letters(paragraph)
    out: list[str] = []
    done = 0
    for start, end in find(text):
        first, last = places[start][0], places[end - 1][1]
        out += [paragraph[done:first], mark_stretch(paragraph[first:last], "")]
        done = last
    return CleanHTML("".join([*out, paragraph[done:]]))


def letters(html: str) -> tuple[str, list[tuple[int, int]]]:
    """The text as it is read, and for each letter where it stands in the HTML."""
    text: list[str] = []
    places: list[tuple[int, int]] = []
    for piece in PIECE.finditer(html):
        read = as_read(piece.group())
        text.append(read)
        places += [piece.span()] * len(read)
    return "".join(text), places


def as_read(piece: str) -> str:
    if not piece.startswith("<") or piece == "<":
        return unescape(piece)
    if BLOCK.match(piece):
        return "\n\n"
    return " " if piece.startswith("<br") else ""


def mark_stretch(html: str, anchor: str) -> str:
    """One mark; where a tag only begins or ends in it, one round each piece of text."""
    opening = f'<mark id="{anchor}">' if anchor else "<mark>"
    if is_balanced(html):
        return f"{opening}{html}</mark>"
    pieces = re.split(rf"({TAG.pattern})", html)
    marked = [
        piece if place % 2 or not piece.strip() else f"<mark>{piece}</mark>"
        for place, piece in enumerate(pieces)
    ]
    return "".join(marked).replace("<mark>", opening, 1)


def is_balanced(html: str) -> bool:
    depth = 0
    for tag in TAG.findall(html):
        if not tag.startswith("<br"):
            depth += -1 if tag.startswith("</") else 1
        if depth < 0:
            return False
    return depth == 0
