from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils import timezone

from articles.models.article import Article
from articles.models.quote import Quote
from articles.querysets import SignOffQuerySet


class PrivateLink(models.Model):
    """A signed address that ends by itself, and that an editor can take back before."""

    LASTS = timedelta(0)
    view = ""

    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-made_at", "-id"]

    def get_absolute_url(self):
        """Always the same, so that it can be shown again; nobody can make one up."""
        return reverse(self.view, args=[signing.Signer(salt=self.view).sign(self.signed)])

    @property
    def signed(self):
        return str(self.pk)

    @property
    def ends_at(self):
        return self.made_at + self.LASTS

    @property
    def is_open(self):
        return self.withdrawn_at is None and timezone.now() < self.ends_at


class SignOff(PrivateLink):
    """A link by which an expert, without an account, reads one quote and answers."""

    LASTS = timedelta(days=30)
    view = "sign_off"

    # A removed quote may come back with its id, and then its answers are still there.
    quote = models.ForeignKey(
        Quote, on_delete=models.DO_NOTHING, db_constraint=False, related_name="sign_offs"
    )
    approved_at = models.DateTimeField(null=True, blank=True)

    objects = SignOffQuerySet.as_manager()

    class Meta(PrivateLink.Meta):
        pass

    def __str__(self):
        return f"Sign-off of quote {self.quote_id}"

    @property
    def signed(self):
        """Of one expert: were the quote given to another, the first could sign for the second."""
        return f"{self.pk}-{self.quote.expert_id}"

    @property
    def is_open(self):
        return super().is_open and self.approved_at is None

    @property
    def article(self):
        return self.quote.article


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


class PreviewLink(PrivateLink):
    """A private link to an article that is not published, for people without an account."""

    LASTS = timedelta(days=14)
    view = "preview"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="preview_links")

    class Meta(PrivateLink.Meta):
        pass

    def __str__(self):
        return f"Private link to “{self.article}”"
