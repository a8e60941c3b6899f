"""The admin site: the magazine's name over Django's own admin."""

from functools import cache

from django.conf import settings
from django.contrib import admin

from articles.admin.dashboard import Dashboard


class EditorsSite(admin.AdminSite):
    site_header = settings.SITE_NAME
    site_title = f"{settings.SITE_NAME}, editors"
    index_title = "Today"
    enable_nav_sidebar = False

    def index(self, request, extra_context=None):
        changes = self.get_log_entries(request)
        dashboard = Dashboard(request.user, self.get_app_list(request), changes)
        context = {"dashboard": dashboard, "subtitle": dashboard.summary}
        return super().index(request, context | (extra_context or {}))


@cache
def editors_site():
    """Always the same one: Django asks again while our registrations are still being imported."""
    return EditorsSite()
