"""The rich text field of the admin: the editor in the site's own dress."""

import re
from typing import Any

from django.db.models import Field
from django_prose_editor.widgets import ProseEditorWidget, importmap
from js_asset import Media, Script

from articles.richtext import RichTextField, paragraphs


class RichTextInput(ProseEditorWidget):
    """A plain text area that `admin-editors.js` turns into the editor when it is first seen.

    The editor's own media would bring a font of 128 KB for the icons of a dozen buttons.
    """

    @property
    def media(self):
        return Media(
            importmap=importmap,
            css={
                "all": ["django_prose_editor/editor.css", "django_prose_editor/overrides.css"],
            },
            js=[Script("js/admin-editors.js", type="module")],
        )

    def value_from_datadict(self, data, files, name):
        """Without script people type plain lines: each becomes a paragraph."""
        text = super().value_from_datadict(data, files, name)
        if not text or re.search(r"</?\w", text):
            return text
        return paragraphs([line.strip() for line in text.splitlines() if line.strip()])

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        attrs = context["widget"]["attrs"]
        attrs["data-rich-text"] = attrs.pop(f"data-django-prose-editor-{self.preset}")
        return context


RICH_TEXT: dict[type[Field], dict[str, Any]] = {RichTextField: {"widget": RichTextInput}}
