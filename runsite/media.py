"""Photos, wherever they are stored. Behind a proxy it may serve MEDIA_ROOT itself."""

import os
import re
import secrets
from contextlib import suppress

from django.core.files.storage import FileSystemStorage, default_storage
from django.http import FileResponse, Http404
from django.views.decorators.http import condition, require_safe

# What we store, by its name. Anything else in the store is not for readers.
STORED = re.compile(r"photos/[0-9a-f]{20}(?:-[0-9]{1,5})?\.(jpg|png|webp|avif)")
TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "avif": "image/avif"}


class MediaUnavailable(OSError):
    """Photos can be neither read nor stored just now."""


class FolderStorage(FileSystemStorage):
    """MEDIA_ROOT. A photo that has its name is whole: nobody reads it to find out."""

    def _save(self, name, content):
        partial = self.path(f"{name}.{secrets.token_hex(8)}.partial")
        try:
            super()._save(partial, content)
            with open(partial, "rb") as written:
                os.fsync(written.fileno())
            os.replace(partial, self.path(name))
        except OSError as error:
            with suppress(OSError):
                os.unlink(partial)
            raise MediaUnavailable(f"MEDIA_ROOT cannot be written: {error}") from error
        return name


@require_safe
def media(request, path):
    stored = STORED.fullmatch(path)
    if stored is None:
        raise Http404
    response = photo(request, path, TYPES[stored[1]])
    # A photo is named by its content, so an address never changes what it shows.
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


# For the same reason who has it has the right one: that asks nothing of the store.
@condition(etag_func=lambda request, path, content_type: f'"{path}"')
def photo(request, path, content_type):
    try:
        return FileResponse(default_storage.open(path), content_type=content_type)
    except FileNotFoundError as error:
        raise Http404 from error
