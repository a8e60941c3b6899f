from django.db import models
from django.db.models import Count, F, FilteredRelation, OuterRef, Q, StringAgg, Subquery, Value

from articles.querysets.conditions import published_quotes, rows_of
from articles.said import HELPS, MAIN, NOT_WORKED
from articles.search.question import words_of


class MuscleGroupQuerySet(models.QuerySet):
    def with_names(self):
        return self.prefetch_related("other_names")

    def with_name_list(self):
        """With all other names in the same query, one a line in `name_list`: see `names`."""
        others = rows_of("OtherName").filter(muscle=OuterRef("pk")).order_by().values("muscle")
        listed = others.annotate(all=StringAgg("name", Value("\n"))).values("all")
        return self.annotate(name_list=Subquery(listed))

    def vocabulary(self):
        """Each name of these groups, with the slug of the group that it belongs to."""
        return vocabulary(self.with_name_list())

    def named_in(self, quotes):
        """All groups, one row for each quote of these that names it: its key is `quote_id`.

        With the `role` and the `condition` there. A group that none names comes once, with None.
        """
        named = FilteredRelation(
            "tagged_items", condition=Q(tagged_items__content_object__in=[q.pk for q in quotes])
        )
        return self.annotate(
            named=named,
            quote_id=F("named__content_object"),
            role=F("named__role"),
            condition=F("named__condition"),
        ).order_by("position")

    def with_count_in(self, quotes):
        """With `quote_count`: how many of these quotes name it."""
        counted = Count("tagged_items", filter=Q(tagged_items__content_object__in=quotes))
        return self.annotate(quote_count=counted).order_by("position")

    def with_roles_in(self, quotes):
        """With how many of these quotes name it in which role: `main`, `helps` and `not_worked`."""
        these = Q(tagged_items__content_object__in=quotes)
        roles = {"main": MAIN, "helps": HELPS, "not_worked": NOT_WORKED}
        counts = {
            name: Count("tagged_items", filter=these & Q(tagged_items__role=role))
            for name, role in roles.items()
        }
        return self.annotate(**counts)

    def with_published_count(self):
        """With `quote_count`: how many quotes that readers can see name it."""
        return self.with_count_in(rows_of("Quote").published())

    def with_published_counts(self):
        """With how many quotes by how many experts readers can see."""
        experts = Count(
            "tagged_items__content_object__expert",
            filter=published_quotes("tagged_items__content_object__"),
            distinct=True,
        )
        return self.with_published_count().annotate(expert_count=experts)

    def for_page(self):
        """With other names, and how many quotes by how many experts readers can see."""
        return self.with_published_counts().with_names()

    def with_count_together(self, slug):
        """With `together`: how many published quotes name it and the group with this slug too."""
        quotes = rows_of("Quote").published().naming([slug])
        both = Count("tagged_items", filter=Q(tagged_items__content_object__in=quotes))
        return self.annotate(together=both)


def called(muscles):
    """What these groups, which `with_name_list` brought, are called: their ids by folded words."""
    names = [(words_of(name), muscle.pk) for muscle in muscles for name in muscle.names]
    return {words: pk for words, pk in names if words}


def vocabulary(muscles):
    """Each name of these groups, which `with_name_list` brought, with the slug of its group."""
    return {name: muscle.slug for muscle in muscles for name in muscle.names}
