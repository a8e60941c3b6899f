"""The other names of a muscle group, each as one text of its form."""

import re

from articles.admin.form_texts import FormTexts
from articles.history.naming import paragraphs
from articles.models import OtherName

PREFIX = "other_names"
NAME = re.compile(rf"{PREFIX}-(\d+)-name")


class MuscleTexts(FormTexts):
    """Each name is a field of its own, so that two people may add one at the same time."""

    def stored(self):
        return super().stored() | {
            key(row.name): f"{row.kind} {row.name}" for row in self.rows.values()
        }

    @property
    def rows(self):
        muscle = self.form.instance
        return {key(row.name): row for row in muscle.other_names.all()} if muscle.pk else {}

    def posted(self, post, files, opened):
        texts = super().posted(post, files, opened)
        for field, number in [(m[0], m[1]) for m in map(NAME.fullmatch, post) if m]:
            name = post[field].strip()
            if name and f"{PREFIX}-{number}-DELETE" not in post:
                kind = post.get(f"{PREFIX}-{number}-kind", OtherName.Kind.FORM)
                texts[key(name)] = f"{kind} {name}"
        return texts

    def write(self, post, texts):
        super().write(post, texts)
        for field in [field for field in post if field.startswith(f"{PREFIX}-")]:
            del post[field]
        rows = self.rows
        new = [name for name in texts if name.startswith(PREFIX) and texts[name]]
        names = [*rows, *(name for name in new if name not in rows)]
        for number, name in enumerate(names):
            row = rows.get(name)
            for field, value in posted_row(row, texts.get(name, "")).items():
                post[f"{PREFIX}-{number}-{field}"] = value
        post[f"{PREFIX}-TOTAL_FORMS"] = len(names)
        post[f"{PREFIX}-INITIAL_FORMS"] = len(rows)

    def label(self, name):
        return f"Other name “{name[len(PREFIX) + 1 :]}”" if is_name(name) else super().label(name)

    def anchor(self, name):
        return f"{PREFIX}-group" if is_name(name) else super().anchor(name)

    def html(self, name, text):
        if not is_name(name):
            return super().html(name, text)
        kind, _, words = text.partition(" ")
        label = dict(OtherName.Kind.choices).get(kind, kind)
        return paragraphs([f"{words}: {label}" if text else "Not in the list"])


def key(name):
    """The database makes no difference of capital letters either."""
    return f"{PREFIX} {name.lower()}"


def is_name(field):
    return field.startswith(f"{PREFIX} ")


def posted_row(row, text):
    kind, _, name = text.partition(" ")
    found = {"id": row.pk, "muscle": row.muscle_id} if row else {"id": ""}
    if text:
        return found | {"name": name, "kind": kind}
    return found | {"name": row.name, "kind": row.kind, "DELETE": "on"}
