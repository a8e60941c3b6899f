"""The question that was meant where a word of it is nearly one that is known."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from rapidfuzz import process
from rapidfuzz.distance import OSA

from articles.folding import fold
from articles.search.question import FILLERS, WORD, words_of

SHORTEST = 4
# Of a word with more letters than this, two may be wrong.
SHORT = 7


class Suggestion(NamedTuple):
    """What was probably meant: pieces of what was typed, and which of them were put right."""

    pieces: list[tuple[str, bool]]

    @property
    def words(self) -> str:
        return "".join(text for text, _ in self.pieces)

    @property
    def html(self) -> SafeString:
        each = [(format_html("<strong>{}</strong>", t) if new else t,) for t, new in self.pieces]
        return format_html_join("", "{}", each)


class Speller:
    """Knows the words of these texts; between two that are equally near it takes the earlier."""

    def __init__(self, texts: Iterable[str]):
        self.known = list(dict.fromkeys(word for text in texts for word in words_of(text)))
        self.sorted = sorted(self.known)

    def corrected(self, typed: str, *, doubting: bool = False) -> Suggestion | None:
        """None where nothing is wrong; `doubting` also words that are known, but for one letter."""
        pieces: list[tuple[str, bool]] = []
        done = 0
        for found in WORD.finditer(typed):
            better = self.nearest(fold(found.group()), doubting)
            if better:
                pieces += [(typed[done : found.start()], False), (better, True)]
                done = found.end()
        return Suggestion([*pieces, (typed[done:], False)]) if pieces else None

    def nearest(self, word: str, doubting: bool) -> str:
        """Nothing where the word is right, as the beginning of a word too, or like none."""
        if len(word) < SHORTEST or word in FILLERS or (self.knows(word) and not doubting):
            return ""
        most = 1 if doubting or len(word) <= SHORT else 2
        found = process.extract(
            word, self.known, scorer=OSA.distance, score_cutoff=most, limit=None, processor=None
        )
        near = [(distance, place, other) for other, distance, place in found if distance]
        return min(near)[2] if near else ""

    def knows(self, beginning: str) -> bool:
        at = bisect_left(self.sorted, beginning)
        return at < len(self.sorted) and self.sorted[at].startswith(beginning)
