"""Where a quote says what was looked for."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from django.utils.text import Truncator

from articles.mentions import find_mentions

WORDS_SHOWN = 30
SENTENCE_END = r"(?<=[.!?])\s+|\n"


class Passage(NamedTuple):
    before: str
    found: str = ""
    after: str = ""


def passage(text: str, names: Mapping[str, str]) -> Passage:
    """The first sentence with one of the names; without one, the opening words."""
    mention = next(iter(find_mentions(text, names)), None)
    if mention is None:
        return Passage(Truncator(text).words(WORDS_SHOWN))
    before = re.split(SENTENCE_END, text[: mention.start])[-1]
    after = re.split(SENTENCE_END, text[mention.end :], maxsplit=1)[0]
    return Passage(before, mention.words, after)
