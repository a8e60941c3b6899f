from django.core.exceptions import ValidationError
from django.db import models

from articles.pictures import PictureField, file_name_as_text, variant_name
from articles.querysets import PhotoQuerySet


class Photo(models.Model):
    """A picture and its three texts. The file may still be missing, after an import."""

    image = PictureField(
        "picture",
        upload_to="photos",
        width_field="width",
        height_field="height",
        blank=True,
        help_text="JPEG, PNG, WebP or AVIF, at most 15 MB and 40 megapixels.",
    )
    width = models.PositiveIntegerField(null=True, editable=False)
    height = models.PositiveIntegerField(null=True, editable=False)
    widths = models.JSONField(default=list, editable=False)
    alternative_text = models.CharField(
        max_length=250,
        blank=True,
        help_text="What the picture shows, for those who do not see it.",
    )
    decorative = models.BooleanField(
        default=False, help_text="It tells nothing that the text does not: no alternative text."
    )
    caption = models.CharField(max_length=300, blank=True, help_text="Shown under the picture.")
    credit = models.CharField(
        max_length=160, blank=True, help_text="Who made it, as in “Photo: Ines Varga”."
    )
    added_at = models.DateTimeField(auto_now_add=True)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decorative=True, alternative_text="")
                | (models.Q(decorative=False) & ~models.Q(alternative_text="")),
                name="photo_alternative_text_or_decorative",
                violation_error_message="Write what the picture shows, or tick “decorative”.",
            ),
        ]

    def __str__(self):
        return self.alternative_text or self.caption or "Decorative picture"

    def clean(self):
        if file_name_as_text(self.alternative_text):
            raise ValidationError(
                {"alternative_text": "This is a file name. Say what the picture shows."}
            )

    @property
    def avif(self):
        return self.srcset("avif")

    @property
    def webp(self):
        return self.srcset("webp")

    def srcset(self, kind):
        """The `srcset` of one format: "/media/photos/a-480.avif 480w, …"."""
        storage = self.image.storage
        return ", ".join(
            f"{storage.url(variant_name(self.image.name, width, kind))} {width}w"
            for width in self.widths
        )
