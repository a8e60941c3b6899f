"""What the head of a card, the checks and the counters say: of typed words as of stored ones."""

from functools import cached_property
from typing import NamedTuple

from articles import richtext
from articles.consensus import initials

LONG_QUOTE = 400


class Check(NamedTuple):
    """Something to fix before readers see the article, or to look at."""

    blocks: bool
    text: str
    anchor: str


class Card:
    """A quote as its form stands."""

    def __init__(self, form, position):
        self.form = form
        self.position = position
        self.anchor = f"quote-{form.instance.pk or form.prefix}"
        self.line = f"{form.prefix}-line"

    @cached_property
    def expert_name(self):
        return self.form["expert"].value() or self.form["new_name"].value() or ""

    @cached_property
    def expert(self):
        return self.form.choices.experts.find(self.expert_name)

    @property
    def initials(self):
        return initials(self.expert_name)

    @property
    def surname(self):
        return self.expert_name.split()[-1] if self.expert_name.split() else "Nobody yet"

    @property
    def heading(self):
        return self.form["heading"].value()

    @cached_property
    def words(self):
        return richtext.word_count(self.form["body"].value() or "")

    @property
    def muscle_count(self):
        return len(self.form["muscles"].value() or [])

    @property
    def is_blank(self):
        return self.form.instance.pk is None and not self.form.has_changed()

    @property
    def has_problem(self):
        return self.form.is_bound and not self.is_blank and bool(problems_of(self.form))

    @cached_property
    def checks(self):
        """Those of this quote alone, the first also as the warning in its head."""
        if self.is_blank:
            return []
        photo = self.form.photo_part
        return [
            Check(blocks, text, self.line)
            for applies, blocks, text in (
                (photo.lacks_credit, True, "Photo has no credit"),
                (not self.expert_name, False, "No expert yet"),
                (not self.words, False, "No words yet"),
                (not self.muscle_count and not self.form["none_named"].value(), False, "No muscles yet"),
                (self.words > LONG_QUOTE, False, f"More than {LONG_QUOTE} words"),
                (self.is_unchecked, False, "Credentials not checked for a year"),
            )
            if applies
        ]

    @property
    def is_unchecked(self):
        return self.expert is not None and credentials_are_old(self.expert)

    @property
    def warning(self):
        return self.checks[0].text if self.checks else ""
