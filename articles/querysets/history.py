from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

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

    def of_deleted_drafts_by(self, user):
        """Of those that were drafts to the end, the ones that the user had begun."""
        versions = self.model.objects.filter(article_key=OuterRef("article_key"))
        first = versions.order_by("number").values("user")[:1]
        drafts = self.of_deleted_articles().filter(parts__fields__published_at=None)
        return drafts.annotate(begun_by=Subquery(first)).filter(begun_by=user.pk)

    def with_order(self):
        """Who saved and when, with the quotes of then (`order`) and nothing else of the parts."""
        return self.annotate(order=F("parts__order")).defer("parts")

    def locked(self):
        """Held against others until the transaction ends."""
        return self.select_for_update(of=("self",))

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
