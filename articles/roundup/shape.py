"""The parts of a roundup, in the reader's order."""

from dataclasses import dataclass

from articles.roundup.account import Account
from articles.roundup.header import Header
from articles.roundup.lines import Line
from articles.roundup.person import Person


class NotARoundup(ValueError):
    """Says in the rest of a sentence what is missing."""


@dataclass(frozen=True)
class Picture:
    line: Line  # The credit, below the words or after them.
    alternative_text: str
    credit: str


@dataclass
class Section:
    """One expert's answer. The heading may be missing."""

    heading: Line | None
    person: Person
    person_line: Line
    words: list[Line]
    picture: Picture | None = None

    @property
    def first_line(self) -> Line:
        return self.heading or self.person_line


@dataclass(frozen=True)
class ClosingPart:
    heading: Line
    words: list[Line]


@dataclass
class Roundup:
    title: Line
    header: Header
    sections: list[Section]
    closing: list[ClosingPart]
    related: list[Line]
    account: Account
    cover: Picture | None = None
