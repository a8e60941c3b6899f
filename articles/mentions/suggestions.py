"""What a text suggests to an editor: muscle groups, the words that prompted each, and its role."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from articles import sentences
from articles.folding import fold
from articles.mentions import hints
from articles.mentions.names import Mention, asks_for_abductors, find_mentions, fold_letters
from articles.mentions.senses import Sense, sense_of, sense_of_vague
from articles.said import Said, combined

# Words that say no group for certain, and which ones they may mean.
VAGUE = {
    "posterior chain": "glutes hamstrings lower-back",
    "hip extensors": "glutes hamstrings",
    "hip muscles": "hip-flexors abductors glutes",
    **dict.fromkeys(("back", "back muscles", "spinal muscles"), "upper-back lower-back"),
    **dict.fromkeys(
        ("legs", "thighs", "leg muscles", "thigh muscles", "lower body"), "quadriceps hamstrings"
    ),
    **dict.fromkeys(("upper arm", "upper arms", "arm muscles"), "biceps triceps"),
    "upper body": "chest shoulders upper-back",
    **dict.fromkeys(("toe flexors", "toe muscles"), "long-toe-flexors short-toe-flexors"),
}
# How many letters beside a name are looked at: a long clause.
NEAR = 120
BLANKS = re.compile(r"\s+")


class Suggestion(NamedTuple):
    """A group that the words from `start` to `end` name, or (`asks`) may mean.

    `before` and `after` are the rest of their sentence.
    """

    slug: str
    start: int
    end: int
    words: str
    before: str
    after: str
    said: Said
    asks: bool

    @property
    def sentence(self) -> str:
        return one_line(f"{self.before}{self.words}{self.after}")


class Proposal(NamedTuple):
    """All that a text says of one group, made ready for an editor to accept."""

    slug: str
    said: Said
    mentions: list[Suggestion]
    asks: bool

    @property
    def words(self) -> list[str]:
        """The different wordings, in the order of the text, each as it comes first."""
        wordings: dict[str, str] = {}
        for each in self.mentions:
            wordings.setdefault(fold(each.words), " ".join(each.words.split()))
        return list(wordings.values())


def suggest(text: str, names: Mapping[str, str]) -> list[Suggestion]:
    """In the order of the text. `names` maps each name of a group to its slug.

    What is no muscle at work (an idiom, a place, a tendon) is left out; an exercise, a word that
    may mean several groups, or the abductors beside a gluteus medius is a question.
    """
    return Reading(text, names).suggestions()


def proposals(found: Iterable[Suggestion]) -> list[Proposal]:
    """One for each group, in the order of the text; a question only where nothing names it.

    The first mention without a condition gives the role. What another mention denies under a
    condition becomes the condition: "main, not on treadmills".
    """
    groups: dict[str, list[Suggestion]] = {}
    for each in found:
        groups.setdefault(each.slug, []).append(each)
    return [proposal(slug, mentions) for slug, mentions in groups.items()]


def proposal(slug: str, mentions: list[Suggestion]) -> Proposal:
    certain = [each for each in mentions if not each.asks] or mentions
    all_said = [each.said for each in certain]
    said = next((each for each in all_said if not each.condition), all_said[0])
    for each in all_said:
        if each.condition and each.role != said.role and not said.condition:
            said = combined(said, each)
    return Proposal(slug, said, certain, certain[0].asks)


class Reading:
    """One text, with the names in it and where its sentences begin and end."""

    def __init__(self, text: str, names: Mapping[str, str]):
        self.text = text
        self.slugs = set(names.values())
        self.mentions = find_mentions(text, {**VAGUE, **names})
        self.spans = list(sentences.spans(text))
        self.starts = [start for start, _ in self.spans]

    def suggestions(self) -> list[Suggestion]:
        return [each for mention in self.mentions for each in self.read(mention)]

    def read(self, mention: Mention) -> Iterator[Suggestion]:
        """One for each group that it names or may mean."""
        before, after = beside = self.beside(mention.start, mention.end)
        slugs = mention.slug.split()
        sense_here = sense_of if len(slugs) == 1 else sense_of_vague
        sense = sense_here(before, folded(mention.words).replace("-", " "), after)
        if sense is Sense.OTHER:
            return
        found = self.suggestion(mention, beside, asks=sense is Sense.QUESTION)
        yield from (found._replace(slug=slug) for slug in slugs if slug in self.slugs)
        if asks_for_abductors(mention.words) and "abductors" in self.slugs:
            yield found._replace(slug="abductors", asks=True)

    def suggestion(self, mention: Mention, beside: tuple[str, str], *, asks: bool) -> Suggestion:
        slug, start, end, words = mention
        first, last = self.sentence_at(start)
        said = Said(hints.role(*beside), hints.condition(self.text[first:last], start - first))
        before, after = one_line(self.text[first:start]), one_line(self.text[end:last])
        return Suggestion(slug, start, end, words, before, after, said, asks)

    def beside(self, start: int, end: int) -> tuple[str, str]:
        """What stands close before and after within the sentence, folded."""
        first, last = self.sentence_at(start)
        before = self.text[max(first, start - NEAR) : start]
        return folded(before), folded(self.text[end : min(last, end + NEAR)])

    def sentence_at(self, place: int) -> tuple[int, int]:
        return self.spans[bisect_right(self.starts, place) - 1]


def folded(text: str) -> str:
    return one_line(fold_letters(text))


def one_line(text: str) -> str:
    """With single blanks, those at its ends included: they part it from what stands beside it."""
    return BLANKS.sub(" ", text) if "\n" in text or "  " in text else text
