"""From plain lines to the HTML that the fields take. Plain values in, plain values out."""

import re
from collections.abc import Sequence
from itertools import groupby

from django.utils.html import escape

from articles.roundup.lines import ITEM, is_item

PAIRS = {"“": "”", '"': '"', "«": "»", "„": "“", "‘": "’"}


def prose(texts: Sequence[str]) -> str:
    """Paragraphs and lists."""
    blocks = (
        _list(list(group)) if listed else "".join(map(_paragraph, group))
        for listed, group in groupby(texts, key=is_item)
    )
    return "".join(blocks)


def speech(texts: Sequence[str]) -> str:
    """Paragraphs without the quotation marks round them; a list keeps its marks, line by line."""
    blocks = (
        f"<p>{'<br>'.join(map(escape, group))}</p>" if listed else "".join(map(_paragraph, group))
        for listed, group in groupby(without_outer_marks(texts), key=is_item)
    )
    return "".join(blocks)


def heading(text: str) -> str:
    return f"<h2>{escape(text)}</h2>"


def without_outer_marks(texts: Sequence[str]) -> list[str]:
    """The page adds quotation marks: those round all of it, or round each paragraph, go."""
    opened = [_opens(text) for text in texts]
    if texts and all(_is_enclosed(text) for text in texts):
        return [text[1:-1].strip() for text in texts]
    if len(texts) > 1 and opened[0] and _closes(texts[-1], texts[0][0]):
        mark = texts[0][0]
        inner = [
            text[1:].strip() if opens and text[0] == mark else text
            for text, opens in zip(texts[:-1], opened, strict=False)
        ]
        return [*inner, texts[-1].removeprefix(mark)[:-1].strip()]
    return list(texts)


def _is_enclosed(text):
    """Whether the first mark is closed by the last, and by none before it."""
    mark, inner = text[0], text[1:-1]
    if not inner or text[-1] != PAIRS.get(mark):
        return False
    if mark == "‘":
        return mark not in inner and not _closing(mark).search(inner)
    return not _closing(mark).search(inner) or _is_balanced(inner, mark)


def _is_balanced(inner, mark):
    """Whether marks within pair among themselves; of straight ones nobody can tell."""
    depth = 0
    for sign in inner:
        depth += (sign == mark) - (sign == PAIRS[mark])
        if depth < 0:
            return False
    return depth == 0 and mark != PAIRS[mark]


def _opens(text):
    """Whether a mark opens the paragraph and nothing in it closes that mark."""
    return text[0] in PAIRS and not _closing(text[0]).search(text[1:])


def _closes(text, mark):
    """Whether a mark closes the paragraph that nothing in it opened, but for its first sign."""
    return text[-1] == PAIRS[mark] and mark not in text[1:-1]


def _closing(mark):
    # A single closing mark is an apostrophe too, but not at the end of a word and a sentence.
    close = re.escape(PAIRS[mark])
    return re.compile(rf"(?<=[.!?,…]){close}" if mark == "‘" else close)


def _paragraph(text):
    return f"<p>{escape(text)}</p>"


def _list(items):
    found = [ITEM.fullmatch(item) for item in items]
    marks = [each["mark"].rstrip(".)") for each in found]
    if any(mark.isdigit() for mark in marks):
        if marks != [str(number) for number in range(1, len(marks) + 1)]:
            return "".join(map(_paragraph, items))
        return _listed("ol", found)
    return _listed("ul", found)


def _listed(tag, found):
    return f"<{tag}>{''.join(f'<li><p>{escape(each["words"])}</p></li>' for each in found)}</{tag}>"
