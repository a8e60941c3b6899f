"""What an expert says of a muscle: in which role it works, and when. Plain values."""

from collections.abc import Mapping
from typing import NamedTuple

MAIN, HELPS, NOT_WORKED = "main", "helps", "not"
# The strongest first.
WORDS = {MAIN: "main", HELPS: "helps", NOT_WORKED: "not worked"}
LONGEST_CONDITION = 80


class Said(NamedTuple):
    """The role, and the condition under which the expert says it: "on a treadmill"."""

    role: str = MAIN
    condition: str = ""

    @property
    def works(self) -> bool:
        return self.role != NOT_WORKED

    @property
    def unusual(self) -> bool:
        """Whether there is more to say than that the muscle is named."""
        return self != USUAL

    @property
    def word(self) -> str:
        """For the mark in a table."""
        return WORDS[self.role].capitalize()

    def __str__(self) -> str:
        """ "main", "main, at steady pace", "not worked on a treadmill"."""
        link = ", " if self.works else " "
        return link.join(filter(None, [WORDS[self.role], self.condition]))


USUAL = Said()


def combined(first: Said, second: Said) -> Said:
    """Two words of one expert on one muscle.

    The stronger role holds. What the other denies under a condition becomes the condition of the
    first: "main" and "not worked on a treadmill" are "main, not on a treadmill".
    """
    roles = list(WORDS)
    stronger, weaker = sorted((first, second), key=lambda said: roles.index(said.role))
    if stronger.role == weaker.role:
        both = dict.fromkeys([first.condition, second.condition])
        return Said(stronger.role, "" if "" in both else " and ".join(both))
    if weaker.condition and not weaker.works and not stronger.condition:
        return Said(stronger.role, f"not {weaker.condition}")
    return stronger


def merged(*all_said: Mapping[str, Said]) -> dict[str, Said]:
    """What an expert says of each muscle, from what they say in each quote."""
    found: dict[str, Said] = {}
    for each in all_said:
        for slug, said in each.items():
            found[slug] = combined(found[slug], said) if slug in found else said
    return found
