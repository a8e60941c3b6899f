"""Where the sentences of a text begin and end."""

import re
from collections.abc import Iterator

CAPITAL = r"[^\W_a-zß-öø-ÿ]"
# After a full stop where a capital or a figure follows, so that "e.g. the calves" is one; at a
# blank line; and at a single line end before a capital, as between paragraphs of plain text.
END = re.compile(
    rf"(?:(?<=[.!?…])|(?<=[.!?…][”’\"')]))\s+(?=[“‘\"'(]?{CAPITAL})"
    rf"|\n\s*\n|\n(?=[“‘\"']?{CAPITAL})"
)


def first(text: str) -> str:
    return next((text[start:end] for start, end in spans(text)), "")


def spans(text: str) -> Iterator[tuple[int, int]]:
    """Of each sentence where it begins and ends, without the spaces round it."""
    ends = list(END.finditer(text))
    starts = [0, *(each.end() for each in ends)]
    for start, end in zip(starts, [*(each.start() for each in ends), len(text)], strict=True):
        sentence = text[start:end]
        if sentence.strip():
            yield start + len(sentence) - len(sentence.lstrip()), start + len(sentence.rstrip())
