from django.db import models
from django.db.models import (
    Count,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    StringAgg,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce

from articles.querysets.conditions import (
    answers,
    changeable_by,
    draft,
    published,
    rows_of,
    scheduled,
)


class CategoryQuerySet(models.QuerySet):
    def published(self):
        """Categories with something to read."""
        return self.filter(published("articles__")).distinct()


class ArticleQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published())

    def readable_by(self, user):
        """Published articles, and those that the user may change."""
        return self.filter(published() | changeable_by(user))

    def changeable_by(self, user):
        """All for those who may publish; for other writers their own drafts."""
        return self.filter(changeable_by(user))

    def showing(self, photo_keys):
        """Articles whose cover, or a quote's photo, is one of these."""
        quotes = rows_of("Quote").filter(article=OuterRef("pk"), photo__in=photo_keys)
        return self.filter(Q(cover__in=photo_keys) | Exists(quotes))

    def linking_to(self, article):
        """Those that have it among their related links."""
        return self.filter(related_links__target=article)

    def scheduled(self):
        return self.filter(scheduled())

    def drafts(self):
        return self.filter(draft())

    def with_last_save(self):
        """With `saved_at` and `saved_by`, from the newest revision; the last saved first."""
        newest = rows_of("Revision").filter(article_key=OuterRef("pk")).order_by("-number")
        saved = self.annotate(
            saved_at=Subquery(newest.values("made_at")[:1]),
            saved_by=Subquery(newest.values("by")[:1]),
        )
        return saved.order_by(F("saved_at").desc(nulls_last=True), "-pk")

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

        A muscle weighs the more, the fewer quotes name it. With `chosen_place` (None unless the
        editor chose it), `shared_experts`, how many speak of the shared muscles, and
        `shared_slugs`, a comma-separated text in which a slug may stand more than once.
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
                shared_weight=Subquery(weight_of_shared(slugs)),
                shared_experts=Subquery(
                    shared.annotate(n=Count("content_object__expert", distinct=True)).values("n")
                ),
                shared_slugs=Subquery(
                    shared.annotate(all=StringAgg("tag__slug", Value(","))).values("all")
                ),
            )
            .filter(
                Q(chosen_place__isnull=False)
                | Q(shared_weight__isnull=False)
                | Q(category__isnull=False, category=article.category_id)
            )
            .order_by(
                F("chosen_place").asc(nulls_last=True),
                F("shared_weight").desc(nulls_last=True),
                F("published_at").desc(),
                "-id",
            )
        )

    def answering(self, question):
        """Those that answer a search question, with `hits` and `depth`.

        With `naming_experts` too, how many experts name a muscle that is wanted.
        """
        return answers(self, "article", question, naming_experts=Count("expert", distinct=True))

    def best_first(self):
        """After `answering`."""
        return self.order_by("-hits", "depth", "-naming_experts", "-published_at", "-id")

    def about(self, muscle):
        """Articles in which a quote names the muscle."""
        quotes = rows_of("Quote").filter(article=OuterRef("pk"))
        return self.filter(Exists(quotes.filter(muscles=muscle)))


def weight_of_shared(slugs):
    """Of the muscles with these slugs those that the outer article names: the sum of 1 ÷ quotes."""
    tags = rows_of("TaggedQuote")
    there = tags.filter(tag=OuterRef("pk"), content_object__article=OuterRef(OuterRef("pk")))
    quotes = tags.filter(tag=OuterRef("pk")).order_by().values("tag")
    return (
        rows_of("MuscleGroup")
        .filter(Exists(there), slug__in=slugs)
        .order_by()
        .annotate(all=Value(1), rarity=1.0 / Subquery(quotes.annotate(n=Count("pk")).values("n")))
        .values("all")
        .annotate(weight=Sum("rarity"))
        .values("weight")
    )


class RelatedLinkQuerySet(models.QuerySet):
    def outside(self):
        """Links to pages of other sites. (Those to articles come by `related_to`.)"""
        return self.exclude(url="")


class FormerAddressQuerySet(models.QuerySet):
    def present_slugs(self, kind, slugs):
        """Where these former slugs of one kind lead now: the slug of each that has moved."""
        found = self.filter(**{f"{kind}__isnull": False}, slug__in=slugs)
        return dict(found.values_list("slug", f"{kind}__slug"))
