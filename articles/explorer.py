"""The quotes explorer made ready for its template: five queries, however many quotes there are."""

from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from articles.bodymap import WORDS_FOR_QUOTES, BodyMap, quote_areas
from articles.consensus import lowered
from articles.filters import QuoteFilter
from articles.models import Expert, MuscleGroup, Quote
from articles.paging import Page, page_after

ON_A_PAGE = 20


class Choice(NamedTuple):
    """A muscle in the list beside the map. It leads nowhere without `href`."""

    name: str
    count: int
    href: str
    current: bool


class WayOut(NamedTuple):
    """A wider choice, for where nothing matches."""

    text: str
    href: str


class Explorer:
    """What was asked for, brought to its canonical form, and all that the page shows of it."""

    def __init__(self, asked: QuoteFilter):
        self.quotes_of = Quote.objects.published().matching
        # With "any" another muscle widens the result, so each has its own count; with "all" it
        # narrows it, and each count is what would remain.
        beside = asked if asked.match_all else asked.but(muscles=())
        self.muscles = list(MuscleGroup.objects.with_count_in(self.quotes_of(beside)))
        by_anyone = self.quotes_of(asked.but(expert=""))
        self.experts = list(Expert.objects.published().with_count_in(by_anyone))
        self.chosen = self.known(asked)
        self.chosen_muscles = [each for each in self.muscles if each.slug in self.chosen.muscles]
        self.expert = next((e for e in self.experts if e.slug == self.chosen.expert), None)

    def known(self, asked):
        """The canonical form of the choice; it loses a page that does not exist."""
        chosen = asked.within({m.slug for m in self.muscles}, {e.slug for e in self.experts})
        page = self.page_of(chosen)
        self.page = page or Page([], "")
        return chosen if page else chosen.but()

    def page_of(self, chosen):
        quotes = self.quotes_of(chosen).for_list()
        date = "article__published_at"
        return page_after(quotes, chosen.after, size=ON_A_PAGE, date=date)

    @property
    def pairs(self):
        return self.chosen.pairs

    @property
    def quotes(self):
        return self.page.rows

    @property
    def next_url(self):
        return self.chosen.but(after=self.page.after).url if self.page.after else ""

    @property
    def first_url(self):
        return self.chosen.but().url

    @cached_property
    def counts(self):
        """How many quotes match any and all of the muscles."""
        match = {"any": self.chosen.but(match_all=False), "all": self.chosen.but(match_all=True)}
        return Quote.objects.published().count_each(match)

    @property
    def total(self):
        return self.counts["all" if self.chosen.match_all else "any"]

    @property
    def switch(self):
        """Word, count, address and whether it holds now: for two muscles or more."""
        if len(self.chosen.muscles) < 2:
            return []
        return [
            (word, self.counts[word], self.chosen.but(match_all=every).url, holds)
            for word, every in [("any", False), ("all", True)]
            for holds in [every == self.chosen.match_all]
        ]

    @property
    def heading(self):
        """ "47 quotes on gluteals or calves by Callum Brodie with “foot”"."""
        noun = "quote" if self.total == 1 else "quotes"
        return " ".join([str(self.total) if self.total else "No", noun, *self.described()])

    def described(self):
        """The choice in words, part by part."""
        names = [lowered(muscle.name) for muscle in self.chosen_muscles]
        if names:
            yield f"on {(' and ' if self.chosen.match_all else ' or ').join(names)}"
        if self.expert:
            yield f"by {self.expert.name}"
        if self.chosen.words:
            yield f"with “{self.chosen.words}”"

    def href(self, muscle):
        """The present choice with the muscle added or removed; a fourth can't be added."""
        addable = muscle.slug in self.chosen.muscles or not self.chosen.full
        return self.chosen.toggled(muscle.slug).url if addable else ""

    @cached_property
    def map(self):
        areas = quote_areas(self.muscles, self.href, self.chosen.muscles)
        return BodyMap("Filter by muscle", areas, WORDS_FOR_QUOTES)

    @property
    def regions(self):
        """The same choices as the map's, in a list: pairs of region and choices."""
        regions = groupby(self.muscles, lambda muscle: muscle.get_region_display())
        return [(region, list(map(self.choice, muscles))) for region, muscles in regions]

    def choice(self, muscle):
        current = muscle.slug in self.chosen.muscles
        href = self.href(muscle) if muscle.quote_count or current else ""
        return Choice(muscle.name, muscle.quote_count, href, current)

    @property
    def chips(self):
        """What is chosen, with the address that leaves it out."""
        muscles = [(each.name, self.chosen.toggled(each.slug).url) for each in self.chosen_muscles]
        expert = [(self.expert.name, self.chosen.but(expert="").url)] if self.expert else []
        words = [(f"“{self.chosen.words}”", self.chosen.but(words="").url)]
        return [*muscles, *expert, *(words if self.chosen.words else [])]

    @property
    def ways_out(self):
        """Wider choices that do lead to quotes, with how many."""
        wider = {f"n{place}": way for place, way in enumerate(self.wider())}
        counts = Quote.objects.published().count_each({n: way[0] for n, way in wider.items()})
        return [
            WayOut(f"Show {quotes(counts[name])} {text}", chosen.url)
            for name, (chosen, text) in wider.items()
            if counts[name]
        ]

    def wider(self):
        """Choices that leave out something of this one, with the words for them."""
        chosen = self.chosen
        if chosen.match_all:
            yield chosen.but(match_all=False), "on any of these muscles"
        if chosen.words and chosen.but(words="").active:
            yield chosen.but(words=""), "with other words"
            yield QuoteFilter(words=chosen.words), f"with “{chosen.words}” on anything"
        if self.expert and chosen.but(expert="").active:
            yield chosen.but(expert=""), "from anyone"
            yield QuoteFilter(expert=chosen.expert), f"by {self.expert.name} on anything"


def quotes(number):
    return "1 quote" if number == 1 else f"{number} quotes"
