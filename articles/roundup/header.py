"""What stands between the title and the first section."""

import re
from dataclasses import dataclass, field
from datetime import date

from articles.folding import fold
from articles.roundup.lines import Line, is_title_like, read_date
from articles.roundup.person import FUNCTION_WORDS, is_called_like_a_person

BY = re.compile(r"(?:(?:written|words|text|story) )?by:? (?P<name>.+)|author: (?P<other>.+)", re.I)
UPDATED = re.compile(r"(?:last )?(?:updated|modified|revised)(?: on)?:? (?P<date>.+)", re.I)
PUBLISHED = re.compile(r"(?:first )?(?:published|posted)(?: on)?:? (?P<date>.+)", re.I)
# "By Nora Whitlock | Updated on 4 May 2023" is two facts in one line.
PIECES = re.compile(r"\s+[|·•–—]\s+|,?\s+(?=(?:last )?(?:updated|published) )", re.IGNORECASE)
LONGEST_LABEL = 4
PART_OF_AUTHOR = "author, the first of a list"


@dataclass
class Header:
    author: str = ""
    updated_on: date | None = None
    published_on: date | None = None
    category: str = ""
    standfirst: list[Line] = field(default_factory=list)
    introduction: list[Line] = field(default_factory=list)
    facts: dict[Line, str] = field(default_factory=dict)
    problems: list[tuple[Line, str]] = field(default_factory=list)


def is_fact(text: str) -> bool:
    """Whether a line names author or date."""
    return _read_facts(Header(), Line(1, text))


def read_header(title: str, lines: list[Line]) -> Header:
    header = Header()
    plain = [line for line in lines if not _read_facts(header, line)]
    names = {fold(header.author), fold(title)} - {""}
    repeated = [line for line in plain if fold(line.text) in names]
    header.facts |= dict.fromkeys(repeated, "said twice")
    _share_out(header, [line for line in plain if line not in repeated])
    return header


def _share_out(header, lines):
    """Before the last fact stands the standfirst, after it the introduction; labels end at it."""
    last_fact = max((line.number for line in header.facts), default=0)
    for line in lines:
        if not header.introduction and _is_label(line.text):
            _take_label(header, line)
        elif line.number < last_fact:
            header.standfirst.append(line)
        else:
            header.introduction.append(line)


def _is_label(text):
    short = is_title_like(text, most_words=LONGEST_LABEL, longest=60)
    spoken = any(word in FUNCTION_WORDS for word in fold(text).split())
    return short and not spoken and text[-1] not in "?!"


def _take_label(header, line):
    if header.category or re.search(r"\d", line.text):
        header.problems.append((line, "stands at the head and is no name, date or category"))
    else:
        header.category = line.text
        header.facts[line] = "category"


def _read_facts(header, line):
    """Whether the line, or each piece of it, is a fact; it is then in the header."""
    pieces = [piece for piece in PIECES.split(line.text) if piece]
    found = [_read_fact(header, piece) for piece in pieces]
    known = [kind for kind in found if kind]
    if not known:
        return False
    header.facts[line] = known[0]
    if "" in found or PART_OF_AUTHOR in found:
        header.problems.append((line, "says more than a name or a date, and the rest was left out"))
    return True


def _read_fact(header, text):
    if (found := BY.fullmatch(text)) and not header.author:
        return _read_author(header, found["name"] or found["other"])
    for pattern, name in ((UPDATED, "updated_on"), (PUBLISHED, "published_on")):
        if (found := pattern.fullmatch(text)) and (day := read_date(found["date"])):
            setattr(header, name, day)
            return name.replace("_", " ")
    if (day := read_date(text)) and len(text.split()) <= 5:
        header.published_on = day
        return "published on"
    return ""


def _read_author(header, text):
    """The first name counts; an article has one author."""
    name = re.split(r",| (?:and|&) ", text)[0]
    capital = name.title() if name.islower() else name
    if not is_called_like_a_person(capital) and not (name.istitle() and len(name.split()) <= 3):
        return ""
    header.author = capital
    return "author" if name == text else PART_OF_AUTHOR
