"""Puts ready pages before Django, with what the settings say."""

import hashlib
import shutil
from collections.abc import Callable

from django.conf import settings

from articles import stamp
from runsite.ready import ReadyPages
from runsite.ready.pulse import Pulse
from runsite.ready.shelf import Shelf

# What pages are made of beside the content: another release makes its own.
SOURCES = ["articles/**/*.py", "runsite/**/*.py", "templates/**/*.html", "var/static/*.json"]


def before(django: Callable) -> ReadyPages:
    folder = settings.VAR / "ready" / release()
    shelf = Shelf(folder, settings.READY_BYTES)
    for former in set(folder.parent.iterdir()) - {folder}:
        shutil.rmtree(former, ignore_errors=True)
    return ReadyPages(django, Pulse(stamp.read), shelf, hosts())


def hosts() -> list[str]:
    """Names that may stand in `Host`, with and without the port; no patterns."""
    named = [host for host in settings.ALLOWED_HOSTS if not host.startswith(("*", "."))]
    return [*named, *(f"{host}:{settings.PORT}" for host in named), settings.SITE_NETLOC]


def release() -> str:
    files = sorted(file for each in SOURCES for file in settings.BASE_DIR.glob(each))
    told = [f"{file} {file.stat().st_mtime_ns} {file.stat().st_size}" for file in files]
    of_settings = [settings.SITE_NAME, settings.SITE_URL, settings.TIME_ZONE]
    return hashlib.sha256("\n".join([*told, *of_settings]).encode()).hexdigest()[:16]
