"""What "published", "for a list" and "for a page" mean. Every join and prefetch lives here."""

from django.apps import apps
from django.db import models
from django.db.models import (
    Count,
    Exists,
    F,
    FilteredRelation,
    Max,
    OuterRef,
    Prefetch,
    Q,
    StringAgg,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from articles.folding import fold


def rows_of(model):
    """All rows of a model, by its name: the models import this module, so it can't import them."""
    return apps.get_model("articles", model).objects


def published(prefix=""):
    """The one definition: dated, and not in the future. A null date never compares as past."""
    return Q(**{f"{prefix}published_at__lte": timezone.now()})


def scheduled(prefix=""):
    return Q(**{f"{prefix}published_at__gt": timezone.now()})


def draft(prefix=""):
    return Q(**{f"{prefix}published_at": None})


def published_quotes(prefix=""):
    """Quotes that readers can see: of a published article, and by somebody."""
    return published(f"{prefix}article__") & Q(**{f"{prefix}expert__isnull": False})


def naming(slugs, *, match_all=False):
    """Quotes that name any, or all, of the muscles with these slugs; all quotes for none."""
    tagged = rows_of("TaggedQuote").filter(content_object=OuterRef("pk"))
    named = [Exists(tagged.filter(tag__slug=slug)) for slug in slugs]
    return Q.create(named, connector=Q.AND if match_all else Q.OR)


def saying(folded_words):
    """Quotes with each of the words in heading, body, the article's title or the name."""
    return Q(
        *(
            Q(folded_words__contains=word)
            | Q(article__folded_title__contains=word)
            | Q(expert__folded_name__contains=word)
            for word in folded_words
        )
    )


def matching(chosen):
    """Quotes that a QuoteFilter keeps."""
    by = Q(expert__slug=chosen.expert) if chosen.expert else Q()
    words = saying(fold(chosen.words).split())
    return naming(chosen.muscles, match_all=chosen.match_all) & by & words


class CategoryQuerySet(models.QuerySet):
    def published(self):
        """Categories with something to read."""
        return self.filter(published("articles__")).distinct()


class ArticleQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published())

    def readable_by(self, user):
        """Published articles; for those who may edit them, all."""
        return self if user.has_perm("articles.change_article") else self.published()

    def scheduled(self):
        return self.filter(scheduled())

    def drafts(self):
        return self.filter(draft())

    def in_category(self, category):
        """Those of one category; all of them for None."""
        return self.filter(category=category) if category else self

    def newest_first(self):
        return self.order_by(F("published_at").desc(nulls_last=True), "-id")

    def for_list(self):
        """With category, author, cover, number of experts and words (all parts)."""
        quotes = rows_of("Quote").filter(article=OuterRef("pk"))
        per_article = quotes.order_by().values("article")
        return self.select_related("category", "author", "cover").annotate(
            expert_count=Coalesce(
                Subquery(per_article.annotate(n=Count("expert", distinct=True)).values("n")), 0
            ),
            all_words=F("words")
            + Coalesce(Subquery(per_article.annotate(n=Sum("words")).values("n")), 0),
        )

    def for_page(self):
        """As for a list; quotes, tags and related articles come by their own querysets."""
        return self.for_list()

    def for_feed(self):
        """As for a list, the newest first, with their quotes and the muscles these name."""
        quotes = rows_of("Quote").published().for_list()
        return (
            self.for_list()
            .newest_first()
            .prefetch_related(Prefetch("quotes", quotes.order_by("position", "id")))
        )

    def related_to(self, article, slugs):
        """Published articles to read next: the editor's choice, then by shared muscles.

        With `chosen_place` (None unless the editor chose it) and `shared_slugs`, a
        comma-separated text in which a slug may stand more than once.
        """
        links = rows_of("RelatedLink").filter(article=article)
        tagged = rows_of("TaggedQuote").filter(
            content_object__article=OuterRef("pk"), tag__slug__in=slugs
        )
        shared = tagged.order_by().values("content_object__article")
        return (
            self.published()
            .exclude(pk=article.pk)
            .annotate(
                chosen_place=Subquery(links.filter(target=OuterRef("pk")).values("position")[:1]),
                shared_count=Subquery(shared.annotate(n=Count("tag", distinct=True)).values("n")),
                shared_slugs=Subquery(
                    shared.annotate(all=StringAgg("tag__slug", Value(","))).values("all")
                ),
            )
            .filter(
                Q(chosen_place__isnull=False)
                | Q(shared_count__isnull=False)
                | Q(category__isnull=False, category=article.category_id)
            )
            .order_by(
                F("chosen_place").asc(nulls_last=True),
                F("shared_count").desc(nulls_last=True),
                F("published_at").desc(),
                "-id",
            )
        )

    def about(self, muscle):
        """Articles in which a quote names the muscle."""
        quotes = rows_of("Quote").filter(article=OuterRef("pk"))
        return self.filter(Exists(quotes.filter(muscles=muscle)))


class QuoteQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_quotes())

    def newest_first(self):
        return self.order_by("-article__published_at", "-id")

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

    def saying(self, folded_words):
        return self.filter(saying(folded_words))

    def matching(self, chosen):
        """Quotes that a QuoteFilter keeps."""
        return self.filter(matching(chosen))

    def count_each(self, filters):
        """How many quotes each of these QuoteFilters keeps, by its name, in one query."""
        counts = {name: Count("pk", filter=matching(each)) for name, each in filters.items()}
        return self.aggregate(**counts)


class MuscleGroupQuerySet(models.QuerySet):
    def with_names(self):
        return self.prefetch_related("other_names")

    def vocabulary(self):
        """Each name of these groups, with the slug of the group that it belongs to."""
        return {
            name: muscle.slug
            for muscle in self.with_names()
            for name in [muscle.name, *(other.name for other in muscle.other_names.all())]
        }

    def named_in(self, quotes):
        """All groups, one row for each quote of these that names it: its key is `quote_id`.

        A group that none names comes once, with None.
        """
        named = FilteredRelation(
            "tagged_items", condition=Q(tagged_items__content_object__in=[q.pk for q in quotes])
        )
        return self.annotate(named=named, quote_id=F("named__content_object")).order_by("position")

    def with_count_in(self, quotes):
        """With `quote_count`: how many of these quotes name it."""
        counted = Count("tagged_items", filter=Q(tagged_items__content_object__in=quotes))
        return self.annotate(quote_count=counted).order_by("position")

    def with_published_count(self):
        """With `quote_count`: how many quotes that readers can see name it."""
        return self.with_count_in(rows_of("Quote").published())

    def for_page(self):
        """With other names, and how many quotes by how many experts readers can see."""
        experts = Count(
            "tagged_items__content_object__expert",
            filter=published_quotes("tagged_items__content_object__"),
            distinct=True,
        )
        return self.with_published_count().annotate(expert_count=experts).with_names()

    def named_together_with(self, muscle):
        """Other groups that published quotes on this one name too, the most frequent first."""
        both = published_quotes("tagged_items__content_object__") & Q(
            tagged_items__content_object__in=muscle.quotes.values("pk")
        )
        together = self.exclude(pk=muscle.pk).annotate(together=Count("tagged_items", filter=both))
        return together.filter(together__gt=0).order_by("-together", "position")


class ExpertQuerySet(models.QuerySet):
    def published(self):
        """Experts whom readers can meet: quoted in a published article."""
        quotes = rows_of("Quote").filter(expert=OuterRef("pk"))
        return self.filter(Exists(quotes.published()))

    def for_list(self):
        """With portrait and `quote_count`, the number of quotes that readers can see."""
        count = Count("quotes", filter=published("quotes__article__"), distinct=True)
        return self.select_related("portrait").annotate(quote_count=count).order_by("name")

    def with_count_in(self, quotes):
        """With `quote_count`: how many of these quotes are theirs."""
        counted = Count("quotes", filter=Q(quotes__in=quotes))
        # Databases disagree on where “Åsa” comes among the letters.
        return self.annotate(quote_count=counted).order_by("folded_name", "pk")

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


class RelatedLinkQuerySet(models.QuerySet):
    def outside(self):
        """Links to pages of other sites. (Those to articles come by `related_to`.)"""
        return self.exclude(url="")


class FormerAddressQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published("article__")).select_related("article")


class RevisionQuerySet(models.QuerySet):
    def of(self, article_key):
        """Those of one article, the newest first."""
        return self.filter(article_key=article_key).order_by("-number")

    def of_deleted_articles(self):
        """The last one of each article that is no more, the newest first."""
        newest = self.filter(article_key=OuterRef("article_key")).order_by("-number")
        last = self.filter(number=Subquery(newest.values("number")[:1]))
        return last.filter(deleted=True).order_by("-made_at")


class GoneQuoteQuerySet(models.QuerySet):
    def published(self):
        """Those whose article readers can still see, or that went with their article."""
        return self.filter(published("article__") | Q(article=None)).select_related("article")
