from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from articles.querysets.conditions import changeable_by, rows_of


class SignOffQuerySet(models.QuerySet):
    def waiting(self):
        """The last link to each quote, until it is approved; and those with a comment to do."""
        newer = self.model.objects.filter(quote=OuterRef("quote"), pk__gt=OuterRef("pk"))
        to_do = rows_of("ExpertComment").filter(sign_off=OuterRef("pk"), done_at=None)
        is_open = Q(approved_at=None, withdrawn_at=None) & ~Exists(newer)
        # A removed quote leaves its links behind.
        return self.filter(is_open | Exists(to_do), quote__article__isnull=False)

    def of_articles_of(self, user):
        """Those to quotes of articles that the user may change."""
        return self.filter(changeable_by(user, "quote__article__"))

    def for_list(self):
        """With quote, article and expert, and `to_do`: the number of comments to do."""
        to_do = Count("comments", filter=Q(comments__done_at=None))
        joined = self.select_related("quote__article", "quote__expert")
        return joined.prefetch_related("comments").annotate(to_do=to_do)

    def with_quote(self):
        """Those whose quote is still there and somebody's, with all that its section shows."""
        joined = self.select_related("quote__article", "quote__expert__portrait", "quote__photo")
        return joined.filter(quote__pk__isnull=False, quote__expert__isnull=False)
