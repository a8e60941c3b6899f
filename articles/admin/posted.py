"""What the article's form posts, as parts of an article (see `articles.history.snapshot`).

A field that was posted as the opened version showed it counts as not changed, whatever the
browser or the editor made of spaces and line ends.
"""

import re
from datetime import datetime

from django.utils import timezone

from articles.admin.article_form import TO_THE_MINUTE
from articles.admin.keys import is_key
from articles.admin.muscle_picks import said_in
from articles.admin.rich_text import RichTextInput
from articles.folding import fold
from articles.history.merging import PHOTO_TEXTS, with_photos
from articles.history.snapshot import plain_roles, said_of
from articles.models import Article, Quote

QUOTES, LINKS = "quotes", "related_links"
# A photo, or another row, that the form is to make.
NEW = "new"
ROW_KEY = re.compile(rf"({QUOTES}|{LINKS})-(\d+)-(.+)")
# What a row has though nobody typed anything.
ALWAYS_POSTED = {"id", "article", "position"}
ROLES = "muscles-role-"


class Text:
    """A text field. What is read of it is what it shows, but for outer spaces."""

    def shown(self, value):
        return value or ""

    def read(self, posted):
        return posted.replace("\r\n", "\n").strip()

    def is_same(self, posted, value):
        return self.read(posted) == self.read(self.shown(value))


class RichText(Text):
    def __init__(self, field):
        self.field = field

    def read(self, posted):
        return str(self.field.cleaned(RichTextInput().value_from_datadict({"": posted}, {}, "")))


class Reference(Text):
    """A row that is chosen by its id."""

    def shown(self, value):
        return str(value or "")

    def read(self, posted):
        return int(posted) if is_key(posted) else posted or None


class Named(Text):
    """A row that is chosen by its label."""

    def __init__(self, rows):
        self.rows = rows

    def shown(self, value):
        return self.rows.label(value) if isinstance(value, int) else value or ""

    def read(self, posted):
        row = self.rows.find(posted)
        return row.pk if row else posted.strip() or None

    def is_same(self, posted, value):
        return fold(posted) == fold(self.shown(value))


class Flag(Text):
    def shown(self, value):
        return "on" if value else ""

    def read(self, posted):
        return bool(posted)


class Moment(Text):
    """A date with its time, to the minute and in the magazine's zone."""

    def shown(self, value):
        moment = value and timezone.localtime(datetime.fromisoformat(value))
        return moment.strftime(TO_THE_MINUTE) if moment else ""

    def read(self, posted):
        try:
            return timezone.make_aware(datetime.fromisoformat(posted)).isoformat()
        except ValueError:
            return posted or None


TEXT, REFERENCE, FLAG = Text(), Reference(), Flag()
PHOTO_KINDS = {name: FLAG if name == "decorative" else TEXT for name in PHOTO_TEXTS}


def rich(model, name):
    return RichText(model._meta.get_field(name))


class Kinds:
    """How each field of the form is read and shown."""

    def __init__(self, choices):
        texts = ("title", "slug", "standfirst", "question", "description", "update_note")
        self.article = {
            **dict.fromkeys(texts, TEXT),
            "introduction": rich(Article, "introduction"),
            "closing": rich(Article, "closing"),
            "category": REFERENCE,
            "author": REFERENCE,
            "published_at": Moment(),
        }
        self.quote = {
            **dict.fromkeys(("heading", "affiliation", "source"), TEXT),
            "body": rich(Quote, "body"),
            "expert": Named(choices.experts),
            "none_named": FLAG,
        }
        self.link = {"target": Named(choices.articles), "url": TEXT, "title": TEXT}


