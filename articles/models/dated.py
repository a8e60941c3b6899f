"""Rows that the database itself writes, for questions that must stay fast: see decision 0024."""

from django.db import models

from articles.models.article import Article
from articles.models.muscle import MuscleGroup
from articles.models.people import Expert
from articles.models.quote import Quote
from articles.querysets import DatedQuoteQuerySet, DatedTagQuerySet


def reference(model, **options):
    """The rows follow what they refer to by triggers, so the database has nothing to check."""
    options = {"db_index": False, "related_name": "+"} | options
    return models.ForeignKey(model, models.DO_NOTHING, db_constraint=False, **options)


class DatedQuote(models.Model):
    """A quote by somebody in an article with a date: readers see it from then on."""

    quote = models.OneToOneField(
        Quote, models.DO_NOTHING, db_constraint=False, primary_key=True, related_name="dated"
    )
    article = reference(Article)
    expert = reference(Expert)
    published_at = models.DateTimeField()
    # The ids of the muscles that it names, in order.
    tags = models.TextField()

    objects = DatedQuoteQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-published_at", "-quote"], name="dated_quote_newest"),
            models.Index(fields=["expert", "-published_at", "-quote"], name="dated_quote_expert"),
        ]

    def __str__(self):
        return f"Quote {self.pk} from {self.published_at:%Y-%m-%d} on"


class DatedTag(models.Model):
    """A muscle that a dated quote names."""

    pk = models.CompositePrimaryKey("quote", "tag")
    quote = reference(DatedQuote, related_name="dated_tags")
    tag = reference(MuscleGroup)
    published_at = models.DateTimeField()

    objects = DatedTagQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["tag", "-published_at", "-quote"], name="dated_tag_newest"),
        ]

    def __str__(self):
        return f"Muscle {self.tag_id} in quote {self.quote_id}"
