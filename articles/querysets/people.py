from django.db import models
from django.db.models import Exists, OuterRef

from articles.dated import tallies
from articles.querysets.conditions import changeable_by, rows_of


class ExpertQuerySet(models.QuerySet):
    def published(self):
        """Experts whom readers can meet: quoted in a published article."""
        return self.filter(Exists(rows_of("DatedQuote").published().filter(expert=OuterRef("pk"))))

    def for_list(self):
        """With portrait and `quote_count`, the number of quotes that readers can see."""
        scheduled = rows_of("DatedQuote").scheduled()
        counted = self.annotate(quote_count=tallies.by_the_expert(scheduled))
        # Databases disagree on where “Åsa” comes among the letters.
        return counted.select_related("portrait").order_by("folded_name", "pk")


class AuthorQuerySet(models.QuerySet):
    def published(self):
        """Authors with an article that readers can see."""
        articles = rows_of("Article").published().filter(author=OuterRef("pk"))
        return self.filter(Exists(articles))


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
