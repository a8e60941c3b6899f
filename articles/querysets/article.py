from django.db import models
from django.db.models import (
    Case,
    CharField,
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
    When,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Coalesce

from articles.dated.newest import newest_of_muscle, now
from articles.querysets.conditions import (
    changeable_by,
    draft,
    older_than,
    published,
    rows_of,
    scheduled,
)
from articles.querysets.listed import Listed

# Of so many quotes that name a muscle the articles are found.
ABOUT = 200


class CategoryQuerySet(models.QuerySet):
    def published(self):
        """Categories with something to read."""
        articles = rows_of("Article").published().filter(category=OuterRef("pk"))
        return self.filter(Exists(articles))


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

    def older_than(self, moment, pk):
        """Of the published those that follow the one of this time, the newest first."""
        return self.filter(older_than(moment, pk))

    def newest_first(self):
        """After `published`: of drafts the databases disagree where they stand."""
        return self.order_by("-published_at", "-id")

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
        """With category, author, cover, `outside_links` to other sites, and the `footer_pages`.

        Quotes, tags and related articles come by their own querysets.
        """
        links = rows_of("RelatedLink").outside().filter(article=OuterRef("pk"))
        return self.select_related("category", "author", "cover").annotate(
            outside_links=Listed(links, "position", "title", "url"),
            footer_pages=Listed(rows_of("SimplePage").for_footer(), "title", "slug"),
        )

    def for_feed(self):
        """As for a list, the newest first, with their quotes and the muscles these name."""
        quotes = rows_of("Quote").published().for_list()
        return (
            self.for_list()
            .newest_first()
            .prefetch_related(Prefetch("quotes", quotes.order_by("position", "id")))
        )

    def related_to(self, article, weights):
        """Published articles to read next: the editor's choice, then by shared muscles.

        `weights` says by the id of each muscle that the article names how much it weighs to share
        it. With `chosen_place` (None unless the editor chose it), `shared_weight`,
        `shared_experts`, how many speak of the shared muscles, and `shared_tags`, a comma-separated
        text in which the id of a muscle may stand more than once.
        """
        links = rows_of("RelatedLink").filter(article=article)
        quotes = rows_of("TaggedQuote").filter(content_object__article=OuterRef("pk"))
        tagged = quotes.filter(tag__in=list(weights))
        shared = tagged.order_by().values("content_object__article")
        return (
            self.published()
            .filter(pk__in=candidates(article, weights))
            .annotate(
                chosen_place=Subquery(links.filter(target=OuterRef("pk")).values("position")[:1]),
                shared_weight=sum(
                    (
                        Case(When(Exists(quotes.filter(tag=pk)), then=weight), default=0.0)
                        for pk, weight in weights.items()
                    ),
                    start=Value(0.0),
                ),
                shared_experts=Subquery(
                    shared.annotate(n=Count("content_object__expert", distinct=True)).values("n")
                ),
                shared_tags=Subquery(
                    shared.annotate(all=StringAgg(Cast("tag_id", CharField()), Value(","))).values(
                        "all"
                    )
                ),
            )
            .order_by(
                F("chosen_place").asc(nulls_last=True),
                "-shared_weight",
                F("published_at").desc(),
                "-id",
            )
        )

    def about(self, muscle):
        """Articles to which the newest quotes that name the muscle belong."""
        newest = rows_of("DatedTag").published().filter(tag=muscle).newest_first()
        return self.filter(pk__in=newest.values("quote__article")[:ABOUT])


# What may be read next. Of each muscle the newest quotes are looked at, so that the cost does not
# grow with how many there are. The last number of each row is its weight.
CHOSEN = "SELECT target_id AS id, 1e9 AS weight FROM articles_relatedlink WHERE article_id = %s"
SHARING = f"""SELECT DISTINCT q.article_id, %s FROM articles_datedquote q
    JOIN {newest_of_muscle(ABOUT)} t ON t.quote_id = q.quote_id"""
OF_CATEGORY = """SELECT id, 0.0 FROM (
    SELECT id FROM articles_article WHERE category_id = %s AND published_at <= %s
    ORDER BY published_at DESC, id DESC LIMIT 10) c"""
BEST = """SELECT a.id FROM articles_article a JOIN ({each}) c ON c.id = a.id
    WHERE a.id <> %s AND a.published_at <= %s
    GROUP BY a.id ORDER BY sum(c.weight) DESC, a.published_at DESC, a.id DESC LIMIT 10"""


def candidates(article, weights):
    """The ids of those that are most related, more than a page shows."""
    each, params = [CHOSEN, OF_CATEGORY], [article.pk, article.category_id, now()]
    for muscle, weight in weights.items():
        each.append(SHARING)
        params += [weight, muscle, now()]
    return RawSQL(BEST.format(each=" UNION ALL ".join(each)), [*params, article.pk, now()])


class RelatedLinkQuerySet(models.QuerySet):
    def outside(self):
        """Links to pages of other sites. (Those to articles come by `related_to`.)"""
        return self.exclude(url="")


class FormerAddressQuerySet(models.QuerySet):
    def present_slugs(self, kind, slugs):
        """Where these former slugs of one kind lead now: the slug of each that has moved."""
        found = self.filter(**{f"{kind}__isnull": False}, slug__in=slugs)
        return dict(found.values_list("slug", f"{kind}__slug"))


class SimplePageQuerySet(models.QuerySet):
    def for_footer(self):
        """Those that pages name at their end, with what it takes to link to them."""
        return self.filter(in_footer=True).only("title", "slug")
