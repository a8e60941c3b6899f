"""Who names which muscle: the table, the sentence over it, and where they differ.

Plain values in and out.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from articles.said import HELPS, MAIN, NOT_WORKED, Said, merged

NUMBERS = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
LONGEST_LIST = 6
AS_ROLE = {
    MAIN: "as a main muscle",
    HELPS: "as one that helps",
    NOT_WORKED: "as not worked",
}
# How many of the first name and of the last, the shortest first.
LETTERS = [(1, 1), (2, 1), (1, 2), (1, 3), (2, 3)]


class Voice(NamedTuple):
    """An expert in one article, with what all of their quotes say of each muscle, by slug."""

    name: str
    href: str
    said: Mapping[str, Said]
    initials: str = ""


class Row(NamedTuple):
    """A muscle, and what each voice in turn says of it; None where it is not named."""

    muscle: str
    cells: list[Said | None]

    @property
    def total(self) -> int:
        """How many say that it works; the others may deny it."""
        return sum(cell is not None and cell.works for cell in self.cells)

    @property
    def denied(self) -> int:
        """How many say that it does not."""
        return sum(cell is not None and not cell.works for cell in self.cells)


class Line(NamedTuple):
    """What one expert says of a muscle, and where."""

    name: str
    href: str
    said: Said


class Sayings(NamedTuple):
    """What several experts say of one muscle, under a title that leads somewhere."""

    title: str
    href: str
    lines: list[Line]

    @property
    def differ(self) -> bool:
        """Whether one denies what another says, or not all say it of the same condition."""
        works = {line.said.works for line in self.lines}
        conditions = {line.said.condition for line in self.lines}
        return len(works) > 1 or len(conditions) > 1


def voices(said: Iterable[tuple[str, str, str, Mapping[str, Said]]]) -> list[Voice]:
    """One voice an expert, from (key, name, address, said) of each quote in the reader's order.

    An expert who speaks twice counts once, with the address of the first quote.
    """
    found: dict[str, Voice] = {}
    for key, name, href, of_muscles in said:
        first = found.get(key, Voice(name, href, {}))
        found[key] = first._replace(said=merged(first.said, of_muscles))
    short = distinct_initials([voice.name for voice in found.values()])
    return [voice._replace(initials=short[voice.name]) for voice in found.values()]


def initials(name: str, of_first: int = 1, of_last: int = 1) -> str:
    """Letters of the first and the last word: "Imani Okoro-Lund" → "IO", with 2 and 1 "ImO"."""
    words = name.split()
    return "".join([*(w[:of_first] for w in words[:1]), *(w[:of_last] for w in words[1:][-1:])])


def distinct_initials(names: Iterable[str]) -> dict[str, str]:
    """Initials of each name; where several are alike, with as many letters more as it takes."""
    alike: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        alike.setdefault(initials(name), []).append(name)
    return {name: text for same in alike.values() for name, text in _told_apart(same).items()}


def _told_apart(names: Sequence[str]) -> dict[str, str]:
    for letters in LETTERS:
        short = {name: initials(name, *letters) for name in names}
        if len(set(short.values())) == len(names):
            return short
    return {name: name for name in names}


def table(voices: Sequence[Voice], slugs: Sequence[str]) -> list[Row]:
    """A row for each muscle that somebody names: the most named first, else in the given order."""
    rows = (Row(slug, [voice.said.get(slug) for voice in voices]) for slug in slugs)
    return sorted((row for row in rows if any(row.cells)), key=lambda row: -row.total)


def lines(voices: Iterable[Voice], slug: str) -> list[Line]:
    """What those who name the muscle say of it."""
    return [Line(each.name, each.href, each.said[slug]) for each in voices if slug in each.said]


def sentence(
    names: Sequence[str],
    totals: Sequence[tuple[str, int]],
    denied: Sequence[tuple[str, int]] = (),
) -> str:
    """Where the experts agree, from their names and (muscle, number of experts) pairs.

    `totals` count who says that a muscle works, `denied` who says that it does not.
    """
    denials = _denials(names, _groups(pair for pair in denied if pair[1] > len(names) / 2))
    if any(total for _, total in totals) or not denied:
        return " ".join([_agreement_on(names, totals), *denials])
    return " ".join(denials) or "No muscle is named as worked."


def _groups(totals: Iterable[tuple[str, int]]) -> dict[int, list[str]]:
    """Muscles in words by the number of experts, the greatest first; without those of none."""
    groups: dict[int, list[str]] = {}
    for muscle, total in sorted(totals, key=lambda pair: -pair[1]):
        if total:
            groups.setdefault(total, []).append(lowered(muscle))
    return groups


def _denials(names: Sequence[str], groups: Mapping[int, Sequence[str]]) -> list[str]:
    if len(names) == 1:
        return [f"{names[0]} names the {listed(words)} as not worked." for words in groups.values()]
    return [
        f"{_who(total, len(names))} name the {listed(words)} as not worked."
        for total, words in groups.items()
    ]


def _agreement_on(names, totals):
    asked = len(names)
    groups = _groups(totals)
    if not groups:
        return "No muscle is named." if asked else ""
    if asked == 1:
        return f"{names[0]} names the {listed(groups[1])}."
    shared = [(total, muscles) for total, muscles in groups.items() if total > asked / 2]
    return _agreement(asked, shared) if shared else _disagreement(asked, groups)


def speaks_about(totals: Sequence[tuple[str, int]]) -> str:
    """What one expert speaks about, from (muscle, number of quotes) pairs."""
    most = max((total for _, total in totals), default=0)
    often = [lowered(muscle) for muscle, total in totals if total == most]
    if not often:
        return "Has named no muscle yet"
    mostly = "mostly " if len(often) < len(totals) else ""
    return f"Speaks {mostly}about the {listed(often[:3])}"


def roles_in_words(muscle: str, said: Sequence[tuple[str, Said]]) -> str:
    """How many experts give a muscle which role, from pairs of a name and what is said."""
    name, asked = lowered(muscle), len(said)
    counts = {role: sum(each.role == role for _, each in said) for role in AS_ROLE}
    groups = [(total, AS_ROLE[role]) for role, total in counts.items() if total]
    if asked < 2:
        return "".join(f"{who} names the {name} {AS_ROLE[each.role]}." for who, each in said)
    if len(groups) == 1:
        return f"{_who(asked, asked)} experts name the {name} {groups[0][1]}."
    (first, role), *rest = groups
    verb = "names" if first == 1 else "name"
    parts = [f"{number(first)} {verb} the {name} {role}", *(f"{number(n)} {r}" for n, r in rest)]
    return f"Of {number(asked)} experts, {listed(parts)}."


def listed(words: Sequence[str], last: str = "and") -> str:
    """ "a, b and c"; a long list ends with "and two others"."""
    if len(words) > LONGEST_LIST:
        rest = len(words) - LONGEST_LIST + 1
        words = [*words[: LONGEST_LIST - 1], f"{number(rest)} others"]
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def lowered(name: str) -> str:
    """A muscle's name within a sentence."""
    return name[:1].lower() + name[1:]


def number(value: int) -> str:
    return NUMBERS[value] if value < len(NUMBERS) else str(value)


def _agreement(asked: int, shared: Sequence[tuple[int, Sequence[str]]]) -> str:
    sentences: list[str] = []
    for total, muscles in shared[:2]:
        noun = "" if sentences else " experts"
        sentences.append(f"{_who(total, asked)}{noun} name the {listed(muscles)}.")
    return " ".join(sentences)


def _who(total: int, asked: int) -> str:
    """ "Both", "All four", "Three of the four"."""
    everyone = f"All {number(asked)}" if asked > 2 else "Both"
    return everyone if total == asked else f"{number(total).capitalize()} of the {number(asked)}"


def _disagreement(asked: int, groups: dict[int, list[str]]) -> str:
    total, muscles = next(iter(groups.items()))
    if total == 1:
        if asked == 2:
            return "The two experts name no muscle in common."
        return f"No two of the {number(asked)} experts name the same muscle."
    return (
        f"No muscle is named by more than half of the {number(asked)} experts. "
        f"{number(total).capitalize()} name the {listed(muscles)}."
    )
