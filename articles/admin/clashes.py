"""How the choice page puts a clash: its name, its three versions, and what can be chosen."""

from datetime import datetime
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join

from articles.history.merging import BOTH, MINE, RICH_TEXTS, THEIRS, with_photos
from articles.history.words import combined
from articles.models import Article, Author, Category, Expert
from articles.richtext import CleanHTML

WHOSE = {MINE: "yours", BOTH: "both kept"}
LABELS = {
    "title": "title",
    "slug": "address",
    "category": "category",
    "author": "author",
    "standfirst": "standfirst",
    "question": "question put to the experts",
    "introduction": "introduction",
    "closing": "closing sections",
    "cover": "cover",
    "description": "description for search engines",
    "published_at": "goes live",
    "update_note": "what is new",
    "expert": "expert",
    "heading": "heading",
    "body": "words",
    "affiliation": "affiliation",
    "source": "source",
    "photo": "photo",
    "muscles": "muscles",
    "none_named": "the expert names no muscle",
    "alternative_text": "alternative text",
    "decorative": "decorative",
    "caption": "caption",
    "credit": "credit",
}
MODELS = {"category": Category, "author": Author, "expert": Expert}
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
        self.versions = versions_of(fitting)
        change = fitting.last_change(clash.path)
        self.by, self.when = change.by, time_in_words(change.made_at)
        self.opened_at = time_in_words(fitting.base.made_at) if fitting.base else ""

    @property
    def is_removal(self):
        return len(self.clash.path) == 2 and None in (self.clash.theirs, self.clash.mine)

    @property
    def title(self):
        name = name_of_part(self.clash.path, self.versions)
        if not self.is_removal:
            return name
        removed_by, changed_by = (self.by, "you") if self.clash.theirs is None else ("you", self.by)
        return f"{name}: {removed_by} removed it, {changed_by} changed it"

    @property
    def columns(self):
        base, theirs, mine = (
            self.as_html(each) for each in (self.clash.base, self.clash.theirs, self.clash.mine)
        )
        return [
            Column("As you opened it", self.opened_at, base),
            Column(self.by, f"saved {self.when}", combined(base, theirs)),
            Column("Yours", "not saved yet", combined(base, mine)),
        ]

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

    def as_html(self, value):
        kind, *_, name = self.clash.path
        if value is None or value == "":
            return REMOVED if self.is_removal else ""
        if kind in ("order", "link_order"):
            rows = [(self.row_name(kind, key),) for key in value]
            return format_html("<ol>{}</ol>", format_html_join("", "<li>{}</li>", rows))
        if kind == "links":
            return paragraphs([value["title"], value["url"], name_of_article(value["target"])])
        if isinstance(value, dict):
            return quote_as_html(value) if "body" in value else photo_as_html(value)
        return field_as_html(name, value)

    def row_name(self, kind, key):
        name = name_of_quote if kind == "order" else name_of_link
        return name(key, self.versions)


def kept_without_asking(fitting):
    versions = versions_of(fitting)
    return [
        Kept(name_of_part(path, versions), WHOSE.get(whose, fitting.last_change(path).by))
        for path, whose in fitting.merged.kept
    ]


def versions_of(fitting):
    """What the names of parts are looked up in: the opened version, then the stored one."""
    return [with_photos(fitting.opened), with_photos(fitting.theirs.parts)]


def name_of_part(path, versions):
    """ "Words of quote 3, Priya Raghunath", "Cover, credit", "Related: Ten drills"."""
    kind, *rest = path
    if kind == "quotes":
        names = [LABELS[name] for name in reversed(rest[1:])]
        return sentence([*names, name_of_quote(rest[0], versions)], " of ")
    if kind == "links":
        return f"Related: {name_of_link(rest[0], versions)}"
    if not rest:
        return {"order": "Order of the quotes", "link_order": "Order of related"}[kind]
    return sentence([LABELS[name] for name in rest])


def name_of_quote(key, versions):
    parts = next((each for each in versions if key in each["quotes"]), None)
    if parts is None:
        return "a new quote"
    expert = name_of_row("expert", parts["quotes"][key]["expert"])
    return ", ".join(filter(None, [f"quote {parts['order'].index(key) + 1}", expert]))


def name_of_link(key, versions):
    link = next((each["links"][key] for each in versions if key in each["links"]), None)
    return (link["title"] or name_of_article(link["target"])) if link else "a new link"


def quote_as_html(quote):
    said = paragraphs([name_of_row("expert", quote["expert"]), quote["heading"]])
    return said + CleanHTML(quote["body"])


def photo_as_html(photo):
    return paragraphs([photo["alternative_text"], photo["caption"], photo["credit"]])


def field_as_html(name, value):
    if name in RICH_TEXTS:
        return CleanHTML(value)
    if name in MODELS:
        return paragraphs([name_of_row(name, value)])
    if name == "published_at":
        return paragraphs([moment_in_words(value)])
    return paragraphs([{True: "Yes", False: "No"}.get(value, value)])


def paragraphs(texts):
    return format_html_join("", "<p>{}</p>", [(text,) for text in texts if text])


def name_of_row(kind, pk):
    """What a row is called now; what is no id is the name of one that is still to be made."""
    row = MODELS[kind].objects.filter(pk=pk).first() if isinstance(pk, int) else pk
    return str(row or "")


def name_of_article(pk):
    return str(Article.objects.filter(pk=pk).first() or "") if isinstance(pk, int) else pk or ""


def sentence(words, joint=", "):
    text = joint.join(words)
    return text[:1].upper() + text[1:]


def time_in_words(moment):
    """ "10:31" today, else "12 May, 10:31"."""
    local = timezone.localtime(moment)
    is_today = local.date() == timezone.localdate()
    return date_format(local, "H:i" if is_today else "j F, H:i")


def moment_in_words(value):
    try:
        return date_format(timezone.localtime(datetime.fromisoformat(value)), "j F Y, H:i")
    except ValueError:
        return value
