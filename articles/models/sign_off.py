from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from articles.models.article import Article
from articles.models.quote import Quote
from articles.querysets import SignOffQuerySet

SIGN_OFF_LASTS = timedelta(days=30)


class SignOff(models.Model):
    """A link by which an expert, without an account, reads one quote and answers."""

    # A removed quote may come back with its id, and then its answers are still there.
    quote = models.ForeignKey(
        Quote, on_delete=models.DO_NOTHING, db_constraint=False, related_name="sign_offs"
    )
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = SignOffQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self):
        return f"Sign-off of quote {self.quote_id}"

    @property
    def ends_at(self):
        return self.made_at + SIGN_OFF_LASTS


class ExpertComment(models.Model):
    """What an expert wants changed, sent by the link."""

    sign_off = models.ForeignKey(SignOff, on_delete=models.CASCADE, related_name="comments")
    text = models.TextField()
    sent_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sent_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="expert_comment_text_not_empty",
                violation_error_message="A comment needs words.",
            ),
        ]

    def __str__(self):
        return self.text


class PreviewLink(models.Model):
    """A private link to an article that is not published, for people without an account."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="preview_links")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self):
        return f"Private link to “{self.article}”"
