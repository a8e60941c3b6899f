"""The admin site: the magazine's name over Django's own admin."""

from functools import cache

from django.conf import settings
from django.contrib import admin

from articles.admin.dashboard import Dashboard

# What editors go to every day, by the name of its model.
MENU = ["Article", "Quote", "Expert", "MuscleGroup", "Photo"]


class EditorsSite(admin.AdminSite):
    site_header = settings.SITE_NAME
    site_title = f"{settings.SITE_NAME}, editors"
    index_title = "Today"
    enable_nav_sidebar = False

    def each_context(self, request):
        context = super().each_context(request)
        return context | {"menu": menu(context["available_apps"], request.path)}

    def index(self, request, extra_context=None):
        changes = self.get_log_entries(request)
        dashboard = Dashboard(request.user, self.get_app_list(request), changes)
        return super().index(request, {"dashboard": dashboard} | (extra_context or {}))


def menu(app_list, path):
    """Name, address and whether the path lies under it, of what the user may see."""
    models = {entry["object_name"]: entry for app in app_list for entry in app["models"]}
    shown = [models[name] for name in MENU if name in models]
    return [(each["name"], each["admin_url"], path.startswith(each["admin_url"])) for each in shown]


@cache
def editors_site():
    """Always the same one: Django asks again while our registrations are still being imported."""
    return EditorsSite()
