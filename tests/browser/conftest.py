"""The browser, and what a test may ask of it. A page that complains fails its test."""

import os
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.auth import get_user_model
from django.db import connections
from django.test import Client

from tests.browser import chromium

# Playwright's loop runs in the thread of the tests, where Django would refuse the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    # The shared memory of a container is too small for a page.
    "--disable-dev-shm-usage",
    # What is on another host cannot be found, whoever asks for it.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
VIOLATIONS = "async () => (await axe.run()).violations"


@pytest.fixture(scope="session")
def playwright(playwright):
    """While its loop runs, this thread has a second connection, which only then can be closed."""
    yield playwright
    connections.close_all()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {"executable_path": chromium.find(), "args": ARGUMENTS}


@pytest.fixture(scope="session")
def base_url(live_server):
    """Lets a test say `page.goto("/articles/")`."""
    return live_server.url


@pytest.fixture
def new_context(new_context, base_url):
    """Every page of every context is watched; what it complained about fails the test."""
    complaints = []

    def watched_context(**options):
        context = new_context(**options)
        watch(context, base_url, complaints)
        return context

    yield watched_context
    assert not complaints, "The page complained:\n" + "\n".join(complaints)


def watch(context, base_url, complaints):
    def on_console(message):
        if not tells_own_status(message):
            complaints.append(f"console {message.type}: {message.text} ({message.page.url})")

    def on_request(request):
        if urlsplit(request.url).scheme in {"http", "https", "ws", "wss"} and not (
            request.url.startswith(f"{base_url}/")
        ):
            complaints.append(f"request to another host: {request.url}")

    context.on("console", on_console)
    context.on("weberror", lambda problem: complaints.append(f"script error: {problem.error}"))
    context.on("request", on_request)


def tells_own_status(message):
    """Chromium reports that the page itself is a 404, which a test may have asked for."""
    return (
        message.text.startswith("Failed to load resource: the server responded with a status of 4")
        and message.location["url"] == message.page.url
    )


@pytest.fixture
def editor(page, live_server):
    """A page on which an administrator is signed in."""
    user = get_user_model().objects.create_superuser("editor", password="for this test only")
    sign_in(page.context, user, live_server.url)
    return page


def sign_in(context, user, url):
    """Without the form: the session's cookie is put where the form would have put it."""
    client = Client()
    client.force_login(user)
    context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}]
    )


@pytest.fixture
def axe():
    """`axe(page)` fails with a readable list of what is inaccessible, in light and in dark."""
    return assert_accessible


def assert_accessible(page):
    found = []
    page.evaluate(AXE_SCRIPT)
    for scheme in ("light", "dark"):
        # Colours are judged at rest, not on their way.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for violation in page.evaluate(VIOLATIONS):
            found += [f"{scheme}: {describe(violation, node)}" for node in violation["nodes"]]
    assert not found, f"{page.url} is not accessible:\n" + "\n".join(found)


def describe(violation, node):
    reasons = [check["message"] for check in node["any"] + node["all"] + node["none"]]
    return f"{violation['id']} ({violation['impact']}) at {node['target']}: {'; '.join(reasons)}"
