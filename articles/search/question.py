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
    "a an and are as at be by can did do does for from have how i in is it me my not of on or "
    "should so that the their them there these this to was we what when where which who why will "
    "with you your muscle muscles".split()
)


@dataclass(frozen=True)
class Term:
    """Words that follow each other; unless they are quoted, the last may be the beginning of one.

    `muscles` are the ids of the groups that are called so, and `names` all that they are called.
    """

    words: Words
    quoted: bool = False
    muscles: frozenset[int] = frozenset()
    names: frozenset[Words] = frozenset()

    def shortened(self) -> "Term":
        if self.quoted:
            return self
        *before, last = self.words
        return replace(self, words=(*before, ENDING.sub("", last)))

    def spans(self, words: list[str]) -> Iterator[tuple[int, int]]:
        """From which word to which it, or another of its names, stands among these folded ones."""
        others = [name for name in self.names if name[0] in words]
        for at in range(len(words)):
            if self.stands_in(words[at : at + len(self.words)]):
                yield at, at + len(self.words)
            for name in others:
                if tuple(words[at : at + len(name)]) == name:
                    yield at, at + len(name)

    def stands_in(self, words: list[str]) -> bool:
        """Whether it is just these words, but for how the last one ends."""
        *before, last = self.words
        if words[:-1] != before:
            return False
        return words[-1] == last if self.quoted else words[-1].startswith(last)


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
        return Question(tuple(Term(term.words, term.quoted) for term in self.wanted))

    def loosely(self) -> "Question":
        """Asks for some of it, and for words that only begin like those that were typed."""
        wanted = tuple(term.shortened() for term in self.wanted)
        return replace(self, wanted=wanted, loose=True)

    def holds(self, words: list[str]) -> bool:
        """Whether these folded words answer it."""
        there = [any(term.spans(words)) for term in self.wanted]
        enough = any(there) if self.loose else all(there)
        return enough and not any(any(term.spans(words)) for term in self.unwanted)

    @classmethod
    def read(cls, typed: str, names: Mapping[Words, int]) -> "Question":
        """`names` holds what the muscle groups are called, in folded words, with their ids."""
        wanted: list[Term] = []
        unwanted: list[Term] = []
        for piece in PIECE.finditer(typed):
            words = words_of(piece["quoted"] or piece["plain"])
            if words:
                group = unwanted if piece["minus"] else wanted
                group.append(Term(words, quoted=bool(piece["quoted"])))
        telling = without_fillers(list(joined(wanted, names)))
        return cls(*(known(terms, names) for terms in (telling, unwanted)))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where in a text something of what is wanted stands; of a word the part that was typed."""
        found = list(WORD.finditer(text))
        words = [fold(each.group()) for each in found]
        spans = set()
        for term in self.wanted:
            for first, end in term.spans(words):
                last = found[end - 1]
                part = fitting(last.group(), term.words[-1])
                spans.add((found[first].start(), last.start() + part))
        return without_overlaps(sorted(spans))


def words_of(text: str) -> Words:
    return tuple(WORD.findall(fold(text)))


def without_fillers(terms: list[Term]) -> list[Term]:
    telling = [term for term in terms if term.quoted or not FILLERS.issuperset(term.words)]
    return telling or terms


def joined(terms: list[Term], names: Mapping[Words, int]) -> Iterator[Term]:
    """The same with the longest names of several words made one term each."""
    longest = max(map(len, names), default=1)
    at = 0
    while at < len(terms):
        end = next(
            (
                end
                for end in range(min(at + longest, len(terms)), at + 1, -1)
                if run(terms[at:end]) in names
            ),
            at + 1,
        )
        yield Term(run(terms[at:end])) if end > at + 1 else terms[at]
        at = end


def run(terms: list[Term]) -> Words:
    """The words of terms that were typed one after the other; nothing where one is quoted."""
    return () if any(t.quoted for t in terms) else tuple(w for t in terms for w in t.words)


def known(terms: list[Term], names: Mapping[Words, int]) -> tuple[Term, ...]:
    """Each once, with the muscle group that is called so."""
    return tuple(called(term, names) for term in dict.fromkeys(terms))[:MOST_TERMS]


def called(term: Term, names: Mapping[Words, int]) -> Term:
    """With the muscle group that is called so."""
    if term.quoted or term.words not in names:
        return term
    muscle = names[term.words]
    others = frozenset(name for name, each in names.items() if each == muscle)
    return replace(term, muscles=frozenset({muscle}), names=others)


def fitting(word: str, beginning: str) -> int:
    """How many letters of a word its folded beginning takes; all where it does not begin it."""
    if not fold(word).startswith(beginning):
        return len(word)
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
