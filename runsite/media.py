"""Photos. Behind a proxy it may serve MEDIA_ROOT itself; nothing depends on that."""

from pathlib import PurePosixPath

from django.conf import settings
from django.http import Http404
from django.views.decorators.http import require_safe
from django.views.static import serve

# The formats that we store. Anything else in the folder is not for readers.
TYPES = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp", ".avif": "image/avif"}


@require_safe
def media(request, path):
    content_type = TYPES.get(PurePosixPath(path).suffix)
    if content_type is None or ".." in path:
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response.headers["Content-Type"] = content_type
    # A photo is named by its content, so an address never changes what it shows.
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
