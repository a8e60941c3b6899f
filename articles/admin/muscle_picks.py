"""The muscles of a quote as the form shows them: ticks, each with a role and a condition.

A tick alone is the usual case. The role and the condition have fields of their own, which are
seen once the muscle is ticked: "muscles-role-9", "muscles-condition-9".
"""

from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError

from articles.admin.keys import is_key
from articles.models import MuscleGroup, TaggedQuote
from articles.said import LONGEST_CONDITION, USUAL, WORDS, Said

UNKNOWN_MUSCLE = "A muscle that you ticked is not in the list any more. Look at the ticks again."
TOO_LONG = "A condition has at most {} letters: “{}” is too long."


class Pick(NamedTuple):
    """One line of the list."""

    muscle: MuscleGroup
    said: Said | None

    @property
    def key(self):
        return str(self.muscle.pk)

    @property
    def role(self):
        return (self.said or USUAL).role

    @property
    def condition(self):
        return (self.said or USUAL).condition


def said_in(post, name, pk, unless=USUAL):
    """What a POST says of a ticked muscle; `unless` it says nothing."""
    role = post.get(f"{name}-role-{pk}", unless.role)
    condition = post.get(f"{name}-condition-{pk}", unless.condition)
    printable = "".join(sign if sign.isprintable() else " " for sign in condition)
    # It stands within a sentence.
    phrase = " ".join(printable.split()).rstrip(".,; ")
    return Said(role if role in WORDS else unless.role, phrase)


class MusclePicks(forms.Widget):
    template_name = "admin/articles/article/muscle_picks.html"
    muscles = ()
    use_fieldset = True

    def value_from_datadict(self, data, files, name):
        ticked = [int(pk) for pk in data.getlist(name) if is_key(pk)]
        return {pk: said_in(data, name, pk) for pk in ticked}

    def value_omitted_from_data(self, data, files, name):
        return False

    def id_for_label(self, id_):
        return ""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        said = value or {}
        context["widget"]["regions"] = [
            (region, [Pick(muscle, said.get(muscle.pk)) for muscle in muscles])
            for region, muscles in MuscleGroup.by_region(self.muscles)
        ]
        context["widget"]["roles"] = TaggedQuote.Role.choices
        context["widget"]["longest"] = LONGEST_CONDITION
        return context


class MusclesField(forms.Field):
    """What is said of each muscle, by the id of its group."""

    widget = MusclePicks

    def offer(self, muscles):
        self.widget.muscles = muscles

    def validate(self, value):
        super().validate(value)
        known = {muscle.pk for muscle in self.widget.muscles}
        if not known.issuperset(value):
            raise ValidationError(UNKNOWN_MUSCLE)
        for said in value.values():
            if len(said.condition) > LONGEST_CONDITION:
                raise ValidationError(TOO_LONG.format(LONGEST_CONDITION, said.condition))

    def has_changed(self, initial, data):
        return (initial or {}) != (data or {})
