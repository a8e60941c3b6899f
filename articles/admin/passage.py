"""Where a quote says what was looked for."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.text import Truncator

from articles.mentions import suggest

WORDS_SHOWN = 30


class Passage(NamedTuple):
    before: str
    found: str = ""
    after: str = ""


def passage(text: str, names: Mapping[str, str], slug: str) -> Passage:
    """The first sentence that names the muscle group; without one, the opening words."""
    mention = next((each for each in suggest(text, names) if each.slug == slug), None)
    if mention is None:
        return Passage(Truncator(text).words(WORDS_SHOWN))
    return Passage(mention.before, mention.words, mention.after)
