"""The quotes explorer made ready for its template. What it costs does not grow with the quotes."""

from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from articles.bodymap import WORDS_FOR_QUOTES, BodyMap, quote_areas
from articles.consensus import listed, lowered
from articles.dated.counts import Count
from articles.facets import Facets
from articles.filters import QuoteFilter
from articles.looks import Looks
from articles.marking import finder, mark_quotes, mark_words
from articles.models import Expert, FormerAddress, MuscleGroup, Quote
from articles.paging import Page, moment_of, page_of
from articles.querysets.muscle import called
from articles.search.question import Question

ON_A_PAGE = 20


class Choice(NamedTuple):
    """What a reader may choose, and how many quotes it has. It leads nowhere without `href`."""

    name: str
    quote_count: Count
    href: str
    current: bool


class WayOut(NamedTuple):
    """A wider choice, for where nothing matches."""

    text: str
    href: str


class Explorer:
    """What was asked for, brought to its canonical form, and all that the page shows of it."""

    def __init__(self, asked: QuoteFilter):
        groups = MuscleGroup.objects.with_published_count()
        if asked.muscles or asked.words:
            groups = groups.with_name_list()
        self.muscles = list(groups)
        self.names = called(self.muscles) if asked.words else {}
        self.looks: dict[tuple, Looks] = {}
        self.chosen, self.expert = self.known(asked)
        self.chosen_muscles = self.groups_of(self.chosen)
        self.facets = self.facets_of(self.chosen)
        self.page = self.find_page()
        self.facets.count_muscles(self.muscles)
        self.total = self.facets.total
        self.switch = self.find_switch()
        self.experts = self.find_experts()
        self.mark()
        self.ways_out = [] if self.page.rows else self.find_ways_out()

    def known(self, asked):
        """The canonical form of the choice by the present addresses, and the chosen expert."""
        muscles = {muscle.slug for muscle in self.muscles}
        gone = set(asked.muscles) - muscles
        present = FormerAddress.objects.present_slugs("muscle", gone) if gone else {}
        renamed = {present.get(slug, slug) for slug in asked.muscles}
        expert = find_expert(asked.expert) if asked.expert else None
        slug = expert.slug if expert else ""
        moved = replace(asked, muscles=tuple(sorted(renamed)), expert=slug)
        return moved.within(muscles, {slug}), expert

    def groups_of(self, chosen):
        """In the order of the map."""
        return [muscle for muscle in self.muscles if muscle.slug in chosen.muscles]

    def facets_of(self, chosen):
        anyones = self.looks_at(None, chosen.words)
        mine = self.looks_at(self.expert if chosen.expert else None, chosen.words)
        # The rarest first: along its quotes the others are looked for.
        groups = sorted(self.groups_of(chosen), key=lambda muscle: muscle.quote_count)
        return Facets(groups, chosen.match_all, mine, anyones)

    def looks_at(self, expert, words):
        """The same for the same, so that nothing is looked at twice."""
        if (expert, words) not in self.looks:
            question = Question.read(words, self.names) if words else None
            self.looks[expert, words] = Looks(expert, question)
        return self.looks[expert, words]

    def find_page(self):
        """Leaves out the key of a page that does not exist."""
        moment = moment_of(self.chosen.after)
        page = self.page_after(moment)
        if self.chosen.after and not (moment and page.rows):
            self.chosen = self.chosen.but()
        return page

    def page_after(self, moment):
        look = self.facets.looks.page
        rows = look(
            self.facets.muscles, match_all=self.chosen.match_all, after=moment, size=ON_A_PAGE + 1
        )
        seen = page_of(rows, ON_A_PAGE)
        quotes = Quote.objects.for_list().in_bulk([row.pk for row in seen.rows])
        return Page([quotes[row.pk] for row in seen.rows if row.pk in quotes], seen.after)

    def mark(self):
        """The sentences that name a chosen muscle, else the words that were looked for."""
        if self.chosen.muscles:
            find = finder(self.muscles, self.chosen.muscles)
            mark_quotes(self.page.rows, find, whole=False)
        elif self.chosen.words:
            question = Question.read(self.chosen.words, self.names)
            for quote in self.page.rows:
                quote.excerpt = mark_words(quote.body, question.spans)

    def find_experts(self):
        """Pairs of an expert who may be chosen and how many of their quotes match."""
        counts = self.facets.by_expert
        if self.expert:
            # Of whom there may be none among the newest that anybody said.
            counts = counts | {self.expert.pk: self.total}
        experts = Expert.objects.filter(pk__in=counts).order_by("folded_name", "pk")
        return [(expert, counts[expert.pk]) for expert in experts]

    @property
    def quotes(self):
        return self.page.rows

    @property
    def next_url(self):
        return self.chosen.but(after=self.page.after).url if self.page.after else ""

    @property
    def is_cut(self):
        """The last page, though there are older ones."""
        return bool(self.chosen.words and self.total.more and self.quotes and not self.next_url)

    @property
    def first_url(self):
        return self.chosen.but().url

    def find_switch(self):
        """Any or all, for two muscles or more; not where neither leads to a quote."""
        if len(self.chosen.muscles) < 2 or not self.facets.any_count:
            return []
        return [
            self.match("any", self.facets.any_count, self.chosen.but(match_all=False)),
            self.match("all", self.facets.all_count, self.chosen.but(match_all=True)),
        ]

    def match(self, word, count, choice):
        current = choice.match_all == self.chosen.match_all
        return Choice(word, count, choice.url if count or current else "", current)

    @property
    def heading(self):
        return f"{quotes(self.total)}{self.described(self.chosen)}"

    def described(self, chosen):
        """ " on gluteals or calves by Callum Brodie with “foot”"; nothing for all quotes."""
        names = [lowered(muscle.name) for muscle in self.groups_of(chosen)]
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
        found = [(choice, self.facets_of(choice).total) for choice in self.chosen.wider()]
        return [
            WayOut(f"Show {quotes(count)}{self.described(choice)}", choice.url)
            for choice, count in found
            if count > 0
        ]


def find_expert(slug):
    """Whom readers can meet under this address, or could under a former one."""
    experts = Expert.objects.published().for_list()
    found = experts.filter(slug=slug).first()
    if found:
        return found
    present = FormerAddress.objects.present_slugs("expert", [slug])
    return experts.filter(slug=present[slug]).first() if slug in present else None


def conjunction(chosen):
    return "and" if chosen.match_all else "or"


def quotes(number):
    return f"{number or 'No'} {'quote' if number == 1 else 'quotes'}"
