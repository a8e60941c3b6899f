"""Photos. Behind a proxy it may serve MEDIA_ROOT itself; nothing depends on that."""

import re

from django.conf import settings
from django.http import Http404
from django.views.decorators.http import require_safe
from django.views.static import serve

# What we store, by its name. Anything else in the folder is not for readers.
STORED = re.compile(r"photos/[0-9a-f]{20}(?:-[0-9]{1,5})?\.(jpg|png|webp|avif)")
TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "avif": "image/avif"}


@require_safe
def media(request, path):
    stored = STORED.fullmatch(path)
    if stored is None:
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response.headers["Content-Type"] = TYPES[stored[1]]
    # A photo is named by its content, so an address never changes what it shows.
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
