"""The WSGI callable that the server loads: ready pages, and behind them Django."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "runsite.settings")

try:
    application = get_wsgi_application()
except ImproperlyConfigured as error:
    sys.exit(f"Configuration: {error}")

# Known once Django is set up.
from django.conf import settings

from runsite.ready.start import before

# Whoever works on templates wants to see each change.
if not settings.DEBUG:
    application = before(application)
