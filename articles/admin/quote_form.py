"""One card of the article's form: an expert, their words, the muscles and a photo."""

import re
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet

from articles.admin.article_form import demand_links
from articles.admin.choices import RowField
from articles.admin.muscle_picks import MusclesField
from articles.admin.photo_form import PhotoPart
from articles.models import Quote
from articles.roundup.markup import without_outer_marks

UNKNOWN_EXPERT = "No expert is called “{}”. Choose one, or fill in the new expert."
NO_MUSCLES = "Tick the muscles that the expert names, or confirm that none is named."
SOME_AND_NONE = "Muscles are ticked: take this tick away, or those."
PARAGRAPH = re.compile(r"<p>(.*?)</p>")
NEW_EXPERT = {"new_name": "name", "new_title": "title", "new_organisation": "organisation"}


class PlacedForm(forms.ModelForm):
    """A form with a place in a list. A place alone makes no row."""

    position = forms.IntegerField(
        min_value=1,
        required=False,
        label="Place",
        widget=forms.NumberInput({"class": "slim"}),
    )

    @cached_property
    def changed_data(self):
        names = super().changed_data
        is_new = self.instance._state.adding
        return [name for name in names if not (is_new and name == "position")]

    def _post_clean(self):
        """A stored row that nobody changed is not validated anew: that asks the database a lot."""
        if self.instance._state.adding or self.has_changed():
            super()._post_clean()

    def clean_position(self):
        return self.cleaned_data["position"] or self["position"].initial or self.instance.position


class StoredRowField(forms.ModelChoiceField):
    """Which row a form is for; the formset has them all already."""

    def __init__(self, rows, **kwargs):
        super().__init__(queryset=rows, **kwargs)
        self.by_key = {str(row.pk): row for row in rows}

    def to_python(self, value):
        if value in self.empty_values:
            return None
        row = self.by_key.get(str(getattr(value, "pk", value)))
        if row is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return row


class PlacedFormSet(BaseInlineFormSet):
    def add_fields(self, form, index):
        super().add_fields(form, index)
        if self.is_bound and index is not None and index < self.initial_form_count():
            form.fields["id"] = StoredRowField(
                self.get_queryset(),
                initial=form.instance.pk,
                required=False,
                widget=forms.HiddenInput,
            )
        if index is not None and form.instance.pk is None:
            form.fields["position"].initial = index + 1


class QuoteForm(PlacedForm):
    expert = RowField(offers="experts", unknown=UNKNOWN_EXPERT, required=False)
    new_name = forms.CharField(max_length=120, required=False, label="Name")
    new_title = forms.CharField(max_length=120, required=False, label="Title")
    new_organisation = forms.CharField(max_length=160, required=False, label="Organisation")
    another_person = forms.BooleanField(required=False, label="This is another person")
    muscles = MusclesField(required=False)
    dismissed = forms.CharField(required=False, widget=forms.HiddenInput)
    # Whether there are near names to ask about.
    asks = False

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.choices = choices
        self.fields["expert"].choices = choices.experts
        self.fields["muscles"].offer(choices.muscle_groups)
        if self.instance.pk:
            self.initial["muscles"] = self.instance.said_of_muscles
        self.photo_part = PhotoPart(
            self.data if self.is_bound else None,
            self.files if self.is_bound else None,
            instance=self.instance.photo,
            prefix=self.add_prefix("photo"),
            user=choices.user,
        )

    def clean_body(self):
        """Words in plain paragraphs lose the quotation marks round them: the page adds those."""
        body = self.cleaned_data["body"]
        texts = PARAGRAPH.findall(body)
        if "".join(map("<p>{}</p>".format, texts)) != body or not all(texts):
            return body
        return "".join(map("<p>{}</p>".format, without_outer_marks(texts)))

    def has_changed(self):
        return super().has_changed() or self.photo_part.has_changed()

    def is_valid(self):
        return super().is_valid() and self.photo_part.is_valid()

    def clean(self):
        cleaned = super().clean()
        name = cleaned.get("new_name")
        if name and cleaned.get("expert"):
            self.add_error("new_name", "Choose an expert above or make a new one, not both.")
        elif name:
            self.errors.pop("expert", None)
            self.ask_about(name)
        elif self.has_error("expert", "unknown"):
            self.ask_about(self["expert"].value(), field="expert")
        return cleaned

    def ask_about(self, name, field="new_name"):
        """Points out people whose name is nearly the same, unless the editor has answered."""
        found = self.choices.similar_experts(name)
        self.asks = bool(found)
        if found and not self.cleaned_data.get("another_person"):
            names = " or ".join(str(self.choices.experts.label(person.pk)) for person in found)
            self.add_error(field, f"Did you mean {names}?")

    def save(self, commit=True):
        new = {name: self.cleaned_data[field] for field, name in NEW_EXPERT.items()}
        if new["name"]:
            self.instance.expert = self.choices.make_expert(**new)
        if self.instance.expert and not self.instance.affiliation:
            self.instance.affiliation = self.instance.expert.affiliation
        self.instance.photo = self.photo_part.save_photo()
        return super().save(commit)

    def _save_m2m(self):
        super()._save_m2m()
        self.instance.name_muscles(self.cleaned_data["muscles"])


class QuoteFormSet(PlacedFormSet):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Before the article's form puts in what was typed.
        self.was_public = self.instance.published_at is not None

    @property
    def had_expert(self):
        return any(form.initial.get("expert") for form in self.initial_forms)

    @property
    def kept_forms(self):
        """The cards that will be quotes."""
        return [
            form
            for form in self.forms
            if not self._should_delete_form(form) and (form.instance.pk or form.has_changed())
        ]

    def clean(self):
        super().clean()
        if self.instance.published_at is None:
            return
        for form in self.kept_forms:
            form.photo_part.demand_credit(was_public=self.was_public)
            self.demand_what_readers_need(form)
        # Where readers saw it without one, a typo need not wait for an expert.
        is_new_lack = not self.was_public or self.had_expert
        if is_new_lack and not any(map(has_expert, self.kept_forms)):
            raise ValidationError("Before readers see it, it needs an expert.")

    def demand_what_readers_need(self, form):
        """Of a quote that they see. Where they saw it without, a typo need not wait for it."""
        names = [*form.initial.get("muscles", []), form.initial.get("none_named")]
        was_lacking = self.was_public and form.initial.get("expert") and not any(names)
        cleaned = form.cleaned_data
        is_named = cleaned.get("muscles") or cleaned.get("none_named")
        if has_expert(form) and not is_named and not was_lacking:
            form.add_error("muscles", NO_MUSCLES)
        if cleaned.get("muscles") and cleaned.get("none_named"):
            form.add_error("none_named", SOME_AND_NONE)
        demand_links(form, "body", form.initial.get("body") if self.was_public else "")

    def save(self, commit=True):
        saved = super().save(commit)
        self.number()
        return saved

    def number(self):
        """Gives the places 1, 2, 3…; of two cards with one place, the moved one has its way."""
        moved = []
        forms_in_order = sorted((f for f in self.kept_forms if f.instance.pk), key=place)
        for position, form in enumerate(forms_in_order, start=1):
            if form.instance.position != position:
                form.instance.position = position
                moved.append(form.instance)
        Quote.objects.bulk_update(moved, ["position"])


def has_expert(form):
    return form.cleaned_data.get("expert") or form.cleaned_data.get("new_name")


def place(form):
    """Up: before the card that stands there. Down: after it. New: at the end of its place."""
    before = form.initial.get("position", 0)
    now = form.instance.position
    return now, (now > before) - (now < before)
