from django import forms
from django.contrib import admin
from django.db.models import Count
from django.utils.html import format_html

from articles.admin.addresses import KeepsAddress
from articles.admin.facets import FacetedAdmin
from articles.admin.guard import Guard
from articles.admin.links import list_url
from articles.admin.merging import Merging
from articles.admin.other_names import MuscleTexts
from articles.admin.used_in import UsedIn
from articles.merges import keep_name
from articles.models import MuscleGroup, OtherName, Quote


class MuscleGroupForm(forms.ModelForm):
    class Meta:
        labels = {"slug": "Address"}


# In a table the labels stand only over the columns.
class OtherNameForm(forms.ModelForm):
    class Meta:
        widgets = {
            "name": forms.TextInput({"aria-label": "Name"}),
            "kind": forms.Select({"aria-label": "Kind"}),
        }


class OtherNameFormSet(forms.BaseInlineFormSet):
    deletion_widget = forms.CheckboxInput({"aria-label": "Delete"})  # type: ignore[assignment]


class OtherNameInline(admin.TabularInline):
    model = OtherName
    form = OtherNameForm
    formset = OtherNameFormSet
    extra = 1


@admin.register(MuscleGroup)
class MuscleGroupAdmin(Guard, KeepsAddress, Merging, UsedIn, FacetedAdmin):
    """A closed list, which the role Admin keeps."""

    address_kind = "muscle"
    merge_facts = ("latin_name",)
    form = MuscleGroupForm
    list_display = ("name", "latin_name", "region", "everyday_names", "all_quotes")
    search_fields = ("name", "latin_name", "other_names__name")
    search_help_text = "Any of its names."
    fields = ("name", "slug", "latin_name", "description", "region", "position")
    prepopulated_fields = {"slug": ["name"]}
    inlines = (OtherNameInline,)
    texts_of = MuscleTexts

    def get_queryset(self, request):
        quotes = Count("tagged_items", distinct=True)
        return super().get_queryset(request).with_names().annotate(all_quotes=quotes)

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def uses(self, muscles):
        return Quote.objects.filter(muscles__in=muscles).distinct().with_article().order_by("-pk")

    def facts(self, row):
        names = ", ".join(name.name for name in row.other_names.all())
        return [*super().facts(row), ("Other names", names or "None")]

    def list_filters(self, muscle):
        return {"muscle": muscle.slug}

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        before = form.initial.get("name")
        if change and keep_name(before, form.instance):
            text = f"“{before}” is another name of it now. If nobody says so, remove it below."
            self.message_user(request, text)

    @admin.display(description="What readers call it")
    def everyday_names(self, muscle):
        return muscle.everyday_names

    @admin.display(description="Quotes", ordering="all_quotes")
    def all_quotes(self, muscle):
        chosen = list_url(Quote, muscle=muscle.slug)
        return format_html('<a href="{}">{}</a>', chosen, muscle.all_quotes)
