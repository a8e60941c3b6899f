"""What a part of an article is called, and its value as HTML: "Words of quote 3, Ana Berg"."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join

from articles.consensus import lowered
from articles.history.merging import RICH_TEXTS
from articles.models import Article, Author, Category, Expert, MuscleGroup
from articles.richtext import CleanHTML
from articles.said import USUAL, Said

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
    "published_at": "date of publication",
    "updated_on": "“updated on”",
    "update_note": "what is new",
    "order": "order of the quotes",
    "link_order": "order of related links",
    "expert": "expert",
    "heading": "heading",
    "body": "words",
    "affiliation": "affiliation",
    "source": "source",
    "photo": "photo",
    "muscles": "muscles",
    "roles": "roles of the muscles",
    "none_named": "“names no muscle”",
    "approved_at": "approval",
    "approved_words": "approved words",
    "alternative_text": "alternative text",
    "decorative": "“decorative”",
    "caption": "caption",
    "credit": "credit",
}
MODELS: dict[str, Any] = {
    "category": Category,
    "author": Author,
    "expert": Expert,
    "muscle": MuscleGroup,
    "article": Article,
}


class Names:
    """What the rows that some versions refer to are called, and how their parts are."""

    def __init__(self, *versions):
        """The first version that knows a row names it."""
        self.versions = [version for version in versions if version]

    def row(self, kind, pk):
        """A name from the versions, else from the database; what is no id is a name itself."""
        if not isinstance(pk, int):
            return pk or ""
        known = (version.get("names", {}).get(kind, {}).get(str(pk)) for version in self.versions)
        return next(filter(None, known), None) or stored_name(kind, pk)

    def muscle(self, key):
        """A muscle's name within a sentence, by its id as a key."""
        return lowered(self.row("muscle", int(key)))

    def quote(self, key):
        """ "quote 3, Ana Berg"."""
        version = next((each for each in self.versions if key in each["quotes"]), None)
        if version is None:
            return "a new quote"
        expert = self.row("expert", version["quotes"][key]["expert"])
        return ", ".join(filter(None, [self.number(key), expert]))

    def number(self, key):
        """ "quote 3"."""
        version = next(each for each in self.versions if key in each["quotes"])
        return f"quote {version['order'].index(key) + 1}"

    def link(self, key):
        link = next((each["links"][key] for each in self.versions if key in each["links"]), None)
        return (link["title"] or self.row("article", link["target"])) if link else "a new link"

    def part(self, path):
        """ "Words of quote 3, Ana Berg", "Cover, credit", "Related: Ten drills"."""
        kind, *rest = path
        if rest[-2:-1] == ["roles"]:
            return f"Role of {self.muscle(rest[-1])} in {self.quote(rest[0])}"
        if kind == "quotes":
            labels = [LABELS[name] for name in reversed(rest[1:])]
            return capitalised(" of ".join([*labels, self.quote(rest[0])]))
        if kind == "links":
            return f"Related: {self.link(rest[0])}"
        return capitalised(", ".join(LABELS[name] for name in rest or [kind]))

    def html(self, path, value):
        """A value of the part, as a fragment that can be compared word by word."""
        name = path[-1]
        if path[-2:-1] == ("roles",):
            return paragraphs([capitalised(str(Said(*(value or USUAL))))])
        if value is None or value == "":
            return CleanHTML("")
        if name in RICH_TEXTS:
            return CleanHTML(value)
        if name in ("order", "link_order"):
            named = self.quote if name == "order" else self.link
            return format_html("<ol>{}</ol>", items(map(named, value)))
        if name == "muscles":
            return paragraphs([", ".join(self.row("muscle", pk) for pk in value)])
        if isinstance(value, dict):
            return self.row_html(value)
        return paragraphs([self.text(name, value)])

    def row_html(self, row):
        if "body" in row:
            said = paragraphs([self.row("expert", row["expert"]), row["heading"]])
            return CleanHTML(said + row["body"])
        if "target" in row:
            return paragraphs([row["title"], row["url"], self.row("article", row["target"])])
        return paragraphs([row["alternative_text"], row["caption"], row["credit"]])

    def text(self, name, value):
        if name in MODELS:
            return self.row(name, value)
        if name in ("published_at", "approved_at"):
            return moment_in_words(value)
        if name == "updated_on":
            return date_format(date.fromisoformat(value), "j F Y")
        return {True: "Yes", False: "No"}.get(value, value)


def stored_name(kind, pk):
    model = MODELS.get(kind)
    row = model.objects.filter(pk=pk).first() if model else None
    return str(row) if row else "one that is no longer there"


def paragraphs(texts):
    return CleanHTML(format_html_join("", "<p>{}</p>", [(text,) for text in texts if text]))


def items(texts):
    return format_html_join("", "<li>{}</li>", [(text,) for text in texts])


def capitalised(text):
    return text[:1].upper() + text[1:]


def moment_in_words(value):
    """Of an ISO text; what was typed and is no date stays as it is."""
    try:
        return date_format(timezone.localtime(datetime.fromisoformat(value)), "j F Y, H:i")
    except ValueError:
        return value
