"""All that the article's page shows around the fields: state, checks, counters, jumps."""

from functools import cached_property
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format

from articles import richtext
from articles.admin.cards import Card, Check, Problem, problems_of, row
from articles.admin.outlook import Outlook
from articles.folding import fold
from articles.inner_links import broken, links_in
from articles.models import Article
from articles.models.article import WORDS_A_MINUTE

FEW_RELATED = 3
LONGEST_TITLE = 70
LONG_TITLE = f"Title over {LONGEST_TITLE} characters: search engines cut it"
NOWHERE = "A link leads nowhere"
QUOTES, RELATED = "quotes-heading", "related-heading"
FEW = f"Fewer than {FEW_RELATED} related; the rest is chosen by shared muscles"
SPEAKS_TWICE = "An expert speaks twice; the map counts each once"
UNCHECKED = "Credentials never checked, or not for a year"
# The first is the one that Enter and Ctrl+S press.
BUTTONS = {
    Article.State.DRAFT: [("_save", "Save draft"), ("_publish", "Publish")],
    Article.State.SCHEDULED: [
        ("_save", "Save, keep the schedule"),
        ("_publish_now", "Publish now"),
        ("_take_down", "Back to draft"),
    ],
    Article.State.LIVE: [("_save", "Update the live article"), ("_take_down", "Take down")],
}


class Jump(NamedTuple):
    label: str
    anchor: str
    number: int = 0
    warning: str = ""


class Counters(NamedTuple):
    words: int
    minutes: int
    experts: int
    share: int


