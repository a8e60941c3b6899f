"""A quote as its card stands: what its head says, and what is still to do."""

import sys
from functools import cached_property
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format

from articles import richtext
from articles.admin.keys import is_key
from articles.admin.people import CREDENTIALS_LAST
from articles.admin.quote_form import NEW_EXPERT
from articles.admin.suggesting import offers
from articles.consensus import initials

LONG_QUOTE = 400


class Check(NamedTuple):
    """Something to fix before readers see the article or, if it does not block, to look at."""

    blocks: bool
    text: str
    anchor: str


class Problem(NamedTuple):
    """Why a save was refused, and the field that can help."""

    text: str
    anchor: str


def row(field):
    """The id of what surrounds a field on the page."""
    return f"{field.auto_id}_row"


def problems_of(form, where=""):
    """Those of a form and of its photo, each with the words that lead to it."""
    found = []
    for name, texts in form.errors.items():
        field = form[name] if name in form.fields else None
        label = f"{where}{field.label.lower()}: " if field else where
        found += [Problem(f"{label}{text}", row(field) if field else "") for text in texts]
    photo = getattr(form, "photo_part", None)
    return found + problems_of(photo, f"{where}photo, ") if photo else found


def day(moment):
    return date_format(timezone.localtime(moment))


class Card:
    def __init__(self, form, *, refused=False, chosen=""):
        self.form = form
        self.photo = form.photo_part
        self.refused = refused
        pk = form.instance.pk
        self.line = f"quote-{pk}" if pk else f"{form.prefix}-line"
        self.is_chosen = bool(pk) and str(pk) == chosen

    @cached_property
    def expert_name(self):
        return self.form["expert"].value() or self.form["new_name"].value() or ""

    @cached_property
    def expert(self):
        return self.form.choices.experts.find(self.expert_name)

    @property
    def name(self):
        return self.expert.name if self.expert else self.expert_name

    @property
    def initials(self):
        return initials(self.name)

    @property
    def surname(self):
        return self.name.split()[-1] if self.name.split() else "No expert"

    @property
    def heading(self):
        return self.form["heading"].value()

    @property
    def place(self):
        """As typed; whatever is no number stands at the end."""
        typed = str(self.form["position"].value())
        return int(typed) if is_key(typed) else sys.maxsize

    @property
    def body(self):
        return self.form["body"].value() or ""

    @cached_property
    def words(self):
        return richtext.word_count(self.body)

    @property
    def muscle_count(self):
        return len(self.form["muscles"].value() or [])

    @property
    def is_blank(self):
        return self.form.instance.pk is None and not self.form.has_changed()

    @cached_property
    def problems(self):
        where = f"Quote {self.form['position'].value()} ({self.surname}), "
        counts = self.refused and not self.is_blank and not self.form["DELETE"].value()
        return problems_of(self.form, where) if counts else []

    @property
    def is_open(self):
        is_new = self.form.instance.pk is None and not self.is_blank
        return self.is_chosen or bool(self.problems) or is_new or bool(self.photo.lost_file)

    @property
    def makes_expert(self):
        """Whether the fields of a new expert are to be seen."""
        typed = any(self.form[name].value() for name in NEW_EXPERT)
        return typed or (self.refused and "expert" in self.form.errors)

    @cached_property
    def checks(self):
        """The most urgent first: it is the warning in the head of the card."""
        if self.is_blank:
            return []
        form = self.form
        unnamed = not self.muscle_count and not form["none_named"].value()
        found = (
            (self.photo.lacks_credit, True, "photo has no credit", self.photo["credit"]),
            (self.photo.lacks_picture, False, "photo has no picture yet", self.photo["image"]),
            (not self.name, False, "no expert, so readers do not see it", form["expert"]),
            (not self.words, False, "no words yet", form["body"]),
            (bool(self.comments), False, "the expert has sent a comment", form["body"]),
            (self.lost_approval, False, "changed since the expert approved it", form["body"]),
            (unnamed, bool(self.name), "no muscles, and not confirmed as none", form["muscles"]),
            (self.words > LONG_QUOTE, False, f"more than {LONG_QUOTE} words", form["body"]),
        )
        return [Check(blocks, text, row(field)) for holds, blocks, text, field in found if holds]

    @property
    def offers(self):
        """Muscles that the words suggest and that nobody has answered."""
        form = self.form
        named = form["muscles"].value() or {}
        return (
            offers(self.body, named, form["dismissed"].value(), form.choices) if self.words else []
        )

    @cached_property
    def comments(self):
        """What the expert wants changed, by the link, and nobody has dealt with."""
        quote = self.form.instance
        links = quote.sign_offs.all() if quote.pk else []
        return [each for link in links for each in link.comments.all() if each.done_at is None]

    @property
    def lost_approval(self):
        return self.form.instance.has_lost_approval

    @property
    def sign_off_state(self):
        """ "waiting since 3 May 2026", "approved on 5 May 2026", or nothing."""
        quote = self.form.instance
        if quote.is_approved:
            return f"approved on {day(quote.approved_at)}"
        last = next(iter(quote.sign_offs.all()), None)
        if last is None or last.approved_at:
            return ""
        if last.is_open:
            return f"waiting since {day(last.made_at)}"
        return f"taken back on {day(last.withdrawn_at)}" if last.withdrawn_at else "link ended"

    @property
    def is_unchecked(self):
        if self.expert is None:
            return False
        checked = self.expert.credentials_checked_on
        return checked is None or checked < timezone.localdate() - CREDENTIALS_LAST

    @property
    def warning(self):
        return self.checks[0].text if self.checks else ""
