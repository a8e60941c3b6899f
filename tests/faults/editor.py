"""Somebody who saves an article through the admin without a pause, and remembers what was said."""

import contextlib
import threading
import time
from http.client import HTTPConnection, HTTPException
from itertools import count
from urllib.parse import urlencode

from tests.article_form.form import Fields

LOGIN = "/admin/login/"
SAVED = 302
# Each save has its own in the title and in each heading: what is half there shows.
numbers = count(1)


def ask(site, path, cookies, data=None):
    """Status, headers and body; signed in by the cookies, which the answer may add to."""
    sent = {"Host": f"localhost:{site.port}"}
    sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    if data is not None:
        sent["Content-Type"] = "application/x-www-form-urlencoded"
    with contextlib.closing(HTTPConnection("127.0.0.1", site.port, timeout=30)) as asked:
        asked.request("GET" if data is None else "POST", path, data and urlencode(data, True), sent)
        response = asked.getresponse()
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            cookies[name] = value
        return response.status, response.read().decode()


def sign_in(site, username):
    """The cookies of who has signed in."""
    cookies = {}
    form = Fields(ask(site, LOGIN, cookies)[1]).data
    typed = {"username": username, "password": "password", "next": "/admin/"}
    assert ask(site, LOGIN, cookies, form | typed)[0] == SAVED
    return cookies


class Editor(threading.Thread):
    def __init__(self, site, pk, cookies):
        super().__init__(daemon=True)
        self.site, self.pk, self.cookies = site, pk, dict(cookies)
        self.path = f"/admin/articles/article/{pk}/change/"
        self.acknowledged, self.refused = [], []
        self.has_to_go = threading.Event()

    def run(self):
        while not self.has_to_go.is_set():
            try:
                self.save(f"Save {next(numbers)}")
            except (OSError, HTTPException):
                # Its server was killed; what became of the save nobody has said.
                time.sleep(0.05)

    def save(self, title):
        status, form = ask(self.site, self.path, self.cookies)
        if status == 200:
            headings = {f"quotes-{n}-heading": title for n in range(2)}
            typed = Fields(form).data | headings | {"title": title, "_save": "1"}
            status, _ = ask(self.site, self.path, self.cookies, typed)
        if status == SAVED:
            self.acknowledged.append(title)
        # A server that has just started may ask for patience.
        elif status != 503:
            self.refused.append((title, status))

    def go(self):
        self.has_to_go.set()
        self.join(60)
