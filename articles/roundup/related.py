"""The titles at the end of a page, each perhaps after its picture's text."""

import re
from collections.abc import Sequence
from itertools import pairwise

from articles.folding import fold
from articles.roundup.lines import Line

LABEL = re.compile(
    r"(?:related|recommended|similar|further|more)(?: (?:articles?|posts?|reading|stories|reads|"
    r"content|from .+|on .+|like this|expert .+))?:?|related|(?:you (?:may|might|could) also like|"
    r"read (?:next|more|also)|(?:what to )?read next|see also|keep reading|up next|more to read|"
    r"don['’]t miss)\b.{0,30}",
    re.IGNORECASE,
)
SMALL = set(
    "a an and are as at be by can do does for from how in is it more of on or our the their this "
    "to we what when which who why will with you your".split()
)


def is_label(text: str) -> bool:
    return bool(LABEL.fullmatch(text)) and len(text.split()) <= 6


def split_pictures(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """(titles, texts of their pictures).

    A picture's text says nothing that the title after it does not. Where that holds of most
    pairs, all lines are pairs, since a card of the page was copied like its neighbour.
    """
    pairs = list(zip(lines[::2], lines[1::2], strict=False))
    repeated = sum(_repeats(text, title) for text, title in pairs)
    if len(lines) % 2 == 0 and repeated * 2 > len(pairs):
        return list(lines[1::2]), list(lines[::2])
    texts: list[Line] = []
    for line, following in pairwise(lines):
        if _repeats(line, following) and (not texts or texts[-1].number != line.number - 1):
            texts.append(line)
    return [line for line in lines if line not in texts], texts


def _repeats(text: Line, title: Line) -> bool:
    said = _stems(text.text)
    return bool(said) and said <= _stems(title.text)


def _stems(text):
    """What the words begin with: "Compatibility" and "Compatible" are one."""
    words = re.findall(r"\w+", fold(re.sub("['’]", "", text)))
    return {word[:6] for word in words if word not in SMALL}
