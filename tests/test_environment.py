"""`.ci/environment` and the browser's finder say in one sentence what a machine lacks."""

import os
import shutil
import subprocess
import sys

import pytest
from django.conf import settings

OLD_PYTHON = """#!/bin/sh
case "$*" in
    --version) echo "Python 3.11.2" ;;
    *version_info*) exit 1 ;;
esac
"""


@pytest.fixture
def clone(tmp_path):
    shutil.copytree(settings.BASE_DIR / ".ci", tmp_path / ".ci")
    return tmp_path


def make_environment(clone, **variables):
    command = ["/bin/sh", ".ci/environment", "requirements"]
    return subprocess.run(command, cwd=clone, env=variables, capture_output=True, text=True)


def test_a_python_that_is_too_old_is_named(clone):
    python = clone / "python3"
    python.write_text(OLD_PYTHON)
    python.chmod(0o755)
    answer = make_environment(clone, PATH=os.environ["PATH"], PYTHON=str(python))
    assert answer.returncode == 1
    assert answer.stderr == (
        f"PYTHON={python} is Python 3.11.2, and Runsite needs Python 3.12 or newer.\n"
    )
    assert not (clone / ".venv").exists()


def test_a_machine_without_python_is_told_what_to_install(clone):
    tools = clone / "tools"
    tools.mkdir()
    for tool in ("cmp", "dirname"):
        (tools / tool).symlink_to(shutil.which(tool))
    answer = make_environment(clone, PATH=str(tools), HOME=str(clone))
    assert answer.returncode == 1
    assert answer.stderr.startswith("Runsite needs Python 3.12 or newer and found none: ")
    assert answer.stderr.count("\n") == 1


def test_under_ci_a_missing_browser_fails_and_nothing_is_installed(tmp_path):
    answer = subprocess.run(
        [sys.executable, "-m", "tests.browser.chromium"],
        cwd=settings.BASE_DIR,
        env={"CI": "true", "PATH": str(tmp_path), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert answer.returncode == 1
    assert answer.stderr.startswith("The tests need a browser and found none. ")
    assert not list(tmp_path.iterdir())
