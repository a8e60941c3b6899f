"""The settings of the site, with static files as they are: nothing has to be collected first."""

from runsite.settings import *  # noqa: F403
from runsite.settings import MIDDLEWARE, STORAGES

STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]
