"""What "published", "for a list" and "for a page" mean. Every join and prefetch lives here."""

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone


def published(prefix=""):
    """The one definition: dated, and not in the future. A null date never compares as past."""
    return Q(**{f"{prefix}published_at__lte": timezone.now()})


class CategoryQuerySet(models.QuerySet):
    def published(self):
        """Categories with something to read."""
        return self.filter(published("articles__")).distinct()


class ArticleQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published())

    def scheduled(self):
        return self.filter(published_at__gt=timezone.now())

    def drafts(self):
        return self.filter(published_at=None)

    def newest_first(self):
        return self.order_by(F("published_at").desc(nulls_last=True), "-id")

    def for_list(self):
        """With category, cover, number of experts and words (all parts), ready for a card."""
        quotes = apps.get_model("articles.Quote").objects.filter(article=OuterRef("pk"))
        per_article = quotes.order_by().values("article")
        return self.select_related("category", "author", "cover").annotate(
            expert_count=Coalesce(
                Subquery(per_article.annotate(n=Count("expert", distinct=True)).values("n")), 0
            ),
            all_words=F("words")
            + Coalesce(Subquery(per_article.annotate(n=Sum("words")).values("n")), 0),
        )

    def for_page(self):
        """With author, category and cover; quotes and tags come by their own querysets."""
        return self.select_related("category", "author", "cover")

    def about(self, muscle):
        """Articles in which a quote names the muscle."""
        quotes = apps.get_model("articles.Quote").objects.filter(article=OuterRef("pk"))
        return self.filter(Exists(quotes.filter(muscles=muscle)))


class QuoteQuerySet(models.QuerySet):
    def published(self):
        """Quotes that readers can see: of a published article, and by somebody."""
        return self.filter(published("article__"), expert__isnull=False)

    def newest_first(self):
        return self.order_by("-article__published_at", "-id")

    def for_page(self):
        """With expert, portrait and photo, in the reader's order."""
        return self.select_related("expert__portrait", "photo").order_by("position", "id")

    def for_list(self):
        """With expert, article and muscles, ready for a list of quotes."""
        tagged = apps.get_model("articles.TaggedQuote").objects
        return self.select_related("expert__portrait", "article").prefetch_related(
            Prefetch("tagged_items", tagged.select_related("tag").order_by("tag__position"))
        )

    def naming(self, slugs, *, match_all=False):
        """Quotes that name any, or all, of the muscles with these slugs; all quotes for none."""
        tagged = apps.get_model("articles.TaggedQuote").objects
        named = [
            Exists(tagged.filter(content_object=OuterRef("pk"), tag__slug=slug)) for slug in slugs
        ]
        if match_all:
            return self.filter(*named)
        return self.filter(Q.create(named, connector=Q.OR)) if named else self

    def by(self, expert_slug):
        return self.filter(expert__slug=expert_slug) if expert_slug else self

    def saying(self, folded_words):
        """Quotes with each of the words in heading, body, the article's title or the name."""
        found = self
        for word in folded_words:
            found = found.filter(
                Q(folded_words__contains=word)
                | Q(article__folded_title__contains=word)
                | Q(expert__folded_name__contains=word)
            )
        return found


class MuscleGroupQuerySet(models.QuerySet):
    def with_published_count(self):
        """With `quote_count`: how many quotes that readers can see name it."""
        quotes = published("tagged_items__content_object__article__") & Q(
            tagged_items__content_object__expert__isnull=False
        )
        return self.annotate(quote_count=Count("tagged_items", filter=quotes))


class ExpertQuerySet(models.QuerySet):
    def published(self):
        """Experts whom readers can meet: quoted in a published article."""
        return self.filter(published("quotes__article__")).distinct()

    def with_published_count(self):
        """With `quote_count`: how many of their quotes readers can see."""
        return self.annotate(
            quote_count=Count("quotes", filter=published("quotes__article__"), distinct=True)
        )


class AuthorQuerySet(models.QuerySet):
    def published(self):
        """Authors with an article that readers can see."""
        return self.filter(published("articles__")).distinct()


class PhotoQuerySet(models.QuerySet):
    def in_use(self):
        return self.exclude(quotes=None, covered_articles=None, portrayed_experts=None)


class RelatedLinkQuerySet(models.QuerySet):
    def for_readers(self):
        """Links that lead somewhere: to a published article or to an outside page."""
        return self.filter(published("target__") | ~Q(url=""))
