"""The locks hold what the requirements name, and nothing without a hash."""

import re

import pytest
from django.conf import settings

LOCKS = {
    "requirements.txt": ".ci/requirements.lock",
    "tests/requirements.txt": ".ci/requirements-dev.lock",
}
PIN = re.compile(r"([a-zA-Z0-9._-]+)(?:\[[^]]+\])?==([^ ;\\]+)")


def lines(name):
    text = (settings.BASE_DIR / name).read_text()
    return [line for line in text.splitlines() if line and not line.startswith(("#", "-r"))]


def pins(name):
    """Version by package; a lock's lines of hashes and reasons are indented."""
    found = [PIN.match(line) for line in lines(name) if not line.startswith(" ")]
    return {pin[1].lower(): pin[2] for pin in found if pin}


@pytest.mark.parametrize(("requirements", "lock"), LOCKS.items())
def test_a_lock_holds_every_requirement_in_its_version(requirements, lock):
    wanted = pins(requirements)
    assert len(wanted) == len(lines(requirements))
    assert wanted.items() <= pins(lock).items(), "run make lock"


def test_what_is_tested_is_what_is_served():
    served, tested = (pins(lock) for lock in LOCKS.values())
    assert served.items() <= tested.items(), "run make lock"


@pytest.mark.parametrize("lock", LOCKS.values())
def test_every_locked_package_has_a_hash(lock):
    text = (settings.BASE_DIR / lock).read_text()
    packages = re.split(r"\n(?=\w)", text)[1:]
    assert len(packages) == len(pins(lock))
    assert all("--hash=sha256:" in package for package in packages)


@pytest.mark.parametrize("requirements", LOCKS)
def test_every_requirement_has_its_reason(requirements):
    assert all(re.search(r"  # \w.{4,}", line) for line in lines(requirements))
