"""The quotes explorer made ready for its template: five queries, however many quotes there are."""

from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from articles.bodymap import WORDS_FOR_QUOTES, BodyMap, quote_areas
from articles.consensus import listed, lowered
from articles.filters import MOST_MUSCLES, QuoteFilter
from articles.marking import finder, mark_quotes, mark_words
from articles.models import Expert, FormerAddress, MuscleGroup, Quote
from articles.paging import Page, page_after
from articles.querysets.muscle import called
from articles.search.question import Question

ON_A_PAGE = 20


class Choice(NamedTuple):
    """What a reader may choose, and how many quotes it has. It leads nowhere without `href`."""

    name: str
    quote_count: int
    href: str
    current: bool


class WayOut(NamedTuple):
    """A wider choice, for where nothing matches."""

    text: str
    href: str


def moved(asked, muscles, experts):
    """The same choice by the present addresses, where it names former ones."""
    gone = set(asked.muscles) - muscles
    present = FormerAddress.objects.present_slugs("muscle", gone) if gone else {}
    expert = asked.expert
    if expert and expert not in experts:
        expert = FormerAddress.objects.present_slugs("expert", [expert]).get(expert, expert)
    renamed = {present.get(slug, slug) for slug in asked.muscles}
    return replace(asked, muscles=tuple(sorted(renamed)), expert=expert)


class Explorer:
    """What was asked for, brought to its canonical form, and all that the page shows of it."""

    def __init__(self, asked: QuoteFilter):
        self.names = called(MuscleGroup.objects.with_name_list()) if asked.words else {}
        # An address with more muscles is led elsewhere, so nobody will see its counts.
        counted = asked.but(muscles=asked.muscles[:MOST_MUSCLES])
        # With "any" another muscle widens the result, so each has its own count; with "all" it
        # narrows it, and each count is what would remain.
        beside = counted if counted.match_all else counted.but(muscles=())
        groups = MuscleGroup.objects.all()
        if asked.muscles:
            groups = groups.with_name_list()
        self.muscles = list(groups.with_count_in(self.quotes_of(beside)))
        self.experts = self.experts_with_counts(counted.but(expert=""))
        self.chosen, self.page = self.known(asked)
        self.chosen_muscles = [each for each in self.muscles if each.slug in self.chosen.muscles]
        self.expert = next((e for e in self.experts if e.slug == self.chosen.expert), None)
        self.mark()
        self.ways_out = [] if self.page.rows else self.find_ways_out()

    def mark(self):
        """The sentences that name a chosen muscle, else the words that were looked for."""
        if self.chosen.muscles:
            find = finder(self.muscles, self.chosen.muscles)
            mark_quotes(self.page.rows, find, whole=False)
        elif self.chosen.words:
            question = Question.read(self.chosen.words, self.names)
            for quote in self.page.rows:
                quote.excerpt = mark_words(quote.body, question.spans)

    def quotes_of(self, chosen):
        return Quote.objects.published().matching(chosen, self.names)

    def experts_with_counts(self, by_anyone):
        """Everyone, with how many of their quotes match, and how many name any and all muscles."""
        counts = {"any_count": self.quotes_of(by_anyone.but(match_all=False))}
        # Of one muscle all is the same as any.
        if len(by_anyone.muscles) > 1:
            counts["all_count"] = self.quotes_of(by_anyone.but(match_all=True))
        experts = list(Expert.objects.published().with_counts_in(**counts))
        for expert in experts:
            expert.all_count = getattr(expert, "all_count", expert.any_count)
            expert.quote_count = expert.all_count if by_anyone.match_all else expert.any_count
        return experts

    def known(self, asked):
        """The canonical form of the choice, without a page that does not exist, and its page."""
        muscles, experts = {m.slug for m in self.muscles}, {e.slug for e in self.experts}
        chosen = moved(asked, muscles, experts).within(muscles, experts)
        page = self.page_of(chosen)
        return (chosen, page) if page else (chosen.but(), Page([], ""))

    def page_of(self, chosen):
        quotes = self.quotes_of(chosen).for_list()
        date = "article__published_at"
        return page_after(quotes, chosen.after, size=ON_A_PAGE, date=date)

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
        """How many quotes match any and all of the muscles; each is somebody's."""
        experts = [self.expert] if self.expert else self.experts
        return {
            "any": sum(expert.any_count for expert in experts),
            "all": sum(expert.all_count for expert in experts),
        }

    @property
    def total(self):
        return self.counts["all" if self.chosen.match_all else "any"]

    @property
    def switch(self):
        """Any or all, for two muscles or more; not where neither leads to a quote."""
        if len(self.chosen.muscles) < 2 or not self.counts["any"]:
            return []
        every = {"any": False, "all": True}
        return [self.match(word, self.chosen.but(match_all=every[word])) for word in every]

    def match(self, word, choice):
        current = choice.match_all == self.chosen.match_all
        count = self.counts[word]
        return Choice(word, count, choice.url if count or current else "", current)

    @property
    def heading(self):
        return f"{quotes(self.total)}{self.described(self.chosen)}"

    def described(self, chosen):
        """ " on gluteals or calves by Callum Brodie with “foot”"; nothing for all quotes."""
        names = [lowered(muscle.name) for muscle in self.chosen_muscles if chosen.muscles]
        return (
            (f" on {listed(names, conjunction(chosen))}" if names else "")
            + (f" by {self.expert.name}" if chosen.expert else "")
            + (f" with “{chosen.words}”" if chosen.words else "")
        )

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
        regions = MuscleGroup.by_region(self.muscles)
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
    def nothing(self):
        """Why no quote matches, in words."""
        about = [f"the {lowered(muscle.name)}" for muscle in self.chosen_muscles]
        who = f"{self.expert.name} has not" if self.expert else "Nobody has"
        what = f"said “{self.chosen.words}”" if self.chosen.words else "spoken"
        if about:
            what += f" about {listed(about, conjunction(self.chosen))}"
        return f"{who} {what}{' in one quote' if self.chosen.match_all else ' yet'}."

    def find_ways_out(self):
        """Wider choices that do lead to quotes, with how many."""
        wider = {f"n{place}": choice for place, choice in enumerate(self.chosen.wider())}
        counts = Quote.objects.published().count_each(wider, self.names)
        return [
            WayOut(f"Show {quotes(counts[name])}{self.described(choice)}", choice.url)
            for name, choice in wider.items()
            if counts[name]
        ]


def conjunction(chosen):
    return "and" if chosen.match_all else "or"


def quotes(number):
    return f"{number or 'No'} {'quote' if number == 1 else 'quotes'}"
