"""The dated rows: what readers see, found by its time. They are the way to any list of quotes."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from articles.querysets.conditions import published, rows_of, scheduled


class DatedTagQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published())

    def scheduled(self):
        return self.filter(scheduled())

    def newest_first(self):
        return self.order_by("-published_at", "-quote_id")

    def older_than(self, moment, pk):
        """In the order of `newest_first` those that follow the quote of this time."""
        # The last condition is no news, but bounds the walk along the index.
        older = Q(published_at__lt=moment) | Q(published_at=moment, quote_id__lt=pk)
        return self.filter(older, published_at__lte=moment)


class DatedQuoteQuerySet(DatedTagQuerySet):
    def naming(self, muscles, *, match_all):
        """Those that name any, or all, of these muscles; all of them for none."""
        tags = rows_of("DatedTag").filter(quote=OuterRef("pk"))
        named = [Exists(tags.filter(tag=each)) for each in muscles]
        return self.filter(Q.create(named, connector=Q.AND if match_all else Q.OR))
