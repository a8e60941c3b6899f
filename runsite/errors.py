"""The pages for errors. That for a broken site asks the database nothing: it may be the reason."""

import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import (
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseNotFound,
    HttpResponseServerError,
)
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.defaults import page_not_found

from articles.admin import keeping
from articles.context_processors import MAIN_MENU


def server_error(request):
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        # The database has just gone: soon it may be back.
        headers = {"Retry-After": "5"}
        return HttpResponse(bare_page("500.html"), status=503, headers=headers)
    return HttpResponseServerError(bare_page("500.html"))


def not_found(request, exception):
    """Of a file it asks the database nothing: files are served while that is down."""
    if request.path.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
        return HttpResponseNotFound(bare_page("404.html"))
    return page_not_found(request, exception)


def bad_request(request, exception):
    """Of a request that can't be read, such as a form of more than 10 MB."""
    return HttpResponseBadRequest(bare_page("400.html"))


def bare_page(template):
    """A page of the site that knows nothing of the request."""
    context = {"site_name": settings.SITE_NAME, "main_menu": MAIN_MENU}
    return render_to_string(template, context)


def csrf_failure(request, reason=""):
    """Of a form that was opened before somebody signed in anew nothing that was typed is lost.

    It comes back filled and unsaved, if our own page sent it and its editor is signed in.
    """
    if request.path.startswith(reverse("admin:index")) and keeping.is_same_origin(request):
        kept = keeping.unpacked(keeping.packed(request))
        if request.user.is_authenticated and keeping.keep(request, kept):
            return redirect(kept["path"])
    return render(request, "403.html", status=403)
