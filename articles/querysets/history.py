from django.db import models
from django.db.models import OuterRef, Q, Subquery

from articles.querysets.conditions import published


class RevisionQuerySet(models.QuerySet):
    def of(self, article_key):
        """Those of one article, the newest first."""
        return self.filter(article_key=article_key).order_by("-number")

    def of_deleted_articles(self):
        """The last one of each article that is no more, the newest first."""
        newest = self.filter(article_key=OuterRef("article_key")).order_by("-number")
        last = self.filter(number=Subquery(newest.values("number")[:1]))
        return last.filter(deleted=True).order_by("-made_at")

    def by_others(self, user, articles):
        """Saves of these articles by other people, the newest first, without what they saved."""
        others = self.exclude(user=user).exclude(user=None)
        return (
            others.filter(article_key__in=articles.values("pk")).order_by("-made_at").defer("parts")
        )


class GoneQuoteQuerySet(models.QuerySet):
    def published(self):
        """Those whose article readers can still see, or that went with their article."""
        return self.filter(published("article__") | Q(article=None)).select_related("article")
