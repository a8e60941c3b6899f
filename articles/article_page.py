"""One article made ready for its template: finished data, and no query after the first four."""

from typing import NamedTuple

from articles import citations, consensus, richtext
from articles.bodymap import BodyMap, expert_areas, key_for_experts
from articles.consensus import Sayings, lines
from articles.marking import finder, mark_quotes
from articles.meta import absolute
from articles.models import Article, MuscleGroup, Quote

# From this many columns on, the table scrolls sideways on a phone.
WIDE = 6
RELATED = 5


class Section(NamedTuple):
    """One quote with the muscles that it names."""

    quote: Quote
    muscles: list[MuscleGroup]

    def names(self, slug):
        return any(muscle.slug == slug for muscle in self.muscles)

    @property
    def permalink(self):
        return absolute(self.quote.permanent_path)

    @property
    def citation(self):
        return citations.in_words(self.quote)

    @property
    def citation_files(self):
        """Pairs of an address and what stands there; none before publication."""
        quote = self.quote
        if quote.article.state != Article.State.LIVE:
            return []
        return [(quote.citation_path(key), each.label) for key, each in citations.FORMATS.items()]


class TableRow(NamedTuple):
    """A muscle with its line of the table, and where its name leads."""

    muscle: MuscleGroup
    href: str
    named: consensus.Row
    current: bool


class ClosingPart(NamedTuple):
    """A part of the magazine's own words at the end; only the first may lack a heading."""

    anchor: str
    heading: str
    body: richtext.CleanHTML


class Entry(NamedTuple):
    """A line of the contents."""

    anchor: str
    heading: str
    by: str


class Related(NamedTuple):
    """What a card of "read next" says."""

    title: str
    href: str
    kind: str
    about: str
    reason: str


