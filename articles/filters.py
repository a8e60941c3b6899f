"""What a reader chose among the quotes, as it stands in an address. Plain values only."""

import unicodedata
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from articles.dated.counts import MOST_TOGETHER
from articles.folding import fold
from articles.paging import SLUG

# More are counted nowhere.
MOST_MUSCLES = MOST_TOGETHER
MOST_LETTERS = 100


@dataclass(frozen=True)
class QuoteFilter:
    """One choice has one address: muscles sorted, without repeats, three at most.

    `match_all` asks for quotes that name all of the muscles; it means nothing below two.
    """

    muscles: tuple[str, ...] = ()
    match_all: bool = False
    expert: str = ""
    words: str = ""
    after: str = ""

    @classmethod
    def read(cls, query: QueryDict) -> "QuoteFilter":
        """What an address asks for, with all that makes no sense left out."""
        muscles = sorted({slug for slug in query.getlist("muscle") if SLUG.fullmatch(slug)})
        expert = query.get("expert", "")
        return cls(
            muscles=tuple(muscles),
            match_all=query.get("match") == "all",
            expert=expert if SLUG.fullmatch(expert) else "",
            words=tidy(query.get("q", "")),
            after=query.get("after", ""),
        )

    def within(self, muscles: set[str], experts: set[str]) -> "QuoteFilter":
        """The canonical form: without slugs that nobody has."""
        known = tuple(slug for slug in self.muscles if slug in muscles)[:MOST_MUSCLES]
        return replace(
            self,
            muscles=known,
            match_all=self.match_all and len(known) > 1,
            expert=self.expert if self.expert in experts else "",
        )

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Names and values in the order of the address."""
        pairs = [
            ("after", self.after),
            ("expert", self.expert),
            ("match", "all" if self.match_all else ""),
            *(("muscle", slug) for slug in self.muscles),
            ("q", self.words),
        ]
        return [(name, value) for name, value in pairs if value]

    @property
    def url(self) -> str:
        query = urlencode(self.pairs)
        return f"{reverse('quote_list')}?{query}" if query else reverse("quote_list")

    @property
    def active(self) -> bool:
        return bool(self.muscles or self.expert or self.words)

    @property
    def full(self) -> bool:
        return len(self.muscles) >= MOST_MUSCLES

    def but(self, **changes) -> "QuoteFilter":
        """The same choice but for some part of it, from its first page on."""
        changed = replace(self, **{"after": ""} | changes)
        return replace(changed, match_all=changed.match_all and len(changed.muscles) > 1)

    def toggled(self, slug: str) -> "QuoteFilter":
        """With the muscle, or without it where it is chosen."""
        return self.but(muscles=tuple(sorted({slug} ^ set(self.muscles))))

    def wider(self) -> list["QuoteFilter"]:
        """Choices that leave some part of this one out: the nearest first, never all of it."""
        choices = [
            self.but(match_all=False),
            self.but(words=""),
            self.but(expert=""),
            self.but(muscles=()),
            QuoteFilter(muscles=self.muscles),
            QuoteFilter(expert=self.expert),
            QuoteFilter(words=self.words),
        ]
        wider = dict.fromkeys(choice for choice in choices if choice.active)
        return [choice for choice in wider if choice != self.but()]


def given_pairs(query_string: str) -> list[tuple[str, str]]:
    """Names and values as they stand in an address, in their order and with the empty ones."""
    return parse_qsl(query_string, keep_blank_values=True)


def tidy(words: str) -> str:
    """Readable, and no longer than anyone would type."""
    short = readable(words)[:MOST_LETTERS].rstrip()
    # Accents alone would fold to nothing, and so match everything.
    return short if fold(short) else ""


def readable(words: str) -> str:
    """Printable, with single spaces; a single ligature may stand for eighteen letters."""
    spelt_out = unicodedata.normalize("NFKC", words)
    return " ".join("".join(sign if sign.isprintable() else " " for sign in spelt_out).split())
