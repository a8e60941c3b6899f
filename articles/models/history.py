from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models.article import Article
from articles.querysets import GoneQuoteQuerySet, RevisionQuerySet


class Revision(models.Model):
    """What an article was after one save, with all of its parts, and who saved it.

    It knows the article by its number alone, because it outlives the article.
    """

    article_key = models.PositiveBigIntegerField()
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=timezone.now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    by = models.CharField(max_length=160, help_text="The person or the command, as called then.")
    note = models.CharField(max_length=250, blank=True)
    deleted = models.BooleanField(default=False, help_text="The article was deleted with this.")
    parts = models.JSONField(help_text="As `articles.history.snapshot` describes them.")

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["article_key", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["article_key", "number"],
                name="revision_number_once_an_article",
                violation_error_message="This version was saved already.",
            ),
        ]

    def __str__(self):
        return f"Version {self.number} of “{self.parts['fields']['title']}”"


class GoneQuote(models.Model):
    """The id of a quote that readers could see and that was removed since."""

    id = models.PositiveBigIntegerField(primary_key=True)
    article = models.ForeignKey(
        Article, null=True, on_delete=models.SET_NULL, related_name="gone_quotes"
    )
    removed_at = models.DateTimeField(default=timezone.now)

    objects = GoneQuoteQuerySet.as_manager()

    def __str__(self):
        return f"Removed quote {self.pk}"
