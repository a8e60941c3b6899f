from django.db import models
from django.db.models import Count, Prefetch

from articles.querysets.conditions import (
    answers,
    changeable_by,
    matching,
    naming,
    published_quotes,
    rows_of,
    to_ask_again,
)


class QuoteQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_quotes())

    def to_ask_again(self):
        """Those of a year ago and more, the oldest first."""
        return self.filter(to_ask_again()).order_by("article__published_at", "pk")

    def newest_first(self):
        return self.order_by("-article__published_at", "-id")

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
        """Those that answer a search question, with `hits` and `depth`."""
        return answers(self, "quote", question)

    def best_first(self):
        """After `answering`."""
        return self.order_by("-hits", "depth", "-article__published_at", "-id")

    def matching(self, chosen, names):
        """Quotes that a QuoteFilter keeps; `names` as `called` brings them, if it has words."""
        return self.filter(matching(chosen, names))

    def count_each(self, filters, names):
        """How many quotes each of these QuoteFilters keeps, by its name, in one query."""
        counts = {name: Count("pk", filter=matching(each, names)) for name, each in filters.items()}
        return self.aggregate(**counts)

    def with_sign_offs(self):
        """With the links that were sent to their experts, and what came back."""
        return self.prefetch_related("sign_offs__comments")


class TaggedQuoteQuerySet(models.QuerySet):
    def for_reference(self, muscle):
        """Of quotes on a muscle that readers can see, with expert and article, the newest first."""
        return (
            self.filter(published_quotes("content_object__"), tag=muscle)
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
