"""Puts ready pages before Django, with what the settings say."""

import hashlib
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from articles import stamp
from runsite.ready import ReadyPages
from runsite.ready.pulse import Pulse
from runsite.ready.shelf import Shelf

# What pages are made of beside the content: another release makes its own.
SOURCES = ["articles/**/*.py", "runsite/**/*.py", "templates/**/*.html"]
SOURCES += ["var/static/*.json", "requirements.txt"]
SETTINGS = ["SITE_NAME", "SITE_URL", "TIME_ZONE"]
DATABASE = ["ENGINE", "HOST", "PORT", "NAME"]
DAY = 24 * 60 * 60


def before(django: Callable) -> ReadyPages:
    folder = settings.READY_FOLDER / release()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    remove_former(folder)
    pulse = Pulse(stamp.read, folder / "seen")
    return ReadyPages(django, pulse, Shelf(folder, settings.READY_BYTES), hosts())


def hosts() -> list[str]:
    """Names that may stand in `Host`, with and without the port; no patterns."""
    named = [host for host in settings.ALLOWED_HOSTS if not host.startswith(("*", "."))]
    return [*named, *(f"{host}:{settings.PORT}" for host in named), settings.SITE_NETLOC]


def release() -> str:
    files = [file for each in SOURCES for file in settings.BASE_DIR.glob(each)]
    told = [f"{file} {file.stat().st_mtime_ns} {file.stat().st_size}" for file in sorted(files)]
    told += [str(getattr(settings, name)) for name in SETTINGS]
    told += [str(settings.DATABASES["default"].get(name)) for name in DATABASE]
    return hashlib.sha256("\n".join([sys.version, *told]).encode()).hexdigest()[:16]


def remove_former(folder: Path) -> None:
    """Pages of releases that have not served for a day: one that is going may serve still."""
    for other in folder.parent.iterdir():
        seen = other / "seen"
        if other != folder and seen.exists() and time.time() - seen.stat().st_mtime > DAY:
            shutil.rmtree(other, ignore_errors=True)
