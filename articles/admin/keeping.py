"""A form that was sent after its session had ended comes back, filled, after signing in again.

The sign-in page carries all that was posted; who signs in as the same person finds it in the
form, not saved yet. Nobody else ever sees it.
"""

import json
import re
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import admin
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

# The hidden field of the sign-in page, and the key of the session.
KEPT = "kept"
EDITOR = "editor"
TOKEN = "csrfmiddlewaretoken"
signer = signing.Signer(salt="articles.admin.keeping")


def packed(request):
    """All that was posted, and where to, as one text; of files only the names."""
    posted = {name: values for name, values in request.POST.lists() if name != TOKEN}
    files = {name: file.name for name, file in request.FILES.items() if file}
    kept = {"path": request.get_full_path(), "post": posted, "files": files}
    return json.dumps(kept, ensure_ascii=False)


def unpacked(text):
    """None for what we did not pack."""
    try:
        kept = json.loads(text)
        return kept if {"path", "post", "files"} <= set(kept) else None
    except (ValueError, TypeError):
        return None


def signature(user):
    """In each form: whose it is."""
    return signer.sign(user.pk)


def is_of(user, kept):
    try:
        return signer.unsign(kept["post"].get(EDITOR, [""])[0]) == str(user.pk)
    except signing.BadSignature:
        return False


def keep(request, kept):
    """Until the form is shown again; False where it belongs to somebody else."""
    if not is_of(request.user, kept):
        return False
    request.session[KEPT] = kept
    return True


def is_same_origin(request):
    """Whether our own page sent it, as the browser says."""
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    parts = urlsplit(origin)
    return f"{parts.scheme}://{parts.netloc}" == f"{request.scheme}://{request.get_host()}"


class Keeping(admin.ModelAdmin):
    """A form that can show again what was kept of it."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        kept = request.session.get(KEPT)
        if request.method == "GET" and kept and kept["path"] == request.get_full_path():
            del request.session[KEPT]
            if is_of(request.user, kept):
                show_again(request, kept)
        return super().changeform_view(request, object_id, form_url, extra_context)


def show_again(request, kept):
    """Makes of the request one that shows the form with all that was typed, and saves nothing."""
    post = QueryDict(mutable=True)
    for name, values in kept["post"].items():
        post.setlist(name, values)
    post["_again"] = KEPT
    files = {name: [SimpleUploadedFile(file, b"")] for name, file in kept["files"].items()}
    request.method, request.POST, request._files = "POST", post, MultiValueDict(files)


def acknowledge(request, response):
    """Tells the browser which form is saved, so that it forgets its copy of that one only."""
    copy = request.POST.get("copy", "")
    if re.fullmatch(r"[\w-]{8,40}", copy, re.ASCII):
        response.set_cookie(
            "saved_copy",
            copy,
            max_age=3600,
            path=reverse("admin:index"),
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response
