"""The list of articles: what is live, what is to come, what lacks something."""

from django.contrib import admin
from django.db.models import Exists, F, OuterRef, Q
from django.utils.text import capfirst

from articles.admin import lacking
from articles.admin.facets import ConditionFacet, FacetedAdmin, RelatedFacet
from articles.admin.state import state_conditions, state_in_brief
from articles.folding import fold
from articles.models import Category, Quote


class StateFacet(ConditionFacet):
    title = "state"
    parameter = "state"
    phrase = "that are"

    @property
    def conditions(self):
        return state_conditions()


class LackingFacet(ConditionFacet):
    title = "what is lacking"
    parameter = "lacking"
    phrase = "without"
    conditions = (
        lacking.anything(lacking.ARTICLE) | lacking.ARTICLE | {"alt": lacking.UNDESCRIBED_ARTICLE}
    )


class CategoryFacet(RelatedFacet):
    title = "category"
    parameter = "category"
    phrase = "in"
    related = Category
    path = "category"


class ArticleList(FacetedAdmin):
    """What the admin of articles needs for its list; its form is described elsewhere."""

    list_display = ("title", "state_words", "category", "author", "expert_count", "lacks")
    list_filter = (StateFacet, LackingFacet, CategoryFacet)
    search_fields = ("title", "quotes__expert__name")
    search_help_text = "Words of the title, or an expert’s name."

    # Drafts first, then what is to come, then the newest.
    ordering = (F("published_at").desc(nulls_first=True), "-pk")

    def get_queryset(self, request):
        articles = super().get_queryset(request).for_list()
        return lacking.with_lacks(articles, lacking.ARTICLE)

    def get_search_results(self, request, queryset, search_term):
        for word in fold(search_term).split():
            quoted = Quote.objects.filter(
                article=OuterRef("pk"), expert__folded_name__contains=word
            )
            queryset = queryset.filter(Q(folded_title__contains=word) | Exists(quoted))
        return queryset, False

    @admin.display(description="State", ordering="published_at")
    def state_words(self, article):
        return state_in_brief(article)

    @admin.display(description="Experts", ordering="expert_count")
    def expert_count(self, article):
        return article.expert_count

    @admin.display(description="Lacks", empty_value="Nothing")
    def lacks(self, article):
        return capfirst(", ".join(lacking.lacks(article, lacking.ARTICLE))) or None
