"""A photo's fields as a part of another form."""

from django import forms
from django.forms.utils import ErrorDict

from articles.admin.photo import PictureInput, thumbnail
from articles.models import Photo

NO_ALTERNATIVE_TEXT = "Write what the picture shows, or tick “decorative”."


class PhotoPart(forms.ModelForm):
    remove = forms.BooleanField(required=False, label="Take this photo off")

    class Meta:
        model = Photo
        fields = ["image", "alternative_text", "decorative", "caption", "credit"]
        widgets = {"image": PictureInput}

    def __init__(self, *args, instance=None, user=None, **kwargs):
        super().__init__(
            *args,
            instance=instance,
            empty_permitted=instance is None,
            use_required_attribute=False,
            **kwargs,
        )
        self.photo = instance
        self.user = user
        # Made now: a refused form leaves a picture on the instance that was never stored.
        self.picture = thumbnail(instance) if instance else ""
        self.fields["image"].required = instance is None
        self.fields["image"].error_messages["required"] = (
            "These texts have no picture: choose it, or empty them."
        )
        if instance is None:
            del self.fields["remove"]

    def clean(self):
        cleaned = super().clean()
        if self.is_changed_for_others():
            self.add_error(None, "Others use this photo too: ask an editor to change its texts.")
        text, decorative = cleaned.get("alternative_text"), cleaned.get("decorative")
        if decorative and text:
            self.add_error("decorative", "Empty the alternative text, or take this tick away.")
        if not decorative and not text and "alternative_text" not in self.errors:
            self.add_error("alternative_text", NO_ALTERNATIVE_TEXT)
        return cleaned

    def is_changed_for_others(self):
        """Texts that stand elsewhere too. With another picture it is another photo."""
        if not (self.user and self.photo and self.has_changed()) or "image" in self.changed_data:
            return False
        return not Photo.objects.changeable_by(self.user).filter(pk=self.photo.pk).exists()

    def _post_clean(self):
        """A stored photo that nobody changed is not validated anew, as with `PlacedForm`."""
        if self.photo is None or self.has_changed():
            super()._post_clean()

    def full_clean(self):
        if self.is_removed:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()

    @property
    def is_removed(self):
        return self.is_bound and "remove" in self.fields and bool(self["remove"].data)

    @property
    def is_there(self):
        """Whether there is a photo, as the form stands."""
        if self.is_removed:
            return False
        return self.photo is not None or (self.is_bound and self.has_changed())

    @property
    def lacks_credit(self):
        return self.is_there and not (self["credit"].value() or "").strip()

    @property
    def lacks_picture(self):
        """A photo of which only the texts are there, as an import makes it."""
        return (
            self.photo is not None
            and not self.photo.image
            and not self.files.get(self.add_prefix("image"))
        )

    @property
    def lost_file(self):
        """The name of a chosen file, which a refused form can't give back."""
        chosen = self.is_bound and self.files.get(self.add_prefix("image"))
        return chosen.name if chosen else ""

    def demand_credit(self, *, was_public):
        """Before readers see it. Where they saw it without one, a typo need not wait for it."""
        was_lacking = was_public and self.photo and not self.initial["credit"]
        if self.lacks_credit and not was_lacking and "credit" not in self.errors:
            self.add_error("credit", "Write who made the photo, as in “Photo: Ines Varga”.")

    def save_photo(self):
        """The photo to show: none, the same with its texts, or a new one for a new picture."""
        if not self.is_there:
            return None
        if "image" in self.changed_data:
            # The photo that it replaces may stand elsewhere too.
            self.instance.pk, self.instance._state.adding = None, True
        return self.save() if self.has_changed() else self.photo
