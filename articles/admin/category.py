from django.contrib import admin
from django.db.models import Count
from django.utils.html import format_html

from articles.admin.facets import FacetedAdmin
from articles.admin.guard import Guard
from articles.admin.links import list_url
from articles.admin.merging import Merging
from articles.admin.used_in import UsedIn
from articles.models import Article, Category


@admin.register(Category)
class CategoryAdmin(Guard, Merging, UsedIn, FacetedAdmin):
    list_display = ("name", "all_articles")
    prepopulated_fields = {"slug": ["name"]}

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(all_articles=Count("articles"))

    def uses(self, categories):
        return Article.objects.filter(category__in=categories).order_by("-pk")

    def list_filters(self, category):
        return {"category": category.slug}

    @admin.display(description="Articles", ordering="all_articles")
    def all_articles(self, category):
        chosen = list_url(Article, category=category.slug)
        return format_html('<a href="{}">{}</a>', chosen, category.all_articles)
