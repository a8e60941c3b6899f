"""Lists that say in a sentence what they show, and filters that count what each choice leaves."""

import re
from typing import NamedTuple

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, Model, Q
from django.utils.text import capfirst

# Of more choices those are offered that leave most.
MOST_CHOICES = 50


class Option(NamedTuple):
    value: str
    label: str
    total: int


class Facet(admin.ListFilter):
    """One choice out of several; a value that it does not know counts as none."""

    template = "admin/facet.html"
    # The list of more is folded at first.
    few = 25
    is_cut = False
    parameter = ""
    # Leads to the chosen label in the sentence over the list: "by", "on", "without".
    phrase = ""

    def __init__(self, request, params, model, model_admin):
        super().__init__(request, params, model, model_admin)
        value = params.pop(self.parameter, [""])[-1]
        self.label = self.label_of(value) if re.fullmatch(r"[-\w]+", value) else ""
        self.value = value if self.label else ""

    def label_of(self, value):
        raise NotImplementedError

    def narrow(self, queryset):
        raise NotImplementedError

    def options(self, rows):
        raise NotImplementedError

    def has_output(self):
        return True

    def expected_parameters(self):
        return [self.parameter]

    def queryset(self, request, queryset):
        return self.narrow(queryset) if self.value else queryset

    def choices(self, changelist):
        rows = changelist.without(self)
        yield self.choice(changelist, Option("", "All", rows.count()))
        for option in self.options(rows):
            if option.total or option.value == self.value:
                yield self.choice(changelist, option)

    def choice(self, changelist, option):
        query_string = changelist.get_query_string({self.parameter: option.value or None})
        selected = option.value == self.value
        return option._asdict() | {"query_string": query_string, "selected": selected}


class ConditionFacet(Facet):
    """Choices that are conditions: `conditions` maps each value to its label and its Q."""

    conditions: dict[str, tuple[str, Q]] = {}

    def label_of(self, value):
        return self.conditions.get(value, ("", None))[0]

    def narrow(self, queryset):
        return queryset.filter(self.conditions[self.value][1])

    def options(self, rows):
        counts = {key: Count("pk", filter=condition) for key, (_, condition) in self.items()}
        found = rows.aggregate(**{f"n_{key}": count for key, count in counts.items()})
        return [Option(key, label, found[f"n_{key}"]) for key, (label, _) in self.items()]

    def items(self):
        return self.conditions.items()


class RelatedFacet(Facet):
    """Choices that are rows of another model, known by their slug."""

    related: type[Model]
    path = ""
    order = "name"

    def label_of(self, value):
        return (
            self.related._default_manager.filter(slug=value).values_list("name", flat=True).first()
            or ""
        )

    def narrow(self, queryset):
        return queryset.filter(**{f"{self.path}__slug": self.value})

    def options(self, rows):
        slug, name = f"{self.path}__slug", f"{self.path}__name"
        groups = rows.exclude(**{self.path: None}).values(slug, name)
        counted = groups.annotate(n=Count("pk")).order_by(f"{self.path}__{self.order}")
        found = [Option(group[slug], group[name], group["n"]) for group in counted]
        if len(found) > MOST_CHOICES:
            self.is_cut = True
            most = set(sorted(found, key=lambda option: -option.total)[:MOST_CHOICES])
            found = [option for option in found if option in most]
        known = not self.value or any(option.value == self.value for option in found)
        return found if known else [*found, Option(self.value, self.label, 0)]


class FacetedList(ChangeList):
    def __init__(self, request, *args, **kwargs):
        self.request = request
        super().__init__(request, *args, **kwargs)
        if not self.is_popup:
            self.title = capfirst(self.opts.verbose_name_plural)

    @property
    def chosen(self):
        """The filters in force: how the sentence puts each, and the list without it."""
        return [
            (facet.phrase, facet.label, self.get_query_string(remove=[facet.parameter]))
            for facet in self.filter_specs
            if facet.value
        ]

    def without(self, facet):
        """The rows that the search and all other filters leave."""
        rows = self.root_queryset
        for other in self.filter_specs:
            rows = rows if other is facet else other.queryset(self.request, rows)
        rows, _ = self.model_admin.get_search_results(self.request, rows, self.query)
        return self.model.objects.filter(pk__in=rows.order_by().values("pk")).order_by()


class FacetedAdmin(admin.ModelAdmin):
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.ALWAYS

    def get_changelist(self, request, **kwargs):
        return FacetedList
