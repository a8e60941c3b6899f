"""Where a row is used, on its own form: a page would be torn without it."""

from django.contrib import admin
from django.utils.html import format_html, format_html_join

from articles.admin.links import change_url, list_url, quote_url
from articles.admin.state import state_in_brief
from articles.models import Article, Quote

SHOWN = 20


class UsedIn(admin.ModelAdmin):
    """`uses` gives the quotes or articles that need the rows, and `list_filters` those of one."""

    def uses(self, rows):
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

    def get_deleted_objects(self, objs, request):
        """What would be torn stands in the way: the same list as on the form."""
        found = self.uses(objs)
        if not found.exists():
            return super().get_deleted_objects(objs, request)
        return [], {}, set(), [*map(entry, found[:SHOWN]), *self.rest(objs, found)]

    def rest(self, rows, found):
        """Those that no longer fit, behind one link for each of the rows."""
        if found.count() > SHOWN:
            for row in rows:
                yield format_html('<a href="{}">All of {}</a>', self.list_of(row, found), row)

    def list_of(self, row, found):
        return list_url(found.model, **self.list_filters(row))

    @admin.display(description="Used in")
    def used_in(self, row):
        found = self.uses([row])
        total = found.count()
        if not total:
            return "Nothing yet. It can be deleted."
        items = format_html_join("", "<li>{}</li>", [(entry(each),) for each in found[:SHOWN]])
        meta = found.model._meta
        noun = meta.verbose_name if total == 1 else meta.verbose_name_plural
        everything = self.list_of(row, found)
        return format_html(
            '<p><a href="{}">{} {}</a></p><ul>{}</ul>', everything, total, noun, items
        )


def entry(row):
    """A link, and what is to know of the row: of a quote its article, of both the state."""
    if isinstance(row, Quote):
        about = f"{row.article}, {state_in_brief(row.article)}"
        return linked(quote_url(row), row, about)
    if isinstance(row, Article):
        return linked(change_url(row), row, state_in_brief(row))
    return str(row)


def linked(href, row, about):
    return format_html('<a href="{}">{}</a> <span class="mini">{}</span>', href, row, about)
