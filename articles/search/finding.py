"""What answers a question best. It is looked for among the newest, so that each costs the same."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from articles.dated.counts import MOST, Count
from articles.looks import Look, Looks
from articles.models import Article, DatedQuote, Expert, Quote
from articles.search import index
from articles.search.question import Question, Term, words_of

# So many of the newest are compared with each other, and so many more that have it in their names.
RANKED = 300
RANKED_BY_NAME = 100
NAMES: dict[str, tuple[Any, str]] = {
    "expert": (Expert, "name"),
    "article": (Article, "title"),
    "quote": (Quote, "heading"),
}


class Found(NamedTuple):
    """Ids, the best first, and of how many; `naming` counts what they say of the muscles wanted.

    `depth` is that of the best: 0 for what is wanted in its title or name, 1 for some of it there,
    for all of it in the words, or for a muscle that it names; else 2.
    """

    ids: list[int]
    total: Count
    depth: int
    naming: dict[int, Count]


class Finder:
    """A quote's muscles stand in the index; an article and an expert have those of their quotes."""

    def __init__(self, question: Question):
        self.question = question
        self.tagged = [term for term in question.wanted if term.muscles]
        rest = tuple(term for term in question.wanted if not term.muscles)
        self.without_muscles = replace(question, wanted=rest)
        self.looks = Looks()
        # What is compared in each kind: of quotes whole words, where these are enough.
        self.terms = dict.fromkeys(NAMES, question.wanted)

    def look(self, muscles: frozenset[int]) -> Look:
        """At the quotes that name one of these."""
        return self.looks.look(tuple(sorted(muscles)), False)

    def experts(self, most: int) -> Found:
        candidates, more = self.candidates("expert")
        known = Expert.objects.published().filter(pk__in=candidates).order_by("folded_name", "pk")
        return self.best("expert", known.values_list("pk", flat=True), more, most)

    def articles(self, most: int) -> Found:
        candidates, more = self.candidates("article")
        known = Article.objects.published().filter(pk__in=candidates).newest_first()
        return self.best("article", known.values_list("pk", flat=True), more, most)

    def quotes(self, most: int) -> Found:
        candidates, more = self.candidates("quote")
        known = DatedQuote.objects.published().filter(pk__in=candidates).newest_first()
        return self.best("quote", known.values_list("pk", flat=True), more, most)

    def candidates(self, kind: str) -> tuple[set[int], bool]:
        """Ids of all that answer, and whether there may be more."""
        if kind == "quote":
            return self.told(kind, self.question)
        found, more = self.told_or_named(kind)
        if not self.question.loose:
            # Without other words those found have the first already.
            for term in self.tagged if self.without_muscles.wanted else self.tagged[1:]:
                found = self.having(kind, found, term)
        for term in self.question.unwanted:
            found = found - self.having(kind, found, term)
        return found, more

    def told_or_named(self, kind: str) -> tuple[set[int], bool]:
        """Those among which all are that answer."""
        if not self.tagged:
            return self.told(kind, self.question)
        if self.question.loose:
            found, more = self.told(kind, self.question)
            muscles = self.question.muscles
        elif self.without_muscles.wanted:
            return self.told(kind, self.without_muscles)
        else:
            found, more = self.told(kind, replace(self.question, wanted=(self.tagged[0],)))
            muscles = self.tagged[0].muscles
        return found | self.owners(kind, muscles), more or self.look(muscles).more

    def told(self, kind: str, question: Question) -> tuple[set[int], bool]:
        """Those of the newest with what is wanted in their words, and more with it in names."""
        found, question = index.newest_in_words(kind, question, most=MOST)
        if kind == "quote":
            self.terms[kind] = question.wanted
        if len(found) < MOST:
            return set(found), False
        return index.newest_by_name(kind, question, most=RANKED_BY_NAME).union(found), True

    def having(self, kind: str, candidates: set[int], term: Term) -> set[int]:
        told = index.among(kind, candidates, [term])
        if kind == "quote" or not term.muscles:
            return told
        if kind == "expert":
            return told | (self.owners(kind, term.muscles) & candidates)
        return told | self.experts_naming(candidates, term.muscles).keys()

    def owners(self, kind: str, muscles: frozenset[int]) -> set[int]:
        """Whose quotes name one of these muscles, among those that were looked at."""
        return {getattr(row, kind) for row in self.look(muscles).rows}

    def experts_naming(self, articles: Iterable[int], muscles: Iterable[int]) -> Counter[int]:
        """How many experts name one of the muscles in each of these articles."""
        named = Quote.objects.experts_naming(muscles, articles)
        return Counter(article for article, _ in named)

    def best(self, kind: str, known: Iterable[int], more: bool, most: int) -> Found:
        """`known` are the candidates that readers can see, in the order that breaks ties."""
        known = list(known)
        ranked = self.worth_ranking(kind, known)
        hits, depth = self.hits(kind, ranked), self.depth(kind, ranked)
        naming = self.naming(kind, ranked)
        place = {pk: number for number, pk in enumerate(known)}
        ranked.sort(key=lambda pk: (-hits[pk], depth[pk], -naming.get(pk, 0), place[pk]))
        best = ranked[:most]
        depths = [min(depth[pk], 1) if pk in naming else depth[pk] for pk in best]
        return Found(best, Count(len(known), more), min(depths, default=0), naming)

    def worth_ranking(self, kind: str, known: list[int]) -> list[int]:
        named = index.among(kind, known[RANKED:], self.terms[kind], "names")
        return [*known[:RANKED], *(pk for pk in known[RANKED:] if pk in named)]

    def hits(self, kind: str, ranked: list[int]) -> Counter[int]:
        """How many of the terms each has, for a loose question; for others they have them all."""
        if not self.question.loose:
            return Counter()
        return Counter(
            pk for term in self.terms[kind] for pk in self.having(kind, set(ranked), term)
        )

    def depth(self, kind: str, ranked: list[int]) -> dict[int, int]:
        wanted = self.terms[kind]
        all_named = index.among(kind, ranked, wanted, "names")
        near = index.among(kind, [pk for pk in ranked if pk not in all_named], wanted, "words")
        if len(wanted) > 1:
            near |= self.partly_named(kind, ranked)
        return {pk: 0 if pk in all_named else 1 if pk in near else 2 for pk in ranked}

    def partly_named(self, kind: str, ranked: list[int]) -> set[int]:
        """Those with some of it in their names: few texts to read, and many rows to ask for."""
        model, name = NAMES[kind]
        names = model.objects.filter(pk__in=ranked).values_list("pk", name)
        wanted = self.terms[kind]
        return {
            pk
            for pk, text in names
            for words in [list(words_of(text))]
            if any(any(term.spans(words)) for term in wanted)
        }

    def naming(self, kind: str, ranked: list[int]) -> dict[int, Count]:
        """How many quotes of an expert, or experts of an article, name a muscle that is wanted."""
        if kind == "quote" or not self.question.muscles:
            return {}
        if kind == "expert":
            return self.look(self.question.muscles).by_expert()
        found = self.experts_naming(ranked, self.question.muscles)
        return {pk: Count(number) for pk, number in found.items()}