class ArticlePage:
    """All that the page of an article shows.

    With the slug of a muscle that somebody names, only the sections that name it.
    """

    def __init__(self, article, slug="", path=""):
        self.article = article
        self.path = path or article.get_absolute_url()
        quotes = list(article.quotes.for_page())
        # As `for_list` counts them; here the quotes are at hand, and the database need not.
        article.all_words = article.words + sum(quote.words for quote in quotes)
        self.muscles, self.all_sections = sections(quotes, with_names=bool(slug))
        self.nameless = sum(section.quote.expert is None for section in self.all_sections)
        self.all_sections = [each for each in self.all_sections if each.quote.expert]
        naming = [section for section in self.all_sections if section.names(slug)]
        self.sections = naming or self.all_sections
        self.muscle = next((m for m in self.muscles if naming and m.slug == slug), None)
        self.mentions = self.mark(slug) if self.muscle else []
        photos = [section.quote.photo for section in self.sections if section.quote.photo]
        self.first_photo = next((photo for photo in photos if photo.image), None)
        self.voices = consensus.voices(self.said())
        self.asked = len(self.voices)
        self.heard = len({section.quote.expert_id for section in self.sections})
        self.wide = self.asked >= WIDE
        self.table = self.table_rows()
        self.related = self.related_cards()

    def closing(self):
        parts = enumerate(richtext.parts(self.article.closing), start=1)
        return [] if self.muscle else [ClosingPart(f"closing-{n}", *part) for n, part in parts]

    def contents(self):
        quotes = [section.quote for section in self.sections]
        parts = [part for part in self.closing() if part.heading]
        return [
            *(Entry(f"q-{quote.pk}", quote.heading, quote.expert.name) for quote in quotes),
            *(Entry(part.anchor, part.heading, "From the editor") for part in parts),
        ]

    @property
    def chosen_slugs(self):
        """The values of `muscle` that the address of this page has."""
        return [self.muscle.slug] if self.muscle else []

    @property
    def canonical(self):
        return f"{self.path}?muscle={self.muscle.slug}" if self.muscle else self.path

    def said(self):
        """For each quote who says it, where it stands, and what it says of each muscle."""
        shown = {section.quote.pk for section in self.sections}
        for quote, muscles in self.all_sections:
            anchor = f"#q-{quote.pk}"
            href = anchor if quote.pk in shown else self.path + anchor
            said = {muscle.slug: muscle.said for muscle in muscles}
            yield quote.expert_id, quote.expert.name, href, said

    def href(self, muscle):
        """Keeps the sections that name the muscle; for the chosen one the way back."""
        return self.path if muscle == self.muscle else f"{self.path}?muscle={muscle.slug}#only"

    def mark(self, slug):
        quotes = [section.quote for section in self.sections]
        return mark_quotes(quotes, finder(self.muscles, {slug}), whole=True)

    def table_rows(self):
        muscles = {muscle.slug: muscle for muscle in self.muscles}
        return [
            TableRow(muscle, self.href(muscle), row, muscle == self.muscle)
            for row in consensus.table(self.voices, list(muscles))
            for muscle in [muscles[row.muscle]]
        ]

    def sentence(self):
        names = [voice.name for voice in self.voices]
        totals = [(row.muscle.name, row.named.total) for row in self.table]
        denied = [(row.muscle.name, row.named.denied) for row in self.table]
        return consensus.sentence(names, totals, denied)

    @property
    def differences(self):
        """For each muscle on which they differ, who says what."""
        said = [
            Sayings(row.muscle.name, row.href, lines(self.voices, row.muscle.slug))
            for row in self.table
        ]
        return [each for each in said if each.differ]

    def map(self):
        totals = {row.muscle.slug: row.named.total for row in self.table}
        chosen = self.muscle.slug if self.muscle else ""
        areas = expert_areas(self.muscles, totals, self.asked, self.href_if_named, chosen)
        return BodyMap("Body map, front and back", areas, key_for_experts(self.asked), paired=True)

    def href_if_named(self, muscle):
        is_named = any(muscle.slug in voice.said for voice in self.voices)
        return self.href(muscle) if is_named else ""

    def related_cards(self):
        """Up to five: those that the editor chose, in their order, then those that share most."""
        outside = [(link.position, outside_card(link)) for link in self.article.outside_links]
        named = {str(row.muscle.pk): consensus.lowered(row.muscle.name) for row in self.table}
        found = Article.objects.related_to(self.article, self.weights()).for_list()[:RELATED]
        cards = [(each.chosen_place, article_card(each, named)) for each in found]
        chosen = sorted(
            (c for c in [*cards, *outside] if c[0] is not None), key=lambda card: card[0]
        )
        filled = [card for card in cards if card[0] is None]
        return [card for _, card in [*chosen, *filled][:RELATED]]

    def weights(self):
        """How much it weighs to share a muscle: the more, the fewer quotes name it."""
        return {row.muscle.pk: 1.0 / max(row.muscle.quote_count, 1) for row in self.table}


def sections(quotes, *, with_names=False):
    """All muscle groups in order, and a section for each quote, from one query."""
    groups = MuscleGroup.objects.with_name_list() if with_names else MuscleGroup.objects.all()
    named: dict[int, list[MuscleGroup]] = {quote.pk: [] for quote in quotes}
    muscles = {}
    for muscle in groups.named_in(quotes):
        muscles[muscle.slug] = muscle
        if muscle.quote_id:
            named[muscle.quote_id].append(muscle)
    return list(muscles.values()), [Section(quote, named[quote.pk]) for quote in quotes]


def article_card(article, named):
    """`named` maps the ids of the muscles that the page names to the words for them."""
    shared = set((article.shared_tags or "").split(","))
    words = [word for pk, word in named.items() if pk in shared]
    kind = article.category.name if article.category else ""
    reason = ""
    if words:
        count = article.shared_experts
        who = f"{consensus.number(count)} expert{'s' if count > 1 else ''}".capitalize()
        reason = f"{who} on the {consensus.listed(words[:3])}"
    if not words and article.chosen_place is None:
        reason = f"also {kind.lower()}"
    return Related(article.title, article.get_absolute_url(), kind, article.extent, reason)


def outside_card(link):
    return Related(link.title, link.url, link.host, "Another site", "")
