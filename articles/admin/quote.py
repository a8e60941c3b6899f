"""The list of quotes. A quote is edited in its article and nowhere else."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from articles import richtext
from articles.admin import lacking
from articles.admin.facets import ConditionFacet, FacetedAdmin, FacetedList, RelatedFacet
from articles.admin.links import quote_url
from articles.admin.passage import passage
from articles.admin.private_links import SignOffLinks
from articles.admin.quote_history import QuoteHistory
from articles.admin.roles import PartOfArticle
from articles.admin.state import state_conditions, state_in_brief
from articles.models import Expert, MuscleGroup, Quote
from articles.querysets.conditions import to_ask_again, waiting_for_sign_off
from articles.search.question import Question


class ExpertFacet(RelatedFacet):
    title = "expert"
    parameter = "expert"
    phrase = "by"
    related = Expert
    path = "expert"


class MuscleFacet(RelatedFacet):
    title = "muscle"
    parameter = "muscle"
    phrase = "on"
    related = MuscleGroup
    path = "tagged_items__tag"
    order = "position"

    def narrow(self, queryset):
        return queryset.naming([self.value])


class StateFacet(ConditionFacet):
    title = "state of the article"
    parameter = "state"
    phrase = "in articles that are"

    @property
    def conditions(self):
        return state_conditions("article__")


class LackingFacet(ConditionFacet):
    title = "what is lacking"
    parameter = "lacking"
    phrase = "without"
    conditions = lacking.anything(lacking.QUOTE) | lacking.QUOTE


class ToDoFacet(ConditionFacet):
    title = "what to do"
    parameter = "todo"
    phrase = "to be"

    @property
    def conditions(self):
        return {
            "sign-off": ("Signed off by the expert", waiting_for_sign_off()),
            "ask-again": ("Asked for again", to_ask_again()),
        }


class QuoteList(FacetedList):
    """Each row knows which muscle was chosen and where its words name it."""

    def get_results(self, request):
        super().get_results(request)
        chosen = next(facet.value for facet in self.filter_specs if isinstance(facet, MuscleFacet))
        names = MuscleGroup.objects.vocabulary() if chosen else {}
        self.result_list = list(self.result_list)
        for quote in self.result_list:
            quote.chosen_slug = chosen
            quote.passage = passage(richtext.plain_text(quote.body), names, chosen)


@admin.register(Quote)
class QuoteAdmin(QuoteHistory, SignOffLinks, PartOfArticle, FacetedAdmin):
    list_display = ("heading_and_words", "expert", "muscle_names", "article_and_state")
    list_display_links = None
    list_filter = (ExpertFacet, MuscleFacet, StateFacet, LackingFacet, ToDoFacet)
    search_fields = ("folded_words",)
    search_help_text = "Words of the quote, its heading, the article’s title or the expert’s name."
    ordering = ("-pk",)
    actions = None

    def get_changelist(self, request, **kwargs):
        return QuoteList

    def get_queryset(self, request):
        """As of articles: only those that the user may change, so that each link leads on."""
        return super().get_queryset(request).changeable_by(request.user).for_list()

    def get_search_results(self, request, queryset, search_term):
        asked = Question.read(search_term, {})
        return queryset.answering(asked) if search_term.strip() else queryset, False

    def has_add_permission(self, request):
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        quote = self.get_object(request, unquote(object_id))
        if quote is None:
            raise Http404
        return redirect(quote_url(quote))

    def delete_view(self, request, object_id, extra_context=None):
        return self.change_view(request, object_id)

    @admin.display(description="Heading, and where it says so", ordering="heading")
    def heading_and_words(self, quote):
        heading = format_html('<a href="{}">{}</a>', quote_url(quote), quote)
        before, found, after = quote.passage
        mark = format_html("<mark>{}</mark>", found) if found else ""
        return format_html('{} <span class="says">{}{}{}</span>', heading, before, mark, after)

    @admin.display(description="Muscles")
    def muscle_names(self, quote):
        marked = (
            ("hit" if muscle.slug == quote.chosen_slug else "", muscle.name)
            for muscle in quote.named_muscles
        )
        names = format_html_join("", '<li><span class="{}">{}</span></li>', marked)
        return format_html('<ul class="muscle-list">{}</ul>', names) if names else None

    @admin.display(description="Article", ordering="article__title")
    def article_and_state(self, quote):
        state = state_in_brief(quote.article)
        history = reverse("admin:articles_quote_history", args=[quote.pk])
        form = '{}<br><span class="mini">{}. <a href="{}">History of the quote</a></span>'
        return format_html(form, quote.article, state, history)
