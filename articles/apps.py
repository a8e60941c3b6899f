import gc

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate, pre_migrate

from articles import migrating
from runsite import checks


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Magazine"

    def ready(self):
        register(checks.sqlite, Tags.database)
        register(checks.address)
        pre_migrate.connect(migrating.before, sender=self)
        post_migrate.connect(migrating.after, sender=self)
        # Of the last app, so all is loaded: `runsite/__init__.py` has put this off.
        gc.freeze()
        gc.enable()


class EditorsSiteConfig(AdminConfig):
    """The stock admin under our own site object."""

    default_site = "articles.admin.site.editors_site"
