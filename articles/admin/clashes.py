"""How the choice page puts a clash: its name, its three versions, and what can be chosen."""

from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from articles.history.merging import BOTH, MINE, THEIRS
from articles.history.naming import Names
from articles.history.words import combined
from articles.richtext import CleanHTML

WHOSE = {MINE: "yours", BOTH: "both kept"}
REMOVED = format_html('<p class="ours quiet">{}</p>', "Removed.")


class Column(NamedTuple):
    title: str
    when: str
    html: str


class Kept(NamedTuple):
    """A line of what fitted without asking."""

    name: str
    whose: str


class Answer(NamedTuple):
    value: str
    label: str


class Choice:
    """One clash, made ready for the page."""

    def __init__(self, number, clash, fitting):
        self.number = number
        self.clash = clash
        self.id = clash.id
        self.names = Names(fitting.opened, fitting.theirs.parts)
        change = fitting.last_change(clash.path)
        self.by, self.when = change.by, time_in_words(change.made_at)
        self.opened_at = time_in_words(fitting.base.made_at) if fitting.base else ""

    @property
    def is_removal(self):
        return len(self.clash.path) == 2 and None in (self.clash.theirs, self.clash.mine)

    @property
    def title(self):
        name = self.names.part(self.clash.path)
        if not self.is_removal:
            return name
        removed_by, changed_by = (self.by, "you") if self.clash.theirs is None else ("you", self.by)
        return f"{name}: {removed_by} removed it, {changed_by} changed it"

    @property
    def columns(self):
        base, theirs, mine = (
            self.names.html(self.clash.path, value)
            for value in (self.clash.base, self.clash.theirs, self.clash.mine)
        )
        return [
            Column("As you opened it", self.opened_at, base),
            Column(self.by, f"saved {self.when}", self.compared(base, theirs, self.clash.theirs)),
            Column("Yours", "not saved yet", self.compared(base, mine, self.clash.mine)),
        ]

    def compared(self, base, html, value):
        is_removed = self.is_removal and value is None
        return CleanHTML(combined(base, html) + (REMOVED if is_removed else ""))

    @property
    def is_speech(self):
        is_quote = self.clash.path[0] == "quotes"
        return is_quote and (self.is_removal or self.clash.path[-1] == "body")

    @property
    def answers(self):
        if self.is_removal:
            return self.answers_of_removal()
        found = [Answer(THEIRS, f"Keep that of {self.by}"), Answer(MINE, "Keep mine")]
        if self.clash.takes_both:
            label = "Keep both as text, mine below the other, to tidy up in the form"
            found.append(Answer(BOTH, label))
        return found

    def answers_of_removal(self):
        leave_out = "Leave it out (kept in the history)"
        if self.clash.theirs is None:
            is_quote = self.clash.path[0] == "quotes"
            address = f"; /q/{self.clash.path[1]}/ works again" if is_quote else ""
            return [Answer(THEIRS, leave_out), Answer(MINE, f"Put it back, as I have it{address}")]
        return [Answer(THEIRS, f"Keep it, as {self.by} has it"), Answer(MINE, leave_out)]


def kept_without_asking(fitting):
    names = Names(fitting.opened, fitting.theirs.parts)
    return [
        Kept(names.part(path), WHOSE.get(whose, fitting.last_change(path).by))
        for path, whose in fitting.merged.kept
    ]


def time_in_words(moment):
    """ "10:31" today, else "12 May, 10:31"."""
    local = timezone.localtime(moment)
    is_today = local.date() == timezone.localdate()
    return date_format(local, "H:i" if is_today else "j F, H:i")
