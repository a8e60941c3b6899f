"""Finds the browser for the tests; `python -m tests.browser.chromium` installs one if needed.

Under CI=true it installs nothing: there a missing browser is a broken machine.
"""

import os
import platform
import shutil
import subprocess
import sys

from playwright.sync_api import Error, sync_playwright

# Chromium without a window comes first: the same engine, and these tests take a third less time.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
ADVICE = "Install Chromium or Chrome, or name one with RUNSITE_BROWSER=/path/to/chromium."


def find() -> str | None:
    """The path of an installed browser, or None when Playwright has to bring its own."""
    paths = (shutil.which(name) for name in (os.environ.get("RUNSITE_BROWSER", ""), *NAMES))
    return next((path for path in paths if path and runs(path)), None)


def runs(path: str) -> bool:
    """Ubuntu's chromium-browser is only a note about where the browser went."""
    command = [path, "--version"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and "Chrom" in answer.stdout


def is_brought() -> bool:
    """Whether Playwright has brought a browser of its own, and it runs here."""
    with sync_playwright() as playwright:
        try:
            playwright.chromium.launch().close()
        except Error:
            return False
    return True


def install() -> None:
    if administrator() is not None and distribution() == "debian":
        install_package("chromium-headless-shell")
    else:
        install_with_playwright()


def administrator() -> list[str] | None:
    """What to put before a command so that it may change the system, or None if nothing may."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    if (
        shutil.which("sudo")
        and subprocess.run([*sudo, "true"], capture_output=True).returncode == 0
    ):
        return sudo
    return None


def distribution() -> str:
    try:
        return platform.freedesktop_os_release()["ID"]
    except OSError:
        return ""


def install_package(name: str) -> None:
    apt_get = [*(administrator() or []), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    subprocess.run([*apt_get, "update"], check=True)
    subprocess.run([*apt_get, "install", "--yes", name], check=True)


def install_with_playwright() -> None:
    libraries = ["--with-deps"] if distribution() and administrator() is not None else []
    command = [sys.executable, "-m", "playwright", "install", "--only-shell"]
    subprocess.run([*command, *libraries, "chromium"], check=True)


def main() -> None:
    if find() or is_brought():
        return
    if os.environ.get("CI") == "true":
        sys.exit(f"The tests need a browser and found none. {ADVICE}")
    print("No Chromium or Chrome is installed: installing one for the browser tests.", flush=True)
    try:
        install()
    except (OSError, subprocess.CalledProcessError):
        sys.exit(f"The tests need a browser and none could be installed. {ADVICE}")


if __name__ == "__main__":
    main()
