"""Find names in a text: plain values in, plain values out."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from articles.folding import fold

# Between the words of one name: spaces or hyphens, but never the blank line of a new paragraph.
GAP = r"(?:(?!\n\s*\n)[\s\u2010-])+"


class Mention(NamedTuple):
    slug: str
    start: int
    end: int
    words: str


def find_mentions(text: str, names: Mapping[str, str]) -> list[Mention]:
    """Whole words of `text` that are a name, in order; `names` maps each name to its slug.

    Case, accents and the choice of hyphen or space make no difference. Where names overlap,
    the first counts, and of those that begin together the longest.
    """
    pattern, slugs = _vocabulary(tuple(names.items()))
    folded, places = _fold_in_place(text)
    return [
        Mention(slugs[_key(found[0])], start, end, text[start:end])
        for found in pattern.finditer(folded)
        for start, end in [(places[found.start()], places[found.end()])]
    ]


def words_by_slug(mentions: Iterable[Mention]) -> dict[str, list[str]]:
    """The different words that name each group, groups and words in the order of the text."""
    found: dict[str, dict[str, str]] = {}
    for mention in mentions:
        words = " ".join(mention.words.split())
        found.setdefault(mention.slug, {}).setdefault(fold(words), words)
    return {slug: list(words.values()) for slug, words in found.items()}


def asks_for_abductors(words: str) -> bool:
    """Whether it names a gluteal that draws the leg sideways, so that an editor may add the group.

    Its own group is the gluteals: that is what readers look for under these names.
    """
    return bool(re.search(r"\bglut\w* (?:med|min)(?:ius|imus)?$", fold(words)))


@lru_cache(maxsize=4)
def _vocabulary(names: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    slugs = {_key(fold(name)): slug for name, slug in names}
    longest_first = sorted(slugs, key=len, reverse=True)
    choices = "|".join(GAP.join(map(re.escape, key.split())) for key in longest_first)
    return re.compile(rf"(?<!\w)(?:{choices})(?!\w)" if slugs else r"(?!)"), slugs


def _key(folded: str) -> str:
    return " ".join(re.split(r"[\s\u2010-]+", folded))


def _fold_in_place(text: str) -> tuple[str, list[int]]:
    """The text folded letter by letter, and for each letter its place in the original."""
    letters = [(letter, place) for place, sign in enumerate(text) for letter in _fold_sign(sign)]
    return "".join(letter for letter, _ in letters), [*(place for _, place in letters), len(text)]


@lru_cache(maxsize=1024)
def _fold_sign(sign: str) -> str:
    return sign if sign.isspace() else fold(sign)
