from django.conf import settings
from django.db import models
from django.utils import timezone


class Merge(models.Model):
    """Two rows that became one: enough to find the successor, and to take it back."""

    class Kind(models.TextChoices):
        MUSCLE = "muscle", "muscle groups"
        EXPERT = "expert", "experts"
        AUTHOR = "author", "authors"
        CATEGORY = "category", "categories"

    kind = models.CharField(max_length=8, choices=Kind)
    gone_id = models.PositiveBigIntegerField()
    gone_name = models.CharField(max_length=160)
    kept_id = models.PositiveBigIntegerField()
    kept_name = models.CharField(max_length=160)
    record = models.JSONField(help_text="The row that went, and what moved.")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["kind", "gone_id"], name="merge_by_gone_row")]

    def __str__(self):
        return f"{self.gone_name} into {self.kept_name}"
