from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch

from articles.dated.counts import MOST
from articles.querysets.conditions import (
    answering,
    changeable_by,
    naming,
    published,
    published_quotes,
    rows_of,
    to_ask_again,
)

# A muscle's page sums up what its newest quotes say, and no more of them than this.
REFERENCE = 300


class QuoteQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_quotes())

    def to_ask_again(self):
        """Those of a year ago and more, the oldest first."""
        return self.filter(to_ask_again()).order_by("article__published_at", "pk")

    def newest_first(self):
        """After `published`."""
        return self.order_by("-dated__published_at", "-dated__quote_id")

    def newest_naming(self, muscle):
        """Those of a muscle that readers can see, the newest first."""
        named = self.filter(published("dated__dated_tags__"), dated__dated_tags__tag=muscle)
        return named.order_by("-dated__dated_tags__published_at", "-dated__dated_tags__quote_id")

    def newest_by(self, expert):
        """Those of an expert that readers can see, the newest first."""
        return self.published().filter(dated__expert=expert).newest_first()

    def changeable_by(self, user):
        """Those of articles that the user may change."""
        return self.filter(changeable_by(user, "article__"))

    def with_article(self):
        return self.select_related("article")

    def for_page(self):
        """With expert, portrait and photo, in the reader's order."""
        return self.select_related("expert__portrait", "photo").order_by("position", "id")

    def for_list(self):
        """With expert, article and muscles, ready for a list of quotes."""
        tagged = rows_of("TaggedQuote")
        return self.select_related("expert__portrait", "article").prefetch_related(
            Prefetch("tagged_items", tagged.select_related("tag").order_by("tag__position"))
        )

    def naming(self, slugs):
        return self.filter(naming(slugs))

    def answering(self, question):
        """Those that answer a search question."""
        return self.filter(answering(question))

    def experts_naming(self, muscles, articles):
        """Pairs of one of these articles and an expert who names one of the muscles in it."""
        tags = rows_of("TaggedQuote").filter(content_object=OuterRef("pk"), tag__in=muscles)
        said = self.filter(Exists(tags), article__in=articles).exclude(expert=None)
        return said.order_by().values_list("article", "expert").distinct()

    def with_sign_offs(self):
        """With the links that were sent to their experts, and what came back."""
        return self.prefetch_related("sign_offs__comments")


class TaggedQuoteQuerySet(models.QuerySet):
    def roles_by(self, expert):
        """How often the expert names each muscle in each role, in the newest quotes of theirs.

        As rows of `tag`, `role` and `number`.
        """
        newest = rows_of("DatedQuote").published().filter(expert=expert).newest_first()
        said = self.filter(content_object__in=newest.values("quote")[:MOST])
        return said.order_by().values("tag", "role").annotate(number=Count("pk"))

    def for_reference(self, muscle):
        """Of quotes on a muscle that readers can see, with expert and article, the newest first."""
        newest = rows_of("DatedTag").published().filter(tag=muscle).newest_first()
        return (
            self.filter(content_object__in=newest.values("quote")[:REFERENCE], tag=muscle)
            .select_related("content_object__expert", "content_object__article")
            .order_by(
                "-content_object__article__published_at",
                "-content_object__article_id",
                "content_object__position",
            )
            # Without the words of the quotes: there may be many.
            .only(
                "role",
                "condition",
                "content_object__expert__name",
                "content_object__article__title",
                "content_object__article__slug",
            )
        )
