"""The one home of HTML that people write: what they may write, and its cleaning.

Whatever the way in (form, command, import, fixture), a value is cleaned as it is written to the
database; whatever comes out is therefore safe to show, and says so by its type.
"""

import re
from html import unescape

from django.utils.html import escape, strip_tags
from django_prose_editor.fields import ProseEditorField

from articles import sentences

LINK = {"Link": {"enableTarget": False}}
SPEECH = {"Bold": True, "Italic": True, "HardBreak": True} | LINK
PROSE = SPEECH | {"BulletList": True, "OrderedList": True, "ListItem": True}
PROSE_WITH_HEADINGS = PROSE | {"Heading": {"levels": [2, 3]}}


class CleanHTML(str):
    """Text that this module cleaned. Templates show it as it is; forms still escape it."""

    def __html__(self):
        return self


class RichTextField(ProseEditorField):
    """HTML within the given editor extensions, and nothing else."""

    def __init__(self, *args, extensions=SPEECH, **kwargs):
        # The sanitiser is made from the same declaration that configures the editor. The default
        # is the strictest; Django needs one to clone fields when it compares migrations.
        super().__init__(*args, extensions=extensions, sanitize=True, **kwargs)

    def cleaned(self, value):
        return CleanHTML(self.sanitize(without_hidden_text(value)))

    def from_db_value(self, value, expression, connection):
        return value if value is None else CleanHTML(value)

    def pre_save(self, instance, add):
        value = super().pre_save(instance, add)
        if isinstance(value, str):
            value = self.cleaned(value)
            setattr(instance, self.attname, value)
        return value

    def get_db_prep_save(self, value, connection):
        # The last door: updates, bulk writes and fixtures pass here and not through pre_save.
        if isinstance(value, str):
            value = self.cleaned(value)
        return super().get_db_prep_save(value, connection)


def clean_row(row):
    """Cleans the rich text of a row first, where something is to be counted or kept of it."""
    for field in row._meta.concrete_fields:
        if isinstance(field, RichTextField):
            setattr(row, field.attname, field.cleaned(getattr(row, field.attname)))


def without_hidden_text(html: str) -> str:
    """Drops the NUL character, which PostgreSQL refuses to store."""
    return html.replace("\x00", "")


def plain_text(html: str) -> str:
    """The words of cleaned HTML, one line a paragraph, list item or heading."""
    lines = re.sub(r"</(?:p|li|h\d)>|<br\s*/?>", "\n", html)
    text = unescape(strip_tags(lines))
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def paragraphs(lines: list[str]) -> str:
    """HTML paragraphs from plain lines."""
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def word_count(html: str) -> int:
    return len(plain_text(html).split())


def opening(html: CleanHTML) -> CleanHTML:
    """The first paragraph of cleaned HTML."""
    found = re.match(r"<p>.*?</p>", html, re.DOTALL)
    return CleanHTML(found.group()) if found else html


def first_sentence(html: str) -> str:
    """The first sentence of the first paragraph, as plain text."""
    return sentences.first(plain_text(html).partition("\n")[0])


def parts(html: CleanHTML) -> list[tuple[str, CleanHTML]]:
    """Cleaned HTML cut at its second-level headings: (heading as plain text, what follows it).

    What stands before the first heading comes first, with an empty heading.
    """
    before, *rest = re.split(r"<h2>(.*?)</h2>", html, flags=re.DOTALL)
    headed = zip(map(plain_text, rest[::2]), rest[1::2], strict=True)
    return [
        (title, CleanHTML(body)) for title, body in [("", before), *headed] if title or body.strip()
    ]
