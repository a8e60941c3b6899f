"""The body map as plain values: what each muscle is called, where it leads, how dark it is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

# As drawn, from head to toe: those on the front or on both sides, then those on the back alone.
FRONT = (
    "neck trapezius shoulders chest biceps triceps forearms core obliques hip-flexors abductors "
    "adductors quadriceps shins calves short-toe-flexors"
).split()
BACK = "upper-back lower-back glutes hamstrings long-toe-flexors".split()


class Area(NamedTuple):
    """One muscle. Without `href` it is drawn, but is no link."""

    slug: str
    title: str
    href: str = ""
    level: int = 0
    current: bool = False
    drawing: str = ""

    @property
    def shape(self) -> str:
        return f"_shapes.html#{self.drawing}"


class Key(NamedTuple):
    level: int
    text: str


class BodyMap:
    """What `_map.html` draws. `paired` areas light up with their row of the table beside them."""

    def __init__(
        self, label: str, areas: Iterable[Area], key: Sequence[Key] = (), *, paired: bool = False
    ):
        drawn = {area.drawing: area for area in areas}
        self.label = label
        self.front = [drawn[name] for name in FRONT if name in drawn]
        self.back = [drawn[name] for name in BACK if name in drawn]
        self.key = key
        self.paired = paired


def level_among_experts(experts: int, asked: int) -> int:
    """In an article: 1 to 4 for the share of its experts who name the muscle, 0 for none."""
    return -(-4 * experts // asked) if asked else 0


def level_among_quotes(quotes: int, most: int) -> int:
    """Elsewhere: under a fifth of the most quoted muscle stays plain, so that some stand out."""
    return min(4, 5 * quotes // most) if most else 0


def key_for_experts(asked: int) -> list[Key]:
    """ "No one", "1 or 2 experts", "3 or 4", … "All 8"."""
    key = [Key(0, "No one")]
    for level, low, high in _ranges(level_among_experts, asked):
        text = _range_text(low, high)
        if low == high == asked > 1:
            text = "Both" if asked == 2 else f"All {asked}"
        elif len(key) == 1:
            text += " expert" if high == 1 else " experts"
        key.append(Key(level, text))
    return key


def key_for_quotes(most: int) -> list[Key]:
    """ "1 or none", "2 quotes", "3", … "5 or more"."""
    ranges = {level: (low, high) for level, low, high in _ranges(level_among_quotes, most)}
    _, plain = ranges.pop(0, (0, 0))
    key = [Key(0, {0: "None", 1: "1 or none"}.get(plain, f"Up to {plain}"))]
    for level, (low, high) in ranges.items():
        text = f"{low} or more" if high == most > low else _range_text(low, high)
        key.append(Key(level, text if len(key) > 1 else f"{text} {_noun(high)}"))
    return key


WORDS_FOR_QUOTES = [
    Key(level, text) for level, text in enumerate(["Few or none", "Some", "More", "Many", "Most"])
]


def quote_areas(
    muscles: Iterable,
    href: Callable[..., str],
    chosen: Sequence[str] = (),
    shade: Callable[..., int] = attrgetter("quote_count"),
) -> list[Area]:
    """Areas of muscles that carry a `quote_count`; one without quotes is no link unless chosen.

    `shade` says by how many of them it is shaded.
    """
    muscles = list(muscles)
    most = max(map(shade, muscles), default=0)
    return [
        Area(
            slug=muscle.slug,
            title=f"{muscle.name}: {muscle.quote_count} {_noun(muscle.quote_count)}"
            + (", selected" if muscle.slug in chosen else ""),
            href=href(muscle) if muscle.quote_count or muscle.slug in chosen else "",
            level=level_among_quotes(shade(muscle), most),
            current=muscle.slug in chosen,
            drawing=muscle.drawing,
        )
        for muscle in muscles
    ]


def expert_areas(
    muscles: Iterable,
    totals: Mapping[str, int],
    asked: int,
    href: Callable[..., str] = lambda muscle: "",
    chosen: str = "",
) -> list[Area]:
    """Areas by how many of the experts name each muscle, from the totals by slug."""
    return [
        Area(
            slug=muscle.slug,
            title=f"{muscle.name}: {totals.get(muscle.slug, 0)} of {asked}"
            + (", selected" if muscle.slug == chosen else ""),
            href=href(muscle),
            level=level_among_experts(totals.get(muscle.slug, 0), asked),
            current=muscle.slug == chosen,
            drawing=muscle.drawing,
        )
        for muscle in muscles
    ]


def muscle_map(muscles: Iterable, chosen) -> BodyMap:
    """Where a muscle is; one that the drawing does not know has nothing to show there."""
    known = chosen.drawing in FRONT or chosen.drawing in BACK
    label = f"Where it is: {chosen.name}" if known else "Choose a muscle"
    return BodyMap(label, muscle_areas(muscles, chosen))


def muscle_areas(muscles: Iterable, chosen) -> list[Area]:
    """Areas that lead to each muscle's own page, with one of them as dark as can be."""
    return [
        Area(
            slug=muscle.slug,
            title=muscle.name,
            href=muscle.get_absolute_url(),
            level=4 if muscle == chosen else 0,
            current=muscle == chosen,
            drawing=muscle.drawing,
        )
        for muscle in muscles
    ]


def _ranges(level_of: Callable[[int, int], int], most: int) -> list[tuple[int, int, int]]:
    """For each level that occurs: the level, the least and the greatest number that has it."""
    numbers: dict[int, list[int]] = {}
    for number in range(1, most + 1):
        numbers.setdefault(level_of(number, most), []).append(number)
    return [(level, found[0], found[-1]) for level, found in numbers.items()]


def _range_text(low: int, high: int) -> str:
    if low == high:
        return str(low)
    return f"{low} or {high}" if high == low + 1 else f"{low} to {high}"


def _noun(quotes: int) -> str:
    return "quote" if quotes == 1 else "quotes"
