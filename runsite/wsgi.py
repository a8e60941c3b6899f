"""The WSGI callable that the server loads: ready pages, and behind them Django."""

import os
import sys
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from uvicorn.config import STARTUP_FAILURE

from articles import migrating
from runsite.ready import start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "runsite.settings")


def make() -> Callable:
    django = get_wsgi_application()
    migrating.names_of_release()
    # Whoever works on templates wants to see each change.
    return django if settings.DEBUG else start.before(django)


try:
    application = make()
except ImproperlyConfigured as error:
    print(f"Configuration: {error}", file=sys.stderr)
    # So that uvicorn ends, and does not start another worker for ever.
    sys.exit(STARTUP_FAILURE)
