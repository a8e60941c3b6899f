"""What is done once, before the first request."""

import gc
import platform
import subprocess
import sys

import pytest
from django.template.loader import get_template
from django.template.loaders.filesystem import Loader

from runsite.ready import start

# In a process of its own, as it is done for all of a process.
CODE = """
from pathlib import Path
from runsite.ready.start import LARGE, keep_large_bytes_apart

keep_large_bytes_apart()
# After this the C library itself would put all of up to ten megabytes into the heap.
bytes(10_000_000)
# More than any hole in it takes.
page = [bytes(2 * LARGE) for _ in range(200)][-1]
lines = Path("/proc/self/maps").read_text().splitlines()
heaps = [line.split()[0].split("-") for line in lines if line.endswith("[heap]")]
print(any(int(start, 16) <= id(page) < int(end, 16) for start, end in heaps))
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="Only glibc is told.")
def test_large_pages_lie_outside_the_heap_where_they_would_leave_holes(settings):
    said = subprocess.run(
        [sys.executable, "-c", CODE],
        cwd=settings.BASE_DIR,
        env={"DJANGO_SETTINGS_MODULE": "runsite.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout == "False\n", said.stderr


def test_no_template_is_read_after_the_start(monkeypatch):
    """By then it may be that of the next release."""

    def read(*arguments):
        raise AssertionError("It is read.")

    start.load_templates()
    monkeypatch.setattr(Loader, "get_contents", read)
    for name in ("base.html", "articles/quote_list.html", "articles/sitemap_index.xml"):
        assert get_template(name)


def test_garbage_is_looked_for_again_when_all_is_loaded():
    assert gc.isenabled()
    assert gc.get_freeze_count() > 10_000
