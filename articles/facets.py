"""How many quotes stand beside each choice that a reader of the explorer has."""

from functools import cached_property

from articles.dated import tallies
from articles.dated.counts import MOST_TOGETHER, Count
from articles.looks import Looks

# In the list of experts stand those who said most of what matches, in the order of their names.
MOST_EXPERTS = 100


class Facets:
    """Exact but for words, and for a fourth muscle beside three: there it may be "1,000+".

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
        if self.looks.has_tallies:
            return tallies.naming_any(self.ids, self.looks.whose)
        return self.looks.naming(self.muscles).total

    @cached_property
    def all_count(self) -> Count:
        if self.looks.has_tallies:
            return tallies.naming_all([self.ids], self.looks.whose)[self.ids]
        return self.looks.naming(self.muscles, match_all=True).total

    @property
    def total(self) -> Count:
        return self.all_count if self.match_all else self.any_count

    def count_muscles(self, groups) -> None:
        """Gives each of the groups its `quote_count`; they have that of all quotes.

        With "any" another muscle widens the result, so each has its own count; with "all" it
        narrows it, and each count is what would remain.
        """
        if self.looks.has_tallies and not self.match_all and self.looks.expert is None:
            return
        counts = self.counts_of([group.pk for group in groups])
        for group in groups:
            group.quote_count = counts[group.pk]

    def counts_of(self, groups) -> dict[int, Count]:
        beside = self.ids if self.match_all else frozenset()
        if self.looks.has_tallies and len(beside) < MOST_TOGETHER:
            sets = {pk: beside | {pk} for pk in groups}
            counts = tallies.naming_all(sets.values(), self.looks.whose)
            return {pk: counts[each] for pk, each in sets.items()}
        muscles = self.muscles if self.match_all else []
        look = self.looks.naming(muscles, match_all=self.match_all)
        # Of what none of the newest names, older ones may be there.
        return dict.fromkeys(groups, Count(0, look.more)) | look.by_muscle()

    @cached_property
    def by_expert(self) -> dict[int, Count]:
        """Of those experts who say most of the newest quotes that match, whoever is chosen."""
        counts = self.anyones.naming(self.muscles, match_all=self.match_all).by_expert()
        most = sorted(counts, key=lambda pk: -counts[pk])[:MOST_EXPERTS]
        if self.anyones.has_tallies:
            return tallies.by_each(most, self.ids, match_all=self.match_all)
        return {pk: counts[pk] for pk in most}
