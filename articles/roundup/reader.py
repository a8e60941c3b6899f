"""Reads a plain-text roundup, as copied from a web page. Plain values in, plain values out.

Every line that is not empty becomes a part of the roundup, and its account says which.
"""

from collections.abc import Collection

from articles.folding import fold
from articles.roundup import ending, lines, pictures, related, sections
from articles.roundup.account import Account
from articles.roundup.header import Header, read_header
from articles.roundup.lines import Line
from articles.roundup.person import read_person
from articles.roundup.shape import NotARoundup, Roundup, Section

NO_EXPERT = "has no line such as “Name, affiliation” below a short heading, so nobody is quoted"


def read_roundup(text: str, known_people: Collection[str] = ()) -> Roundup:
    """`known_people` are names of experts; a line with one of them needs no other sign."""
    account = Account()
    body, found_pictures = pictures.set_pictures_aside(lines.read_lines(text), account)
    people = sections.find_people(body, {fold(name) for name in known_people})
    if not people:
        raise NotARoundup(NO_EXPERT)
    starts = sections.section_starts(body, people)
    end = ending.related_start(body, least=people[-1] + 2)
    quoted = [
        _section(body, start, at, following)
        for start, at, following in zip(starts, people, [*starts[1:], end], strict=True)
    ]
    header = read_header(body[0].text, body[1 : starts[0]])
    closing = ending.cut_closing(quoted)
    roundup = Roundup(body[0], header, quoted, closing, _titles(body[end:], account), account)
    pictures.place_pictures(roundup, found_pictures)
    _give_account(roundup)
    return roundup


def _section(body, start, at, following):
    heading = body[start] if start < at else None
    return Section(heading, read_person(body[at].text), body[at], body[at + 1 : following])


def _titles(trailing, account):
    labels = [line for line in trailing if related.is_label(line.text)]
    rest = [line for line in trailing if line not in labels]
    titles, texts = related.split_pictures(rest)
    account.take("label of related titles", labels)
    account.take("picture of a related title", texts)
    account.take("related title", titles)
    return [Line(line.number, lines.without_mark(line.text)) for line in titles]


def _give_account(roundup: Roundup) -> None:
    account = roundup.account
    account.take("title", [roundup.title])
    _give_account_of_header(roundup.header, account)
    for section in roundup.sections:
        account.take("heading", [section.heading] if section.heading else [])
        account.take("expert", [section.person_line])
        account.take("words", section.words)
        _question_section(section, account)
    for section in roundup.sections[:-1]:
        _question_headings(section, account)
    for part in roundup.closing:
        account.take("closing heading", [part.heading])
        account.take("closing", part.words)
        if not part.words:
            account.doubt(part.heading, "is a heading without text below")
    account.problems.sort()


def _give_account_of_header(header: Header, account: Account) -> None:
    for line, reason in header.problems:
        account.leave_out(line, reason)
    account.parts |= header.facts
    account.take("standfirst", header.standfirst)
    account.take("introduction", header.introduction)


def _question_section(section: Section, account: Account) -> None:
    if section.heading is None:
        account.doubt(section.person_line, "has no heading above")
    if not section.person.certain:
        account.doubt(section.person_line, "was taken for an expert’s name and affiliation")
    if not section.person.affiliation:
        account.doubt(section.person_line, "has a name and no affiliation")
    if section.person.several:
        account.doubt(section.person_line, "names more than one person; one expert was made")


def _question_headings(section: Section, account: Account) -> None:
    name = section.person.name
    for at in ending.headings_within(section.words, title_case=True):
        reason = f"looks like a heading or a name, but stays in the words of {name}"
        account.doubt(section.words[at], reason)
