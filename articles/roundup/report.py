"""What is printed of a roundup: what each line became, and what to look at."""

from collections.abc import Iterator
from itertools import groupby

from articles.consensus import listed
from articles.mentions import Proposal, proposals, suggest
from articles.richtext import plain_text
from articles.roundup import markup
from articles.roundup.account import LEFT_OUT
from articles.roundup.lines import Line
from articles.roundup.person import Person
from articles.roundup.shape import Roundup, Section

# Their lines go into the article word by word; all others are printed as they stand.
RUNNING_TEXT = {"standfirst", "introduction", "words", "closing"}


def table(roundup: Roundup) -> Iterator[str]:
    """One row for each line, and one for each stretch of running text."""
    taken = sorted(roundup.account.parts.items())
    for part, group in groupby(taken, key=lambda pair: pair[1]):
        lines = [line for line, _ in group]
        if part in RUNNING_TEXT:
            yield _row(_numbers(lines), part, _extent(lines))
        else:
            yield from (_row(str(line.number), part, line.text) for line in lines)


def summary(roundup: Roundup) -> str:
    """ "3 quotes by 3 experts, 3 pictures, 2 closing sections and 5 related titles"."""
    experts = len({section.person.name for section in roundup.sections})
    pictures = [roundup.cover, *(section.picture for section in roundup.sections)]
    counts = [
        (len(list(filter(None, pictures))), "picture"),
        (len(roundup.closing), "closing section"),
        (len(roundup.related), "related title"),
    ]
    quotes = f"{_counted(len(roundup.sections), 'quote')} by {_counted(experts, 'expert')}"
    return listed([quotes, *(_counted(*each) for each in counts if each[0])])


def problems(roundup: Roundup) -> Iterator[str]:
    parts = roundup.account.parts
    for line, reason in roundup.account.problems:
        end = "; it was left out" if parts.get(line) == LEFT_OUT else ""
        yield f"line {line.number} {reason}{end}: {line.text}"


def suggestions(section: Section, names: dict[str, str]) -> list[Proposal]:
    """The muscle groups that the expert names, or may mean, with the words that do."""
    said = plain_text(markup.speech([line.text for line in section.words]))
    return proposals(suggest(said, names))


def described(person: Person) -> str:
    """ "Dr Ana Ruiz, PhD · title “Coach” · organisation “Leeds Harriers”"."""
    facts = [
        ("title", person.title),
        ("organisation", person.organisation),
        ("degrees", person.credentials),
        ("addressed as", person.honorific),
    ]
    return " · ".join([person.name, *(f"{name} “{value}”" for name, value in facts if value)])


def prompted(title: str, proposal: Proposal) -> Iterator[str]:
    """ "Gluteals: helps (“glutes”, “gluteus medius”)", and the sentence that says so."""
    role = f": {proposal.said}" if proposal.said.unusual else ""
    sign = "?" if proposal.asks else ""
    words = ", ".join(f"“{each}”" for each in proposal.words)
    yield f"{title}{sign}{role} ({words})"
    yield f"  {proposal.mentions[0].sentence}"


def _row(number, part, text):
    return f"{number:>9}  {part:<26}  {text}"


def _numbers(lines: list[Line]) -> str:
    first, last = lines[0].number, lines[-1].number
    return str(first) if first == last else f"{first}–{last}"


def _extent(lines):
    count = sum(len(line.text.split()) for line in lines)
    return f"{_counted(len(lines), 'paragraph')}, {_counted(count, 'word')}"


def _counted(number, noun):
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
