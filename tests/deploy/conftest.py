"""One site for all tests of docs/deploy, on SQLite, and nginx before it."""

import os

import pytest

from tests.deploy.nginx import MISSING, find
from tests.ready.live import FILL, LiveSite
from tests.servers import free_port

# Their addresses lie in `told` afterwards.
PRIVATE = """
import os
from pathlib import Path
from tests.factories import make_article, make_photo
link = PreviewLink.objects.create(article=make_article(live=False))
told = Path(os.environ["MEDIA_ROOT"]).with_name("told")
told.write_text(f"{link.get_absolute_url()} {make_photo().image.url}")
"""


@pytest.fixture(scope="package")
def site(tmp_path_factory, django_db_setup):
    folder = tmp_path_factory.mktemp("deployed")
    site = LiveSite(folder, f"sqlite:///{folder}/db.sqlite3")
    site.folder, site.public_port = folder, free_port()
    site.environment |= {
        "MEDIA_ROOT": str(folder / "media"),
        "SITE_URL": f"http://localhost:{site.public_port}",
        "BEHIND_PROXY": "1",
    }
    site.fill(FILL + PRIVATE)
    site.private_page, site.photo = (folder / "told").read_text().split()
    with site.running():
        yield site


@pytest.fixture(scope="package")
def _nginx_is_there():
    if find() is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
