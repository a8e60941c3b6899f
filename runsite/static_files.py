"""Collects the static files, and knows when that is not needed: compressing takes seconds."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Imports use the hashed names that pages use: under two names a module would run twice."""

    support_js_module_import_aggregation = True


def record() -> Path:
    """Lies beside the collected files, which are all public."""
    return settings.STATIC_ROOT.with_suffix(".sha256")


def are_current() -> bool:
    return (
        settings.STATIC_ROOT.is_dir()
        and record().is_file()
        and record().read_text() == fingerprint()
    )


def collect() -> None:
    record().unlink(missing_ok=True)
    # Cleared first: without that a file whose new version bears an older date would stay.
    call_command("collectstatic", clear=True, interactive=False, verbosity=0)
    # Last, so that half a collection has none.
    record().write_text(fingerprint())


def fingerprint() -> str:
    """One number for the names and contents of all sources, our own and the packages'."""
    total = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            with storage.open(path) as file:
                total.update(path.encode() + hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()
