"""A window in which somebody has the article's form open, while others save."""

import re
from html import unescape

from tests.article_form.form import Fields, change, fields


class Window:
    """A form that was opened at some moment, with what has been typed into it since."""

    def __init__(self, client, article):
        self.client, self.url = client, change(article)
        self.typed = fields(client, self.url)

    def save(self, button="_save", **typed):
        self.response = self.client.post(self.url, self.typed | {button: "1"} | typed)
        return self.response

    def choose(self, **answers):
        """Answers the choice page, all else as the page has it."""
        held = Hidden(self.response.content.decode()).data
        chosen = {f"choice-{name.replace('__', '-')}": value for name, value in answers.items()}
        self.response = self.client.post(self.url, held | chosen)
        return self.response

    def choose_again(self):
        """Back to the form with what was typed."""
        held = Hidden(self.response.content.decode()).data
        self.response = self.client.post(self.url, held | {"_again": "1"})
        return self.response


class Hidden:
    """What the choice page would post without any choice."""

    def __init__(self, html):
        found = Fields(html).data
        areas = re.findall(r'<textarea name="([^"]+)"[^>]*>\n(.*?)</textarea>', html, re.DOTALL)
        self.data = {name: value for name, value in found.items() if name and "choice-" not in name}
        for name in {name for name, _ in areas}:
            self.data[name] = [unescape(text) for each, text in areas if each == name]


def is_choice(response):
    return response.status_code == 200 and "conflict_form" in response.content.decode()


def choices(response):
    return [choice.title for choice in response.context["choices"]]
