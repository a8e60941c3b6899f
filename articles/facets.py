"""How many quotes stand beside each choice that a reader of the explorer has."""

from functools import cached_property

from articles.dated import tallies
from articles.dated.counts import Count
from articles.filters import MOST_MUSCLES
from articles.looks import Looks

NONE = Count(0)


class Facets:
    """Exact where a tally knows it, or a look holds all; else "1,000+".

    `muscles` are the groups that are chosen, `looks` the quotes of the chosen expert and words,
    and `anyones` those of the words alone.
    """

    def __init__(self, muscles, match_all: bool, looks: Looks, anyones: Looks):
        self.muscles = muscles
        self.ids = frozenset(muscle.pk for muscle in muscles)
        self.match_all = match_all
        self.looks = looks
        self.anyones = anyones

    @cached_property
    def any_count(self) -> Count:
        if self.looks.is_plain:
            return tallies.naming_any(self.ids)
        return self.looks.naming(self.muscles).total

    @cached_property
    def all_count(self) -> Count:
        if self.looks.is_plain:
            return tallies.naming_all([self.ids])[self.ids]
        return self.looks.naming(self.muscles, match_all=True).total

    @property
    def total(self) -> Count:
        return self.all_count if self.match_all else self.any_count

    def count_muscles(self, groups) -> None:
        """Gives each of the groups its `quote_count`; they have that of all quotes.

        With "any" another muscle widens the result, so each has its own count; with "all" it
        narrows it, and each count is what would remain.
        """
        if self.looks.is_plain and not self.match_all:
            return
        counts = self.narrowed(groups) if self.match_all else self.looks.naming().by_muscle()
        for group in groups:
            group.quote_count = counts.get(group.pk, NONE)

    def narrowed(self, groups) -> dict[int, Count]:
        if self.looks.is_plain and len(self.ids) < MOST_MUSCLES:
            sets = {group.pk: self.ids | {group.pk} for group in groups}
            counts = tallies.naming_all(sets.values())
            return {pk: counts[each] for pk, each in sets.items()}
        return self.looks.naming(self.muscles, match_all=True).by_muscle()

    @cached_property
    def by_expert(self) -> dict[int, Count]:
        """The experts of the newest quotes that match whoever says them."""
        return self.anyones.naming(self.muscles, match_all=self.match_all).by_expert()
