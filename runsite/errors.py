"""The page for errors. It asks the database nothing: that may be what is broken."""

from django.conf import settings
from django.http import HttpResponseServerError
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse

from articles.admin import keeping
from articles.context_processors import MAIN_MENU


def server_error(request):
    context = {"site_name": settings.SITE_NAME, "main_menu": MAIN_MENU}
    return HttpResponseServerError(render_to_string("500.html", context))


def csrf_failure(request, reason=""):
    """Of a form that was opened before somebody signed in anew nothing that was typed is lost.

    It comes back filled and unsaved, if our own page sent it and its editor is signed in.
    """
    if request.path.startswith(reverse("admin:index")) and keeping.is_same_origin(request):
        kept = keeping.unpacked(keeping.packed(request))
        if request.user.is_authenticated and keeping.keep(request, kept):
            return redirect(kept["path"])
    return render(request, "403.html", status=403)