class Desk:
    def __init__(self, form, quotes, related, *, moved=False, shown_again=False, chosen=""):
        self.form = form
        self.article = form.instance
        self.quotes = quotes
        self.related = related
        self.choices = quotes.form_kwargs["choices"]
        self.moved = moved
        self.shown_again = shown_again
        cards = [Card(each, refused=self.refused, chosen=chosen) for each in quotes.forms]
        self.cards = sorted(cards, key=lambda card: card.place)
        self.empty_card = Card(quotes.empty_form)
        self.written = [card for card in self.cards if not card.is_blank]

    @cached_property
    def state(self):
        """As stored: a refused form has changed the article in memory."""
        if not self.form.was_public:
            return Article.State.DRAFT
        return Article.State.LIVE if self.form.was_live else Article.State.SCHEDULED

    @property
    def state_in_words(self):
        return Article(published_at=self.form.initial.get("published_at")).state_in_words

    @property
    def zone(self):
        """ "UTC", or "Europe/Dublin, now UTC+1"."""
        name = timezone.get_current_timezone_name()
        offset = date_format(timezone.localtime(), "O")
        hours = f"{int(offset[:3]):+d}" + (f":{offset[3:]}" if offset[3:] != "00" else "")
        return name if offset == "+0000" else f"{name}, now UTC{hours}"

    @property
    def updated_in_words(self):
        day = self.article.changed_on
        return date_format(day, "j F Y") if day else ""

    @property
    def buttons(self):
        return BUTTONS[self.state][: None if self.form.may_publish else 1]

    @property
    def refused(self):
        return self.form.is_bound and not self.shown_again

    @cached_property
    def problems(self):
        if not self.refused:
            return []
        found = problems_of(self.form)
        for card in self.written:
            found += card.problems
        for place, form in enumerate(self.related.forms, start=1):
            found += problems_of(form, f"Related {place}, ")
        for formset, anchor in ((self.quotes, QUOTES), (self.related, RELATED)):
            found += [Problem(text, anchor) for text in formset.non_form_errors()]
        return found

    @property
    def sharing_is_open(self):
        part = self.form.photo_part
        return self.refused and bool(
            part.errors or part.lost_file or "description" in self.form.errors
        )

    @cached_property
    def checks(self):
        found = [*self.article_checks(), *self.quote_checks()]
        return sorted(found, key=lambda check: not check.blocks)

    def article_checks(self):
        form, cover = self.form, self.form.photo_part
        found = (
            (not form["title"].value(), True, "No title", row(form["title"])),
            (not form["author"].value(), True, "No author", row(form["author"])),
            (not self.names, True, "No expert", QUOTES),
            (cover.lacks_credit, True, "Cover has no credit", row(cover["credit"])),
            (not form["standfirst"].value(), True, "No standfirst", row(form["standfirst"])),
            (self.leads_nowhere("introduction"), True, NOWHERE, row(form["introduction"])),
            (self.leads_nowhere("closing"), True, NOWHERE, row(form["closing"])),
            (self.is_long, False, LONG_TITLE, row(form["title"])),
            (not form["category"].value(), False, "No category", row(form["category"])),
            (len(set(self.names)) == 1, False, "One expert only", QUOTES),
            (len(set(self.names)) < len(self.names), False, SPEAKS_TWICE, QUOTES),
            (bool(self.unchecked), False, f"{UNCHECKED}: {', '.join(self.unchecked)}", QUOTES),
            (self.related_count < FEW_RELATED, False, FEW, RELATED),
        )
        checks = [Check(blocks, text, anchor) for holds, blocks, text, anchor in found if holds]
        return checks + [Check(False, text, row(form["closing"])) for text in self.outlook.warnings]

    @cached_property
    def outlook(self):
        own_words = [self.form[name].value() or "" for name in ("introduction", "closing")]
        return Outlook(self.written, self.choices, "".join(own_words))

    @cached_property
    def broken_links(self):
        texts = [self.form[name].value() for name in ("introduction", "closing")]
        return broken(*texts, *(card.body for card in self.written))

    def leads_nowhere(self, name):
        return not self.broken_links.isdisjoint(links_in(self.form[name].value()))

    @property
    def is_long(self):
        return len(self.form["title"].value() or "") > LONGEST_TITLE

    @cached_property
    def names(self):
        return [fold(card.name) for card in self.written if card.name]

    @cached_property
    def unchecked(self):
        return sorted({card.name for card in self.written if card.is_unchecked})

    @property
    def related_count(self):
        forms = self.related.forms
        return sum(bool(each["target"].value() or each["url"].value()) for each in forms)

    def quote_checks(self):
        return [
            check._replace(text=f"Quote {number} ({card.surname}): {check.text}")
            for number, card in enumerate(self.written, start=1)
            for check in [*card.checks, *self.link_checks(card)]
        ]

    def link_checks(self, card):
        is_broken = not self.broken_links.isdisjoint(links_in(card.body))
        return [Check(True, NOWHERE.lower(), row(card.form["body"]))] if is_broken else []

    @property
    def summary(self):
        """ "2 to fix, 1 to consider"."""
        fix = self.to_fix
        consider = len(self.checks) - fix
        parts = [f"{fix} to fix"] * bool(fix) + [f"{consider} to consider"] * bool(consider)
        return ", ".join(parts) or "nothing to fix"

    @property
    def to_fix(self):
        return sum(check.blocks for check in self.checks)

    @cached_property
    def counters(self):
        ours = sum(
            richtext.word_count(self.form[name].value() or "")
            for name in ("introduction", "closing")
        )
        theirs = sum(card.words for card in self.written)
        words = ours + theirs
        return Counters(
            words=words,
            minutes=-(-words // WORDS_A_MINUTE),
            experts=len(set(self.names)),
            share=round(100 * theirs / words) if words else 0,
        )

    @property
    def jumps(self):
        quotes = [
            Jump(card.surname, card.line, number, card.warning)
            for number, card in enumerate(self.written, start=1)
        ]
        return [
            Jump("Opening", "opening-heading"),
            Jump("Introduction", "introduction-heading"),
            *quotes,
            Jump("Closing", "closing-heading"),
            Jump("Related", RELATED),
            Jump("Sharing", "sharing-heading"),
            Jump("Publish", "publish"),
        ]
