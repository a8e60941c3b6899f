"""What a text suggests to an editor: muscle groups, the words that prompted each, and its role."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from articles.mentions import hints
from articles.mentions.names import asks_for_abductors, find_folded, fold_in_place
from articles.mentions.senses import Sense, sense_of
from articles.said import Said, combined

SENTENCE_END = re.compile(r"[.!?…][”’\"')]*\s+|\n\s*\n|\n(?=[“‘A-Z])")
# Words that say no group for certain: which ones they may mean.
VAGUE = {
    "posterior chain": ("glutes", "hamstrings", "lower-back"),
    r"(?:back|spinal) muscles|muscles (?:of|in|along) (?:the|your) (?:back|spine)"
    r"|(?:the|your|a|my|her|his|strong|whole|entire|their) back": ("upper-back", "lower-back"),
    r"(?:leg|thigh) muscles|legs|thighs|lower body": ("quadriceps", "hamstrings"),
    r"hip extensors?": ("glutes", "hamstrings"),
    r"hip muscles": ("hip-flexors", "abductors", "glutes"),
    r"upper arms?|arm muscles": ("biceps", "triceps"),
    r"upper body": ("chest", "shoulders", "upper-back"),
    r"toe flexors|toe muscles": ("long-toe-flexors", "short-toe-flexors"),
}
VAGUE_WORDS = re.compile("|".join(rf"\b({words})\b" for words in VAGUE))
# "The back of the knee", "your back foot", "hold your back straight", "your back garden".
NOT_THE_BACK = re.compile(
    r" (?:of|to|in|side|end|half|and forth|foot|leg|knee|heel|wheel|seat|door|row|pack|burner|up|down|straight"
    r"|flat|neutral|garden|pocket|pain|against|on)\b"
)
# How many letters beside a name are looked at: a long clause.
NEAR = 120


class Suggestion(NamedTuple):
    """A group that the words from `start` to `end` name, or (`asks`) may mean."""

    slug: str
    start: int
    end: int
    words: str
    sentence: str
    role: str
    condition: str
    asks: bool

    @property
    def said(self) -> Said:
        return Said(self.role, self.condition)


class Proposal(NamedTuple):
    """All that a text says of one group, made ready for an editor to accept."""

    slug: str
    said: Said
    mentions: list[Suggestion]
    asks: bool

    @property
    def words(self) -> list[str]:
        """The different wordings, in the order of the text."""
        return list(
            {" ".join(each.words.casefold().split()): each.words for each in self.mentions}.values()
        )


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
    always = [each.said for each in certain if not each.condition]
    said = always[0] if always else certain[0].said
    for each in certain:
        if each.condition and each.role != said.role and not said.condition:
            said = combined(said, each.said)
    return Proposal(slug, said, certain, certain[0].asks)


class Reading:
    """One text, folded, with its names and sentences."""

    def __init__(self, text, names):
        self.text = text
        self.slugs = set(names.values())
        self.folded, self.places = fold_in_place(text)
        self.found = find_folded(self.folded, names)
        self.folded = self.folded.replace("\n", " ")
        # Where sentences begin, in the original; the letters of both are of one place each.
        self.starts = [0, *(end.end() for end in SENTENCE_END.finditer(text))]
        self.ends = [*self.starts[1:], len(text)]

    def suggestions(self):
        named = [each for mention in self.found for each in self.read(*mention)]
        return sorted([*named, *self.questions()], key=lambda each: each.start)

    def read(self, slug, first, last):
        """From the name between two places of the folded text."""
        beside = before, after = self.beside(first, last)
        name = " ".join(self.folded[first:last].replace("-", " ").split())
        sense = sense_of(before, name, after)
        if sense is not Sense.OTHER:
            asks = sense is Sense.QUESTION
            found = self.suggestion(slug, first, last, beside, asks=asks)
            yield found
            if asks_for_abductors(found.words) and "abductors" in self.slugs:
                yield found._replace(slug="abductors", asks=True)

    def beside(self, first, last):
        """What stands before and after within the sentence."""
        start, end = self.sentence_at(self.places[first])
        before = self.folded[max(self.folded_place(start), first - NEAR) : first]
        after = self.folded[last : min(self.folded_place(end), last + NEAR)]
        return tidy(before).lstrip(), tidy(after).rstrip()

    def folded_place(self, place):
        return bisect_right(self.places, place - 1) if place else 0

    def sentence_at(self, place):
        number = bisect_right(self.starts, place) - 1
        return self.starts[number], self.ends[number]

    def suggestion(self, slug, first, last, beside, *, asks):
        start, end = self.places[first], self.places[last]
        at, until = self.sentence_at(start)
        sentence = self.text[at:until]
        return Suggestion(
            slug=slug,
            start=start,
            end=end,
            words=self.text[start:end],
            sentence=" ".join(sentence.split()),
            role=hints.hint(*beside),
            condition=hints.condition(sentence, start - at),
            asks=asks,
        )

    def questions(self):
        taken = [(first, last) for _, first, last in self.found]
        for found in VAGUE_WORDS.finditer(self.folded):
            first, last = found.span()
            is_named = any(first < end and start < last for start, end in taken)
            if is_named or (found[0].endswith("back") and NOT_THE_BACK.match(self.folded, last)):
                continue
            for slug in list(VAGUE.values())[found.lastindex - 1]:
                if slug in self.slugs:
                    yield self.suggestion(slug, first, last, self.beside(first, last), asks=True)


def tidy(folded: str) -> str:
    return re.sub(" +", " ", folded) if "  " in folded else folded
