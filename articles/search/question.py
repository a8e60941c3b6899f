"""What somebody looks for, read from what was typed. Plain values in, plain values out."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from articles.folding import fold

Words = tuple[str, ...]

# Letters and figures with the accents that follow them, as both databases divide a text.
WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
# What stands between quotation marks of any kind, else what stands between spaces; each may be
# preceded by a minus.
MARKS = '"“”„«»'
PIECE = re.compile(
    rf"(?P<minus>[-−])?(?:[{MARKS}](?P<quoted>[^{MARKS}]+)[{MARKS}]|(?P<plain>[^\s{MARKS}]+))"
)
# What a word may lose, if four letters remain, and still mean much the same.
ENDING = re.compile(r"(?<=\w{4})(?:ings?|ed|ers?|es|s)$")
# More are not looked for: each costs a search of its own.
MOST_TERMS = 12
# Words that a question can do without, as long as it has others.
FILLERS = frozenset(
    "a about an and are as at be by can did do does for from have how i in is it me muscle muscles "
    "my not of on or should so that the their them there these this to was we what when where "
    "which who why will with you your".split()
)


@dataclass(frozen=True)
class Term:
    """Words that follow each other; unless it is `whole`, the last may be the beginning of one.

    What muscle groups are called is whole, and stands for all that they are called: `muscles` are
    their ids and `names` their names.
    """

    words: Words
    whole: bool = False
    muscles: frozenset[int] = frozenset()
    names: frozenset[Words] = frozenset()

    @property
    def is_quoted(self) -> bool:
        return self.whole and not self.names

    @property
    def phrases(self) -> list[Words]:
        """Any of these is as good as the others."""
        return sorted(self.names) or [self.words]

    def shortened(self) -> "Term":
        *before, last = self.words
        return self if self.whole else replace(self, words=(*before, ENDING.sub("", last)))

    def spans(self, words: list[str]) -> Iterator[tuple[int, int]]:
        """From which word to which it stands among these, which are folded."""
        phrases = [phrase for phrase in self.phrases if not self.whole or phrase[0] in words]
        for at in range(len(words)):
            for phrase in phrases:
                end = at + len(phrase)
                if self.is_said(phrase, tuple(words[at:end])):
                    yield at, end

    def is_said(self, phrase: Words, words: Words) -> bool:
        if self.whole:
            return words == phrase
        return words[:-1] == phrase[:-1] and words[-1].startswith(phrase[-1])


@dataclass(frozen=True)
class Question:
    """All that is wanted, or if it is `loose` some of it, and nothing of what is not."""

    wanted: tuple[Term, ...] = ()
    unwanted: tuple[Term, ...] = ()
    loose: bool = False

    @property
    def muscles(self) -> frozenset[int]:
        """The ids of all groups that are wanted."""
        return frozenset().union(*(term.muscles for term in self.wanted))

    def as_typed(self) -> "Question":
        """Without the other names of what is wanted."""
        terms = tuple(Term(term.words, whole=term.is_quoted) for term in self.wanted)
        return replace(self, wanted=terms)

    def in_whole_words(self) -> "Question":
        """Without those that only begin with what was typed."""
        return replace(self, wanted=tuple(replace(term, whole=True) for term in self.wanted))

    def loosely(self) -> "Question":
        """Asks for some of it, and for words that only begin like those that were typed."""
        wanted = tuple(term.shortened() for term in self.wanted)
        return replace(self, wanted=wanted, loose=True)

    def holds(self, words: list[str]) -> bool:
        """Whether these folded words answer it."""
        there = [any(term.spans(words)) for term in self.wanted]
        enough = any(there) if self.loose else bool(there) and all(there)
        return enough and not any(any(term.spans(words)) for term in self.unwanted)

    @classmethod
    def read(cls, typed: str, names: Mapping[Words, int]) -> "Question":
        """`names` holds what the muscle groups are called, in folded words, with their ids."""
        unwanted: list[Term] = []
        # What was typed one after the other, and may be a name together.
        runs: list[list[Term]] = [[]]
        for piece in PIECE.finditer(typed):
            words = words_of(piece["quoted"] or piece["plain"])
            term = Term(words, whole=bool(piece["quoted"]))
            if words and piece["minus"]:
                unwanted.append(term)
            elif words:
                runs[-1].append(term)
            if piece["minus"] or piece["quoted"]:
                runs.append([])
        wanted = [term for run in runs for term in joined(run, names)]
        return cls(known(without_fillers(wanted), names), known(unwanted, names))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where in a text something of what is wanted stands; of a word the part that was typed."""
        found = list(WORD.finditer(text))
        words = [fold(each.group()) for each in found]
        spans = set()
        for term in self.wanted:
            for first, end in term.spans(words):
                last = found[end - 1]
                taken = len(last.group()) if term.whole else fitting(last.group(), term.words[-1])
                spans.add((found[first].start(), last.start() + taken))
        return without_overlaps(sorted(spans))


def words_of(text: str) -> Words:
    return tuple(WORD.findall(fold(text)))


def without_fillers(terms: list[Term]) -> list[Term]:
    telling = [term for term in terms if term.whole or not FILLERS.issuperset(term.words)]
    return telling or terms


def joined(terms: list[Term], names: Mapping[Words, int]) -> Iterator[Term]:
    """The same with the longest names of several words made one term each."""
    longest = max(map(len, names), default=1)
    while terms:
        sizes = range(min(longest, len(terms)), 1, -1)
        size = next((size for size in sizes if together(terms[:size]) in names), 1)
        yield Term(together(terms[:size])) if size > 1 else terms[0]
        terms = terms[size:]


def together(terms: list[Term]) -> Words:
    """All the words; nothing where one is quoted: what is quoted stays as it is."""
    return () if any(term.whole for term in terms) else tuple(w for t in terms for w in t.words)


def known(terms: list[Term], names: Mapping[Words, int]) -> tuple[Term, ...]:
    """Each once, with the muscle group that is called so."""
    return tuple(called(term, names) for term in dict.fromkeys(terms))[:MOST_TERMS]


def called(term: Term, names: Mapping[Words, int]) -> Term:
    """With the muscle group that is called so."""
    if term.whole or term.words not in names:
        return term
    muscle = names[term.words]
    all_names = frozenset(name for name, each in names.items() if each == muscle)
    return Term(term.words, True, frozenset({muscle}), all_names)


def fitting(word: str, beginning: str) -> int:
    """How many letters of a word its folded beginning takes."""
    sizes = (size for size in range(1, len(word)) if fold(word[:size]) == beginning)
    return max(sizes, default=len(word))


def without_overlaps(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sorted spans, with those made one that share a letter."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
