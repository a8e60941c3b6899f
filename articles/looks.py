"""Bounded looks at quotes, the newest first. What no tally knows is counted in them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple, Self

from django.db.models import Exists, OuterRef

from articles.dated import tallies
from articles.dated.counts import MOST, Count
from articles.models import DatedQuote, DatedTag
from articles.search import index
from articles.search.documents import expert_tag
from articles.search.question import Question

Moment = tuple[datetime, int]


class Seen(NamedTuple):
    """A quote as far as counting needs it. Of two the newer one is greater."""

    published_at: datetime
    pk: int
    expert: int
    article: int
    muscles: frozenset[int]

    @classmethod
    def read(cls, published_at, pk, expert, article, tags) -> Self:
        return cls(published_at, pk, expert, article, frozenset(map(int, tags.split())))

    def names(self, muscles: Sequence[int], *, match_all: bool) -> bool:
        """Any, or all, of these muscles; for none of them always true."""
        if match_all or not muscles:
            return self.muscles.issuperset(muscles)
        return not self.muscles.isdisjoint(muscles)


class Look(NamedTuple):
    """The newest quotes, and whether there may be `more` of them than were looked at."""

    rows: list[Seen]
    more: bool

    @property
    def total(self) -> Count:
        return Count(len(self.rows), self.more)

    def by_expert(self) -> dict[int, Count]:
        return self.counted(row.expert for row in self.rows)

    def by_muscle(self) -> dict[int, Count]:
        return self.counted(muscle for row in self.rows for muscle in row.muscles)

    def counted(self, keys: Iterable[int]) -> dict[int, Count]:
        return {key: Count(number, self.more) for key, number in Counter(keys).items()}


class Looks:
    """Looks at the quotes by an expert, and at those that answer a question; else at all."""

    def __init__(self, expert=None, question: Question | None = None):
        self.expert = expert
        self.question = question
        self.seen: dict[tuple, Look] = {}

    @property
    def has_tallies(self) -> bool:
        """All such numbers are stored."""
        return self.question is None

    @property
    def whose(self) -> int | None:
        """As a tally names the expert."""
        return self.expert.pk if self.expert else None

    def naming(self, muscles: Sequence[Any] = (), *, match_all: bool = False) -> Look:
        """At those that name any, or all, of these muscle groups."""
        ids = tuple(muscle.pk for muscle in muscles)
        everything = self.look((), False) if ids and (self.expert or self.question) else None
        if everything and not everything.more:
            rows = [row for row in everything.rows if row.names(ids, match_all=match_all)]
            return Look(rows, more=False)
        return self.look(ids, match_all and len(ids) > 1)

    def look(self, muscles: tuple[int, ...], match_all: bool) -> Look:
        """Once, however often it is asked for."""
        asked = muscles, match_all
        if asked not in self.seen:
            self.seen[asked] = Look(*self.newest(muscles, match_all, None, MOST))
        return self.seen[asked]

    def page(self, muscles, *, match_all, after: Moment | None, size: int) -> list[Seen]:
        """Those that follow a quote, or the first ones."""
        if after is None:
            return self.naming(muscles, match_all=match_all).rows[:size]
        ids = tuple(muscle.pk for muscle in muscles)
        return self.newest(ids, match_all, after, size)[0]

    def newest(self, muscles, match_all, after, most) -> tuple[list[Seen], bool]:
        if self.question:
            return self.answering(self.question, muscles, match_all, after, most)
        if not muscles:
            found = self.read(self.dated(), after, most)
        elif self.expert or match_all:
            found = self.far_apart(muscles, match_all, after, most)
        else:
            each = [self.walk([muscle], after, most) for muscle in muscles]
            found = sorted({row for rows in each for row in rows}, reverse=True)[:most]
        return found, len(found) == most

    def dated(self):
        return DatedQuote.objects.filter(expert=self.expert) if self.expert else DatedQuote.objects

    def answering(self, question, muscles, match_all, after, most) -> tuple[list[Seen], bool]:
        """Of the newest that the index finds, so that each look costs the same."""
        if not (question.wanted or question.unwanted):
            return [], False
        groups = self.tags(muscles, match_all)
        ids, _ = index.newest_in_words("quote", question, groups, most=MOST)
        found = self.read(DatedQuote.objects.filter(pk__in=ids), after, most)
        return found, len(ids) >= MOST

    def far_apart(self, muscles, match_all, after, most) -> list[Seen]:
        """In the list of the expert, or of one of the muscles, nearly all may be others."""
        counts = tallies.by_each([self.whose], frozenset(muscles), match_all=match_all)
        number = counts[self.whose]
        if not number:
            return []
        if number < MOST:
            return self.few(muscles, match_all, after, most)
        if self.expert:
            return self.read(self.dated().naming(muscles, match_all=match_all), after, most)
        return self.walk(muscles, after, most)

    def few(self, muscles, match_all, after, most) -> list[Seen]:
        # The index holds those that are still to come as well.
        dated = MOST + DatedQuote.objects.scheduled().count()
        ids = index.newest("quote", Question(), self.tags(muscles, match_all), most=dated)
        return self.read(DatedQuote.objects.filter(pk__in=ids), after, most)

    def tags(self, muscles, match_all) -> list[list]:
        """For the index: of each of these lists one tag must be there."""
        groups = [[each] for each in muscles] if match_all else [muscles] if muscles else []
        return [*groups, [expert_tag(self.expert.pk)]] if self.expert else groups

    def walk(self, muscles, after, most) -> list[Seen]:
        """Along one muscle's quotes, the first of these, those that name the others as well."""
        first, *others = muscles
        tags = DatedTag.objects.filter(tag=first)
        for other in others:
            named = DatedTag.objects.filter(quote=OuterRef("quote"), tag=other)
            tags = tags.filter(Exists(named))
        return self.read(tags, after, most, "quote__")

    def read(self, rows, after, most, prefix="") -> list[Seen]:
        rows = rows.older_than(*after) if after else rows.published()
        names = ("expert_id", "article_id", "tags")
        columns = ("published_at", "quote_id", *(f"{prefix}{name}" for name in names))
        return [Seen.read(*row) for row in rows.newest_first().values_list(*columns)[:most]]