class Posted:
    """One POST, read against the parts that its form was opened with."""

    def __init__(self, post, files, opened, kinds):
        self.post = post
        self.files = files
        self.opened = opened
        self.kinds = kinds
        self.rows = self.rows_by_prefix()
        self.all_prefixes = {kind: self.keyed(kind) for kind in (QUOTES, LINKS)}
        self.prefixes = {
            kind: {key: each for key, each in found.items() if not post.get(f"{each}-DELETE")}
            for kind, found in self.all_prefixes.items()
        }

    def rows_by_prefix(self):
        """The names posted for each row: {"quotes-3": {"id", "heading", …}}."""
        rows = {}
        for name in [*self.post, *self.files]:
            found = ROW_KEY.fullmatch(name)
            if found:
                rows.setdefault(f"{found[1]}-{found[2]}", set()).add(found[3])
        return rows

    def keyed(self, kind):
        """The prefix of each row by the row's id; a new one is its own key, a blank one none."""
        prefixes = [prefix for prefix in self.rows if prefix.startswith(f"{kind}-")]
        keys = [(self.post.get(f"{prefix}-id", "") or prefix, prefix) for prefix in prefixes]
        return {key: prefix for key, prefix in keys if key != prefix or self.is_typed(prefix)}

    def is_typed(self, prefix):
        return any(
            self.post.get(f"{prefix}-{name}") or self.files.get(f"{prefix}-{name}")
            for name in self.rows[prefix] - ALWAYS_POSTED
            if not name.startswith(ROLES)
        )

    @property
    def parts(self):
        opened = with_photos(self.opened)
        fields = self.read("", self.kinds.article, opened["fields"])
        # An empty address is filled in when it is saved.
        fields["slug"] = fields["slug"] or opened["fields"]["slug"]
        fields["cover"] = self.photo("cover", opened["fields"]["cover"])
        return {
            "fields": fields,
            "quotes": {
                key: self.quote(prefix, opened["quotes"].get(key))
                for key, prefix in self.prefixes[QUOTES].items()
            },
            "order": self.order(QUOTES, opened["order"]),
            "links": {
                key: self.read(f"{prefix}-", self.kinds.link, opened["links"].get(key))
                for key, prefix in self.prefixes[LINKS].items()
            },
            "link_order": self.order(LINKS, opened["link_order"]),
        }

    def read(self, prefix, kinds, opened):
        """The fields of one row; what the form does not have is as it was opened."""
        values = dict(opened or {})
        for name, kind in kinds.items():
            posted = self.post.get(prefix + name, "")
            is_there = prefix + name in self.post or isinstance(kind, Flag)
            if opened is None or (is_there and not kind.is_same(posted, values.get(name))):
                values[name] = kind.read(posted)
        return values

    def quote(self, prefix, opened):
        values = self.read(f"{prefix}-", self.kinds.quote, opened)
        values.setdefault("approved_at", None)
        values.setdefault("approved_words", "")
        new_name = self.post.get(f"{prefix}-new_name", "").strip()
        if new_name and not values["expert"]:
            values["expert"] = f"{NEW}: {new_name}"
        muscles = self.post.getlist(f"{prefix}-muscles")
        values["muscles"] = sorted({int(pk) for pk in muscles if is_key(pk)})
        values["roles"] = self.roles(prefix, values["muscles"], opened["roles"] if opened else {})
        values["photo"] = self.photo(f"{prefix}-photo", opened and opened["photo"])
        return values

    def roles(self, prefix, muscles, opened):
        """Of the ticked muscles; one whose role the form does not have is as it was opened."""
        before = said_of({"muscles": muscles, "roles": opened})
        said = {pk: said_in(self.post, f"{prefix}-muscles", pk, before[pk]) for pk in muscles}
        return plain_roles(said)

    def photo(self, prefix, opened):
        """The texts of a photo with the id of its row, which is "new" for a chosen file."""
        texts = self.read(f"{prefix}-", PHOTO_KINDS, opened)
        is_chosen = bool(self.files.get(f"{prefix}-image"))
        if self.post.get(f"{prefix}-remove"):
            return None
        if is_chosen or (opened is None and any(texts.values())):
            return {"row": NEW} | {name: texts[name] for name in PHOTO_TEXTS}
        row = self.post.get(f"{prefix}-row", "")
        return texts | ({"row": int(row)} if is_key(row) else {}) if opened else None

    def order(self, kind, opened):
        """By the places typed; of two rows with one place, the moved one has its way."""
        before = {key: index for index, key in enumerate(opened, start=1)}

        def place(key):
            typed = self.post.get(f"{self.prefixes[kind][key]}-position", "")
            now = int(typed) if is_key(typed) else before.get(key, len(self.rows))
            return now, (now > before.get(key, 0)) - (now < before.get(key, 0))

        return sorted(self.prefixes[kind], key=place)
