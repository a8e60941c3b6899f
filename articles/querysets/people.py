from django.db import models
from django.db.models import Count, Exists, Max, OuterRef, Q

from articles.querysets.conditions import (
    answers,
    changeable_by,
    published,
    rows_of,
)


class ExpertQuerySet(models.QuerySet):
    def published(self):
        """Experts whom readers can meet: quoted in a published article."""
        quotes = rows_of("Quote").filter(expert=OuterRef("pk"))
        return self.filter(Exists(quotes.published()))

    def for_list(self):
        """With portrait and `quote_count`, the number of quotes that readers can see."""
        count = Count("quotes", filter=published("quotes__article__"), distinct=True)
        return self.select_related("portrait").annotate(quote_count=count).order_by("name")

    def with_counts_in(self, **quotes):
        """With how many are theirs of these quotes, and of those, each count by its name."""
        counts = {name: Count("quotes", filter=Q(quotes__in=each)) for name, each in quotes.items()}
        # Databases disagree on where “Åsa” comes among the letters.
        return self.annotate(**counts).order_by("folded_name", "pk")

    def answering(self, question):
        """Those that answer a search question, with `hits`, `depth` and `naming_quotes`.

        The last is how many of their quotes that readers can see name a muscle that is wanted.
        """
        return answers(self, "expert", question, naming_quotes=Count("pk", distinct=True))

    def best_first(self):
        """After `answering`."""
        return self.order_by("-hits", "depth", "-naming_quotes", "folded_name", "pk")

    def recently_quoted(self):
        latest = Max("quotes__article__published_at", filter=published("quotes__article__"))
        newest = self.for_list().annotate(latest=latest).filter(latest__isnull=False)
        return newest.order_by("-latest", "name")


class AuthorQuerySet(models.QuerySet):
    def published(self):
        """Authors with an article that readers can see."""
        return self.filter(published("articles__")).distinct()


class PhotoQuerySet(models.QuerySet):
    def for_list(self):
        """With the places where each is used."""
        return self.prefetch_related("quotes__article", "covered_articles", "portrayed_experts")

    def changeable_by(self, user):
        """All for those who may publish; for writers what stands in their own drafts alone."""
        if user.has_perm("articles.publish_article"):
            return self
        others = rows_of("Article").exclude(changeable_by(user))
        quotes = rows_of("Quote").filter(photo=OuterRef("pk"), article__in=others)
        covers = others.filter(cover=OuterRef("pk"))
        return self.filter(~Exists(quotes), ~Exists(covers), portrayed_experts=None)
