"""Where a row is used, on its own form: a page would be torn without it."""

from django.contrib import admin
from django.utils.html import format_html, format_html_join

from articles.admin.links import change_url, list_url, quote_url
from articles.admin.state import state_in_brief
from articles.models import Quote

SHOWN = 20


class UsedIn(admin.ModelAdmin):
    """`uses` gives the quotes or articles that need the row, and `list_filters` their list."""

    def uses(self, row):
        raise NotImplementedError

    def list_filters(self, row):
        raise NotImplementedError

    def get_readonly_fields(self, request, obj=None):
        return (*super().get_readonly_fields(request, obj), "used_in")

    def get_fieldsets(self, request, obj=None):
        """At the end of the form; a new row is used nowhere."""
        fieldsets = [
            (title, options | {"fields": [name for name in options["fields"] if name != "used_in"]})
            for title, options in super().get_fieldsets(request, obj)
        ]
        return [*fieldsets, ("Used in", {"fields": ("used_in",)})] if obj else fieldsets

    @admin.display(description="Used in")
    def used_in(self, row):
        found = self.uses(row)
        total = found.count()
        if not total:
            return "Nothing yet. It can be deleted."
        items = format_html_join(
            "",
            '<li><a href="{}">{}</a> <span class="mini">{}</span></li>',
            map(place, found[:SHOWN]),
        )
        noun = (
            found.model._meta.verbose_name if total == 1 else found.model._meta.verbose_name_plural
        )
        everything = list_url(found.model, **self.list_filters(row))
        return format_html(
            '<p><a href="{}">{} {}</a></p><ul>{}</ul>', everything, total, noun, items
        )


def place(row):
    """Address, name and what is to know of it: of a quote its article, of both the state."""
    if isinstance(row, Quote):
        return quote_url(row), row, f"{row.article}, {state_in_brief(row.article)}"
    return change_url(row), row, state_in_brief(row)
