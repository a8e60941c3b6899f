"""The parts of an article that are rows of their own: quotes, and what to read next."""

from django.contrib import admin

from articles.admin.choices import RowField
from articles.admin.quote_form import PlacedForm, PlacedFormSet, QuoteForm, QuoteFormSet
from articles.admin.rich_text import RICH_TEXT
from articles.models import Quote, RelatedLink

SLOTS = 5
UNKNOWN_ARTICLE = "No article is called “{}”. Choose one from the list."


class PartInline(admin.StackedInline):
    """Whoever may change an article may change its parts."""

    def has_view_permission(self, request, obj=None):
        return True

    has_change_permission = has_delete_permission = has_add_permission = has_view_permission


class QuoteInline(PartInline):
    model = Quote
    form = QuoteForm
    formset = QuoteFormSet
    formfield_overrides = RICH_TEXT
    fields = (
        "position",
        "expert",
        "heading",
        "body",
        "affiliation",
        "source",
        "none_named",
        "dismissed",
    )
    # For those without script; with it they wait hidden.
    extra = 3

    def get_queryset(self, request):
        return super().get_queryset(request).for_list().for_page().with_sign_offs()


class RelatedLinkForm(PlacedForm):
    target = RowField(offers="articles", unknown=UNKNOWN_ARTICLE, required=False, label="Article")

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["target"].choices = choices.articles
        # The line over all five says it once.
        self.fields["title"].help_text = ""


class RelatedLinkInline(PartInline):
    model = RelatedLink
    fk_name = "article"
    form = RelatedLinkForm
    formset = PlacedFormSet
    fields = ("position", "target", "url", "title")
    extra = max_num = SLOTS
