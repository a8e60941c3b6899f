from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve

from articles.admin.facets import FacetedAdmin
from articles.admin.guard import Guard
from articles.admin.rich_text import RICH_TEXT
from articles.models import SimplePage


class SimplePageForm(forms.ModelForm):
    def clean_slug(self):
        """Simple pages come last in the map of addresses; what stands before hides them."""
        slug = self.cleaned_data["slug"]
        try:
            name = resolve(f"/{slug}/").url_name
        except Resolver404:
            name = ""
        if name != "simple_page":
            raise ValidationError("The site itself uses this address. Choose another.")
        return slug


@admin.register(SimplePage)
class SimplePageAdmin(Guard, FacetedAdmin):
    form = SimplePageForm
    formfield_overrides = RICH_TEXT
    list_display = ("title", "slug", "in_footer", "position", "updated_on")
    prepopulated_fields = {"slug": ["title"]}
