"""The dated rows: what readers see, found by its time. They are the way to any list of quotes."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from articles.querysets.conditions import older_than, published, rows_of, scheduled


class DatedTagQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published())

    def scheduled(self):
        return self.filter(scheduled())

    def newest_first(self):
        return self.order_by("-published_at", "-quote_id")

    def older_than(self, moment, pk):
        """Of the published those that follow the quote of this time, the newest first."""
        return self.filter(older_than(moment, pk, key="quote_id"))


class DatedQuoteQuerySet(DatedTagQuerySet):
    def naming(self, muscles, *, match_all):
        """Those that name any, or all, of these muscles; all of them for none."""
        tags = rows_of("DatedTag").filter(quote=OuterRef("pk"))
        named = [Exists(tags.filter(tag=each)) for each in muscles]
        return self.filter(Q.create(named, connector=Q.AND if match_all else Q.OR))
