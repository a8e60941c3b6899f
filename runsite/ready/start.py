"""Puts ready pages before Django, with what the settings say."""

import ctypes
import hashlib
import platform
import sys
import threading
from collections.abc import Callable

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.template.loader import get_template

from articles import stamp
from articles.public import names_at
from runsite.ready.pages import ReadyPages, Site
from runsite.ready.pulse import Pulse
from runsite.ready.shelf import Shelf

# What pages are made of beside the content: another release makes its own.
SOURCES = ["articles/**/*.py", "runsite/**/*.py", "templates/**/*.html"]
SOURCES += ["var/static/*.json", "requirements.txt"]
SETTINGS = ["SITE_NAME", "SITE_URL", "TIME_ZONE"]
DATABASE = ["ENGINE", "HOST", "PORT", "NAME"]
# Of mallopt(3), and in bytes.
M_MMAP_THRESHOLD = -3
LARGE = 8 * 1024


def before(django: Callable) -> ReadyPages:
    keep_large_bytes_apart()
    # Beside the first requests, which need but few of them.
    threading.Thread(target=load_templates, daemon=True).start()
    folder = settings.READY_FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    shelf = Shelf(folder, settings.READY_BYTES, release())
    return ReadyPages(django, site(), Pulse(stamp.read, folder / "seen"), shelf)


def keep_large_bytes_apart() -> None:
    """Outside the heap, where pages that come and go leave holes: of half of what is held."""
    if platform.libc_ver()[0] == "glibc":
        ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, LARGE)


def load_templates() -> None:
    """So that none is read later, when those of the next release lie there before its reload."""
    folder = settings.BASE_DIR / "templates"
    for file in folder.rglob("*.*"):
        get_template(str(file.relative_to(folder)))


def site() -> Site:
    # No patterns.
    named = [host for host in settings.ALLOWED_HOSTS if not host.startswith(("*", "."))]
    hosts = {*named, *(f"{host}:{settings.PORT}" for host in named), settings.SITE_NETLOC}
    scheme = settings.SITE_URL.partition(":")[0] if settings.BEHIND_PROXY else ""
    cookies = [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, CookieStorage.cookie_name]
    return Site(settings.SITE_NETLOC, frozenset(hosts), scheme, cookies, names_at)


def release() -> str:
    files = [file for each in SOURCES for file in settings.BASE_DIR.glob(each)]
    told = [f"{file} {file.stat().st_mtime_ns} {file.stat().st_size}" for file in sorted(files)]
    told += [str(getattr(settings, name)) for name in SETTINGS]
    told += [str(settings.DATABASES["default"].get(name)) for name in DATABASE]
    return hashlib.sha256("\n".join([sys.version, *told]).encode()).hexdigest()[:16]
