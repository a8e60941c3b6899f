"""What was typed into a form that can't be shown again, as texts to copy."""

from typing import NamedTuple

from articles import richtext
from articles.admin.keys import is_key

# What a form posts of its own accord.
OWN_NAMES = ("csrfmiddlewaretoken", "version", "opened", "_")
OWN_ENDINGS = ("-id", "-position", "_FORMS", "-row", "-article")
SHORTEST = 3


class Typed(NamedTuple):
    label: str
    text: str


def typed_texts(post):
    """Each text that somebody may have written, by the name of its field."""
    return [
        Typed(label(name), richtext.plain_text(value))
        for name, value in post.items()
        if not name.startswith(OWN_NAMES) and not name.endswith(OWN_ENDINGS)
        if len(value) >= SHORTEST and not is_key(value)
    ]


def label(name):
    """ "Quotes 2 body" for "quotes-1-body"."""
    words = [str(int(part) + 1) if is_key(part) else part for part in name.split("-")]
    return " ".join(words).replace("_", " ").capitalize()
