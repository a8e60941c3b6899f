"""Which lines name a speaker, and where each section begins."""

from collections.abc import Collection

from articles.folding import fold
from articles.roundup import lines as look
from articles.roundup.header import is_fact
from articles.roundup.lines import Line
from articles.roundup.person import is_called_like_a_person, read_person

# Names and dates stand among the first lines, if anywhere.
HEAD = 15


def find_people(body: list[Line], known: Collection[str]) -> list[int]:
    """Places of the lines that name who speaks; `known` are folded names of experts."""
    facts = [at for at, line in enumerate(body[:HEAD]) if at and is_fact(line.text)]
    first = max(facts, default=0) + 1
    found = {at for at in range(first, len(body) - 1) if _names_speaker(body, at, known)}
    # Names one below the other are a list, or the upper one is a heading with a comma.
    listed = {at for at in found if at + 1 in found or (at - 1 in found and at + 2 in found)}
    return sorted(found - listed)


def section_starts(body: list[Line], people: list[int]) -> list[int]:
    """For each place of a name, where its section begins: at the heading above, if there is one."""
    sentences = _headings_are_sentences(body, people)
    return [
        at - 1 if _has_heading(body, at, sentences) and not {at - 1, at - 2} & set(people) else at
        for at in people
    ]


def is_heading(body: list[Line], at: int) -> bool:
    """Short, or all in quotation marks; the title and the byline are none."""
    text = body[at].text
    quoted = text[0] in '“"' and text[-1] in '”"' and look.is_short_sentence(text[1:-1])
    short = look.is_title_like(text, most_words=22, longest=160)
    return at > 0 and (short or quoted) and not is_fact(text)


def _names_speaker(body, at, known):
    text = body[at].text
    person = read_person(text)
    if person is None:
        return False
    if fold(person.name) in known or (person.certain and person.affiliation):
        return True
    called_so = is_called_like_a_person(person.name)
    return called_so and is_heading(body, at - 1) and look.ends_like_prose(body[at + 1].text)


def _has_heading(body, at, sentences):
    return at > 1 and (is_heading(body, at - 1) or (sentences and not is_fact(body[at - 1].text)))


def _headings_are_sentences(body, people):
    """Whether short sentences stand above all names; chance does not do that three times."""
    above = [body[at - 1].text for at in people]
    return len(above) > 2 and all(look.is_short_sentence(text, most_words=16) for text in above)
