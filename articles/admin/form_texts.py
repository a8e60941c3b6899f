"""The fields of a form as plain texts: as stored, as posted, and written into a post again."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models.fields.files import FieldFile

from articles.history.naming import capitalised, paragraphs
from articles.richtext import CleanHTML, RichTextField


class FormTexts:
    """Of an unbound form of the row as it is stored."""

    def __init__(self, form):
        self.form = form
        model_fields = {field.name: field for field in form.instance._meta.fields}
        self.fields = {
            name: (field, model_fields[name])
            for name, field in form.fields.items()
            if name in model_fields
        }

    def stored(self):
        values = {name: self.form[name].value() for name in self.fields}
        return {name: self.text(name, value) for name, value in values.items()}

    def posted(self, post, files, opened):
        """A picture that nobody chose anew is the one that the form was opened with."""
        return {
            name: chosen_file(files, name, opened)
            if isinstance(field, forms.FileField)
            else self.read(name, field.widget.value_from_datadict(post, files, name))
            for name, (field, _) in self.fields.items()
        }

    def write(self, post, texts):
        for name, (field, _) in self.fields.items():
            if isinstance(field, forms.BooleanField) and not texts[name]:
                post.pop(name, None)
            elif not isinstance(field, forms.FileField):
                post[name] = texts[name]

    def read(self, name, posted):
        """As it would be stored, so that a date or a space written otherwise is no change."""
        field, model_field = self.fields[name]
        if isinstance(model_field, RichTextField):
            posted = model_field.cleaned(posted or "")
        try:
            return self.text(name, field.to_python(posted))
        except ValidationError:
            return self.text(name, posted)

    def text(self, name, value):
        value = self.fields[name][0].prepare_value(value)
        if isinstance(value, FieldFile):
            return value.name or ""
        if value is None or isinstance(value, bool):
            return "on" if value else ""
        return str(value).replace("\r\n", "\n").replace("\x00", "").strip()

    def label(self, name):
        return capitalised(str(self.fields[name][0].label))

    def anchor(self, name):
        return self.form[name].auto_id

    def html(self, name, text):
        """For people to read, and to compare word by word."""
        field, model_field = self.fields[name]
        if isinstance(model_field, RichTextField):
            return CleanHTML(text)
        if isinstance(field, forms.BooleanField):
            return paragraphs(["Yes" if text else "No"])
        return paragraphs((choice_label(field, text) or "Empty").split("\n"))


def chosen_file(files, name, opened):
    return files[name].name if files.get(name) else opened.get(name, "")


def choice_label(field, text):
    """What the list of choices calls it; without a list, the text itself."""
    if not text or not isinstance(field, forms.ChoiceField):
        return text
    if isinstance(field, forms.ModelChoiceField):
        try:
            return field.label_from_instance(field.to_python(text))
        except ValidationError:
            return "One that is no longer there"
    return str(dict(field.choices).get(text, text))
