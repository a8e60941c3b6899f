from datetime import timedelta

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import Count, Exists, OuterRef, Q
from django.forms import Script
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join

from articles.admin.addresses import KeepsAddress
from articles.admin.facets import ConditionFacet, FacetedAdmin
from articles.admin.guard import Guard
from articles.admin.keys import is_key
from articles.admin.links import change_url, list_url, public_url
from articles.admin.merging import Merging
from articles.admin.photo import thumbnail
from articles.admin.used_in import UsedIn
from articles.folding import fold
from articles.models import Article, Author, Expert, Quote
from articles.names import similar_names

CREDENTIALS_LAST = timedelta(days=365)


class ExpertForm(forms.ModelForm):
    # Hidden until there is something to ask.
    another_person = forms.BooleanField(
        required=False, label="This is another person", widget=forms.HiddenInput
    )

    def clean(self):
        cleaned = super().clean()
        if "name" in self.changed_data and not cleaned.get("another_person"):
            self.ask_about(cleaned.get("name", ""))
        return cleaned

    def ask_about(self, name):
        others = {expert.name: expert for expert in Expert.objects.exclude(pk=self.instance.pk)}
        found = [others[each] for each in similar_names(name, others)]
        if not found:
            return
        links = [(change_url(expert), expert) for expert in found]
        names = format_html_join(" or ", '<a href="{}">{}</a>', links)
        self.fields["another_person"].widget = forms.CheckboxInput()
        self.add_error("name", format_html("Did you mean {}? If not, say so below.", names))


class ExpertLackingFacet(ConditionFacet):
    title = "what is lacking"
    parameter = "lacking"
    phrase = "without"

    @property
    def conditions(self):
        quoted = Exists(Quote.objects.filter(expert=OuterRef("pk")))
        return {
            "quote": ("a quote", ~quoted),
            "portrait": ("a portrait", Q(portrait=None)),
            "biography": ("a biography", Q(biography="")),
            "credentials": ("credentials checked within a year", unchecked()),
        }


def unchecked():
    a_year_ago = timezone.localdate() - CREDENTIALS_LAST
    return Q(credentials_checked_on=None) | Q(credentials_checked_on__lt=a_year_ago)


class PortraitSelect(AutocompleteSelect):
    """Django's own asks the database for whatever was sent, a key or not."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [each for each in value if is_key(str(each))], attr)


@admin.register(Expert)
class ExpertAdmin(Guard, KeepsAddress, Merging, UsedIn, FacetedAdmin):
    address_kind = "expert"
    merge_facts = ("title", "organisation", "credentials")
    form = ExpertForm
    list_display = ("face", "name", "affiliation", "all_quotes", "credentials_checked")
    list_display_links = ("name",)
    list_filter = (ExpertLackingFacet,)
    search_fields = ("folded_name", "organisation", "title")
    search_help_text = "Name, title or organisation."
    autocomplete_fields = ("portrait",)
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = (
        (None, {"fields": ("name", "another_person", "slug", "title", "organisation")}),
        ("The expert’s own page", {"fields": ("portrait", "biography", "website")}),
        ("Checked by us", {"fields": ("credentials", "credentials_checked_on", "interests")}),
    )

    class Media:
        js = (
            "js/admin-autocomplete-label.js",
            Script("js/admin-near-names.js", type="module"),
        )

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "portrait":
            kwargs["widget"] = PortraitSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def render_change_form(self, request, context, **kwargs):
        others = Expert.objects.exclude(pk=context["original"] and context["original"].pk)
        context["known_names"] = others.values_list("name", flat=True).order_by("name")
        return super().render_change_form(request, context, **kwargs)

    def get_queryset(self, request):
        quotes = Count("quotes", distinct=True)
        return super().get_queryset(request).for_list().annotate(all_quotes=quotes)

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, fold(search_term))

    def uses(self, experts):
        return Quote.objects.filter(expert__in=experts).with_article().order_by("-pk")

    def list_filters(self, expert):
        return {"expert": expert.slug}

    def view_on_site(self, expert):
        return public_url(expert)

    @admin.display(description="Portrait")
    def face(self, expert):
        return thumbnail(expert.portrait) if expert.portrait else None

    @admin.display(description="Quotes", ordering="all_quotes")
    def all_quotes(self, expert):
        chosen = list_url(Quote, expert=expert.slug)
        return format_html('<a href="{}">{}</a>', chosen, expert.all_quotes)

    @admin.display(description="Credentials checked", ordering="credentials_checked_on")
    def credentials_checked(self, expert):
        checked = expert.credentials_checked_on
        if checked is None:
            return "Never"
        day = date_format(checked, "j F Y")
        overdue = checked < timezone.localdate() - CREDENTIALS_LAST
        return format_html('<span class="warn">{}</span>', day) if overdue else day


@admin.register(Author)
class AuthorAdmin(Guard, KeepsAddress, Merging, UsedIn, FacetedAdmin):
    address_kind = "author"
    merge_facts = ("biography",)
    list_display = ("name", "all_articles")
    search_fields = ("name",)
    prepopulated_fields = {"slug": ["name"]}

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(all_articles=Count("articles"))

    def uses(self, authors):
        return Article.objects.filter(author__in=authors).order_by("-pk")

    def list_filters(self, author):
        return {"q": author.name}

    def view_on_site(self, author):
        return public_url(author)

    @admin.display(description="Articles", ordering="all_articles")
    def all_articles(self, author):
        return author.all_articles
