"""Five places for what to read next."""

from django.contrib import admin
from django.forms import Media

from articles.admin.choices import RowField
from articles.admin.quote_form import PlacedForm, PlacedFormSet
from articles.models import RelatedLink

SLOTS = 5
UNKNOWN_ARTICLE = "No article is called “{}”. Choose one from the list."


class RelatedLinkForm(PlacedForm):
    target = RowField(offers="articles", unknown=UNKNOWN_ARTICLE, required=False, label="Article")

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["target"].choices = choices.articles


class RelatedLinkInline(admin.StackedInline):
    model = RelatedLink
    fk_name = "article"
    form = RelatedLinkForm
    formset = PlacedFormSet
    fields = ("position", "target", "url", "title")
    extra = SLOTS
    max_num = SLOTS
    template = "admin/articles/article/related.html"

    @property
    def media(self):
        """None: the places are there, so that nothing is added by script."""
        return Media()
