"""The pages for errors. That for a broken site asks the database nothing: it may be the reason."""

import errno
import logging
import sys

from django.conf import settings
from django.contrib import messages
from django.contrib.sessions.exceptions import SessionInterrupted
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
from redis.exceptions import RedisError

from articles.admin import keeping
from articles.context_processors import MAIN_MENU
from runsite.media import MediaUnavailable

# The database, the store of photos or Redis has just gone: soon it may be back.
PASSING = (OperationalError, InterfaceError, MediaUnavailable, RedisError)
logger = logging.getLogger(__name__)
NOT_STORED = (
    "Nothing is saved: photos cannot be stored just now. Your words stand below. "
    "Choose the photos again and save in a moment."
)


def server_error(request):
    error = sys.exc_info()[1]
    if isinstance(error, MediaUnavailable):
        # What follows is no error any more, and would be logged nowhere.
        logger.error("%s: %s", request.path, error)
        if form := given_back(request):
            messages.error(request, NOT_STORED)
            return form
    if isinstance(error, PASSING) or getattr(error, "errno", None) == errno.ENOSPC:
        return try_again()
    return HttpResponseServerError(bare_page("500.html"))


def try_again():
    headers = {"Retry-After": "5"}
    return HttpResponse(bare_page("500.html"), status=503, headers=headers)


def not_found(request, exception):
    """Of a file it asks the database nothing: files are served while that is down."""
    if request.path.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
        return HttpResponseNotFound(bare_page("404.html"))
    return page_not_found(request, exception)


def bad_request(request, exception):
    """Of a request that can't be read, such as a form of more than 10 MB.

    Or of one whose session could not be written, as on a full disk: that is no fault of the form.
    """
    if isinstance(exception, SessionInterrupted):
        return try_again()
    return HttpResponseBadRequest(bare_page("400.html"))


def bare_page(template):
    """A page of the site that knows nothing of the request."""
    context = {"site_name": settings.SITE_NAME, "main_menu": MAIN_MENU}
    return render_to_string(template, context)


def csrf_failure(request, reason=""):
    """Of a form that was opened before somebody signed in anew nothing that was typed is lost.

    It comes back filled and unsaved, if our own page sent it and its editor is signed in.
    """
    if keeping.is_same_origin(request) and (form := given_back(request)):
        return form
    return render(request, "403.html", status=403)


def given_back(request):
    """The way back to an editor's form, filled as it was sent and unsaved; None for others."""
    if request.method != "POST" or not request.path.startswith(reverse("admin:index")):
        return None
    kept = keeping.unpacked(keeping.packed(request))
    if not (request.user.is_authenticated and keeping.keep(request, kept)):
        return None
    return redirect(kept["path"])
