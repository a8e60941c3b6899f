"""The names of muscle groups in a text, whatever they mean there."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from articles.folding import fold

# Between the words of one name: spaces or hyphens, but never the blank line of a new paragraph.
GAP = r"(?:(?!\n\s*\n)[\s\u2010-])+"

WORD = re.compile(r"\w+")


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
    folded, places = fold_in_place(text)
    patterns, slugs = _vocabulary(tuple(names.items()))
    found = []
    done = 0
    for word in WORD.finditer(folded):
        pattern = patterns.get(word[0])
        name = pattern and word.start() >= done and pattern.match(folded, word.start())
        if name:
            done = name.end()
            start, end = places[name.start()], places[done]
            found.append(Mention(slugs[_key(name[0])], start, end, text[start:end]))
    return found


def asks_for_abductors(words: str) -> bool:
    """Whether it names a gluteal that draws the leg sideways, so that an editor may add the group.

    Its own group is the gluteals: that is what readers look for under these names.
    """
    return bool(re.search(r"\bglut\w* (?:med|min)(?:ius|imus)?$", fold(words)))


@lru_cache(maxsize=4)
def _vocabulary(names: tuple[tuple[str, str], ...]):
    """For each first word of a name the pattern of those names, and the slug of each name."""
    slugs = {_key(fold(name)): slug for name, slug in names}
    starting: dict[str, list[str]] = {}
    for key in sorted(slugs, key=len, reverse=True):
        starting.setdefault(_first_word(key), []).append(key)
    patterns = {word: _pattern(keys) for word, keys in starting.items() if word}
    return patterns, slugs


def _first_word(key: str) -> str:
    found = WORD.match(key)
    return found[0] if found else ""


def _pattern(longest_first: list[str]) -> re.Pattern[str]:
    choices = "|".join(GAP.join(map(re.escape, key.split())) for key in longest_first)
    return re.compile(rf"(?:{choices})(?!\w)")


def _key(folded: str) -> str:
    return " ".join(re.split(r"[\s\u2010-]+", folded))


class _Folded(dict[int, str]):
    """What each letter becomes, for `str.translate`, which is fast; blanks stay as they are."""

    def __missing__(self, number):
        sign = chr(number)
        self[number] = sign if sign.isspace() else fold(sign)
        return self[number]


_FOLDED = _Folded()


def fold_letters(text: str) -> str:
    """Folded letter by letter, with its spaces and line ends as they are."""
    return text.translate(_FOLDED)


def fold_in_place(text: str) -> tuple[str, Sequence[int]]:
    """The text folded letter by letter, and for each letter its place in the original."""
    folded = fold_letters(text)
    if all(len(_FOLDED[ord(sign)]) == 1 for sign in set(text)):
        return folded, range(len(text) + 1)
    places = [place for place, sign in enumerate(text) for _ in _FOLDED[ord(sign)]]
    return folded, [*places, len(text)]
