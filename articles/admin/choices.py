"""What the article's form offers to choose from, fetched once for all of its cards."""

from collections import Counter
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError

from articles.addresses import free_slug
from articles.folding import fold
from articles.models import Article, Expert, MuscleGroup
from articles.names import similar_names
from articles.querysets.muscle import vocabulary


class Rows:
    """Rows of a model by the text that an editor types; case and accents make no difference."""

    def __init__(self, labelled):
        self.labels = {row.pk: label for label, row in labelled}
        self.rows = {fold(label): row for label, row in labelled}

    def __iter__(self):
        """For the list that the browser offers."""
        return ({"text": self.labels[row.pk], "row": row} for row in self.rows.values())

    def find(self, text):
        return self.rows.get(fold(text))

    def label(self, pk):
        return self.labels.get(pk, "")


class Choices:
    """One for each request."""

    def __init__(self, user):
        self.user = user
        self.new_experts = {}

    @cached_property
    def experts(self):
        people = list(Expert.objects.order_by("name"))
        count = Counter(fold(person.name) for person in people)
        return Rows([(label(person, count[fold(person.name)]), person) for person in people])

    @cached_property
    def articles(self):
        return Rows([(each.title, each) for each in Article.objects.order_by("title", "-pk")])

    @cached_property
    def muscle_groups(self):
        """All of them, with their names."""
        return list(MuscleGroup.objects.with_names().with_name_list())

    @cached_property
    def vocabulary(self):
        return vocabulary(self.muscle_groups)

    def similar_experts(self, name):
        known = {person.name: person for person in self.experts.rows.values()}
        return [known[each] for each in similar_names(name, known)]

    def make_expert(self, name, **fields):
        """A new expert; the same one for the same name in another card."""
        key = fold(name)
        if key not in self.new_experts:
            slug = free_slug(Expert, name, "expert")
            self.new_experts[key] = Expert.objects.create(name=name, slug=slug, **fields)
        return self.new_experts[key]


def label(person, namesakes):
    """The name, and for one of several namesakes more."""
    if namesakes == 1:
        return person.name
    return f"{person.name}, {person.affiliation or person.slug}"


class RowField(forms.Field):
    """A row that the editor names; the browser offers the names of a datalist."""

    def __init__(self, *, offers, unknown, **kwargs):
        super().__init__(widget=forms.TextInput({"list": offers, "autocomplete": "off"}), **kwargs)
        self.unknown = unknown
        self.choices = Rows([])

    def prepare_value(self, value):
        return self.choices.label(value) if isinstance(value, int) else value

    def to_python(self, value):
        text = (value or "").strip()
        if not text:
            return None
        row = self.choices.find(text)
        if row is None:
            raise ValidationError(self.unknown.format(text), code="unknown")
        return row

    def has_changed(self, initial, data):
        return fold(self.prepare_value(initial) or "") != fold(data or "")
