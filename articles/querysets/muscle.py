from django.db import models
from django.db.models import F, FilteredRelation, OuterRef, Q, StringAgg, Subquery, Value

from articles.dated import tallies
from articles.querysets.conditions import rows_of
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

        With the `role` and the `condition` there, and with `quote_count`, that of all published
        quotes. A group that none of these names comes once, with None.
        """
        named = FilteredRelation(
            "tagged_items", condition=Q(tagged_items__content_object__in=[q.pk for q in quotes])
        )
        return (
            self.with_published_count()
            .annotate(
                named=named,
                quote_id=F("named__content_object"),
                role=F("named__role"),
                condition=F("named__condition"),
            )
            .order_by("position")
        )

    def with_published_count(self):
        """With `quote_count`: how many quotes that readers can see name it."""
        scheduled = rows_of("DatedTag").scheduled()
        return self.annotate(quote_count=tallies.of_the_muscle(scheduled)).order_by("position")


def called(muscles):
    """What these groups, which `with_name_list` brought, are called: their ids by folded words."""
    names = [(words_of(name), muscle.pk) for muscle in muscles for name in muscle.names]
    return {words: pk for words, pk in names if words}


def vocabulary(muscles):
    """Each name of these groups, which `with_name_list` brought, with the slug of its group."""
    return {name: muscle.slug for muscle in muscles for name in muscle.names}
