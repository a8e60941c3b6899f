"""Which lines name a speaker, and where each section begins."""

from collections.abc import Collection

from articles.folding import fold
from articles.roundup import lines as look
from articles.roundup.header import is_fact
from articles.roundup.lines import Line
from articles.roundup.person import is_called_like_a_person, read_person

# Names and dates stand among the first lines, if anywhere.
HEAD = 15
# Words in a heading.
SHORT = 12
LONG = 22


def find_people(body: list[Line], known: Collection[str]) -> list[int]:
    """Places of the lines that name who speaks; `known` are folded names of experts."""
    facts = [at for at, line in enumerate(body[:HEAD]) if at and is_fact(line.text)]
    places = range(max(facts, default=0) + 1, len(body) - 1)
    certain = {at for at in places if _surely_names_speaker(body, at, known)}
    likely = {at for at in places if _may_name_speaker(body, at, known)}
    sure = certain | {at for at in likely if is_heading(body, at - 1)}
    if any(not is_heading(body, at - 1) for at in certain):
        # A page without headings: between others a name needs none.
        sure |= {at for at in likely if at < max(sure) and _has_affiliation(body[at].text)}
    found = _without_list_of_experts(body, sorted(sure))
    # Of two that follow each other the upper one is a heading with a comma.
    return [at for at in found if at + 1 not in found]


def section_starts(body: list[Line], people: list[int]) -> list[int]:
    """For each place of a name, where its section begins: at the heading above, if there is one."""
    above = [at - 1 for at in people]
    sentences = _are_sentences([body[at].text for at in above])
    short = [at for at in above if look.is_title_like(body[at].text, most_words=SHORT)]
    # Where most sections have no heading, a long line above a name is rather speech.
    longest = LONG if len(short) * 2 >= len(above) else SHORT
    lines_of_names = {*people, *(at + 1 for at in people)}
    return [
        at
        if at > 0
        and at not in lines_of_names
        and not is_fact(body[at].text)
        and (sentences or is_heading(body, at, longest))
        else at + 1
        for at in above
    ]


def is_heading(body: list[Line], at: int, most_words: int = LONG) -> bool:
    """Short, or all in quotation marks; the title and the byline are none."""
    text = body[at].text
    quoted = text[0] in '“"' and text[-1] in '”"' and look.is_short_sentence(text[1:-1])
    short = look.is_title_like(text, most_words=most_words, longest=160)
    return at > 0 and (short or quoted) and not is_fact(text)


def _has_affiliation(text):
    person = read_person(text)
    return bool(person and person.affiliation)


def _without_list_of_experts(body, found):
    """An introduction may name them one below the other; each speaks later."""
    names = {at: read_person(body[at].text).name for at in found}
    beside = {at for at in found if {at - 1, at + 1} & set(found)}
    later = {at for at in found if names[at] in [names[other] for other in found if other > at]}
    return [at for at in found if at not in beside & later]


def _surely_names_speaker(body, at, known):
    person = read_person(body[at].text)
    if not _has_affiliation(body[at].text):
        return False
    called_so = is_heading(body, at - 1) or is_called_like_a_person(person.name)
    return fold(person.name) in known or (person.certain and called_so)


def _may_name_speaker(body, at, known):
    person = read_person(body[at].text)
    if person is None or not look.ends_like_prose(body[at + 1].text):
        return False
    return fold(person.name) in known or is_called_like_a_person(person.name)


def _are_sentences(above):
    """Whether short sentences stand above all names; chance does not do that three times."""
    return len(above) > 2 and all(look.is_short_sentence(text, most_words=16) for text in above)
