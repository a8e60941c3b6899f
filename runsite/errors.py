"""The page for errors. It asks the database nothing: that may be what is broken."""

from django.conf import settings
from django.http import HttpResponseServerError
from django.template.loader import render_to_string

from articles.context_processors import MAIN_MENU


def server_error(request):
    context = {"site_name": settings.SITE_NAME, "main_menu": MAIN_MENU}
    return HttpResponseServerError(render_to_string("500.html", context))
