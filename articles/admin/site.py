"""The admin site: the magazine's name over Django's own admin."""

from django.conf import settings
from django.contrib import admin


class EditorsSite(admin.AdminSite):
    site_header = settings.SITE_NAME
    site_title = f"{settings.SITE_NAME}, editors"
    index_title = "Today"
    enable_nav_sidebar = False
