"""Names of people that may be one person's: plain values in, plain values out."""

from collections.abc import Collection
from difflib import SequenceMatcher

from articles.folding import fold

# "Tomas Verhaele" and "Tomás Verhale" come to .96, "Ana Ruiz" and "Ana Diaz" to .75.
ALIKE = 0.85


def similar_names(name: str, names: Collection[str]) -> list[str]:
    """Those spelt nearly or, but for order and signs, quite alike; then those with more words."""
    key = _key(name)
    ratios = {each: SequenceMatcher(None, key, _key(each)).ratio() for each in names}
    alike = [each for each, ratio in ratios.items() if ratio >= ALIKE]
    words = set(key.split())
    longer = [each for each in names if words and words < set(_key(each).split())]
    return list(dict.fromkeys([*sorted(alike, key=lambda each: -ratios[each]), *longer]))


def _key(name: str) -> str:
    letters = "".join(sign if sign.isalnum() else " " for sign in fold(name))
    return " ".join(sorted(letters.split()))
