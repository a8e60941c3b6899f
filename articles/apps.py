from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Magazine"


class EditorsSiteConfig(AdminConfig):
    """The stock admin under our own site object."""

    default_site = "articles.admin.site.editors_site"
