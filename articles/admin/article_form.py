"""The article's own fields: address, date of publication, "updated on" and cover."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.addresses import free_slug
from articles.admin.addresses import keep_address
from articles.admin.photo_form import PhotoPart
from articles.admin.shown_again import is_shown_again
from articles.inner_links import broken, links_in
from articles.models import Article

SMALL, REAL = "small", "real"
TO_THE_MINUTE = "%Y-%m-%dT%H:%M"
PUBLISHING = {"_publish", "_publish_now", "_take_down"}
ONLY_EDITORS = "Only editors publish. Empty the date and save it as a draft."


NO_NOTE = "Say in one line what is new: readers see it beside the date."
OLD_NOTE = "This is what was new the last time. Say in one line what is new now."


def demand_links(form, name, before):
    """No link to a page of this site that is not there; what stood there before may stay."""
    new = broken(form.cleaned_data.get(name)) - set(links_in(before))
    if new:
        form.add_error(name, f"This link leads nowhere: {', '.join(sorted(new))}")


class ArticleForm(forms.ModelForm):
    # Who saves, and whether they decide what readers see; set for each request.
    user = None
    may_publish = True
    slug = forms.SlugField(
        label="Address",
        max_length=160,
        required=False,
        help_text="Left empty, it is made from the title.",
    )
    published_at = forms.DateTimeField(
        label="Goes live",
        required=False,
        error_messages={"invalid": "Write a date and a time, as in 2026-12-01 07:30."},
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=TO_THE_MINUTE),
    )
    stamp = forms.ChoiceField(
        label="Updated on",
        required=False,
        initial=SMALL,
        choices=[
            (SMALL, "Small correction, keep the date"),
            (REAL, "Real update, set today"),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.was_public = self.instance.published_at is not None
        self.was_live = self.instance.state == Article.State.LIVE
        # Readers may know its address, also that of an article taken down since.
        self.is_locked = self.was_live or bool(
            self.instance.pk and self.instance.former_addresses.exists()
        )
        self.photo_part = PhotoPart(
            self.data if self.is_bound else None,
            self.files if self.is_bound else None,
            instance=self.instance.cover,
            prefix="cover",
            user=self.user,
        )

    def has_changed(self):
        return super().has_changed() or self.photo_part.has_changed()

    def is_valid(self):
        return not is_shown_again(self.data) and super().is_valid() and self.photo_part.is_valid()

    def clean_slug(self):
        slug = self.cleaned_data["slug"] or (self.is_locked and self.initial["slug"])
        if not slug:
            return free_slug(Article, self.cleaned_data.get("title", ""), "article")
        return slug

    def clean_published_at(self):
        """One date decides; the buttons only fill it in."""
        typed, stored = self.cleaned_data["published_at"], self.instance.published_at
        if not self.may_publish and (typed or not PUBLISHING.isdisjoint(self.data)):
            raise ValidationError(ONLY_EDITORS)
        if "_take_down" in self.data:
            return None
        if "_publish_now" in self.data or ("_publish" in self.data and typed is None):
            return timezone.now()
        # The field knows no seconds.
        return stored if stored and typed == stored.replace(second=0, microsecond=0) else typed

    def validate_constraints(self):
        """The fields demand all of it; asking the database too would take six queries."""

    def _get_validation_exclusions(self):
        """Which category and author there are is known from their own fields."""
        return super()._get_validation_exclusions() | {"category", "author"}

    @property
    def is_real_update(self):
        return self.was_live and self.cleaned_data.get("stamp") == REAL

    def clean(self):
        cleaned = super().clean()
        if self.is_real_update:
            self.demand_note(cleaned.get("update_note"))
        if cleaned.get("published_at"):
            if not cleaned.get("author") and "author" not in self.errors:
                self.add_error("author", "Choose an author: readers see the name in the byline.")
            self.demand_what_readers_need(cleaned)
            self.photo_part.demand_credit(was_public=self.was_public)
        return cleaned

    def demand_note(self, note):
        """What was new the last time is not what is new today."""
        was_today = self.instance.updated_on == timezone.localdate()
        if not note:
            self.add_error("update_note", NO_NOTE)
        elif note == self.initial["update_note"] and not was_today:
            self.add_error("update_note", OLD_NOTE)

    def demand_what_readers_need(self, cleaned):
        """Where readers saw it without, a correction need not wait for it."""
        had_none = self.was_public and not self.initial["standfirst"]
        if not cleaned.get("standfirst") and not had_none:
            self.add_error("standfirst", "Write a standfirst: it opens the page and its cards.")
        for name in ("introduction", "closing"):
            demand_links(self, name, self.initial.get(name) if self.was_public else "")

    def finish(self):
        """What only a form that is saved may do."""
        if self.is_real_update:
            self.instance.updated_on = timezone.localdate()
        self.instance.cover = self.photo_part.save_photo()

    def keep_address(self):
        """An address that readers may know goes on leading to the article."""
        slug = self.initial.get("slug")
        is_live = self.instance.state == Article.State.LIVE
        if self.is_locked and (slug != self.instance.slug or not is_live):
            keep_address("article", slug, self.instance)
