"""The settings of the site, with static files as they are: nothing has to be collected first."""

import time

from runsite.settings import *  # noqa: F403
from runsite.settings import MIDDLEWARE, READY_FOLDER, STORAGES

STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
HANG = READY_FOLDER.parent / "hang"


def hang(get_response):
    """As long as a test says so: see `LiveSite.hanging`."""

    def middleware(request):
        while request.GET.get("q") == "hang" and HANG.exists():
            time.sleep(0.1)
        return get_response(request)

    return middleware


MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]
MIDDLEWARE += ["tests.ready.live_settings.hang"]
