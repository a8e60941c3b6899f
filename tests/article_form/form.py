"""The form as a browser without script would fill it in and post it."""

from html.parser import HTMLParser

from django.urls import reverse

from articles.models import MuscleGroup
from tests.factories import make_upload

ADD = "/admin/articles/article/add/"
ADD_PHOTO = "/admin/articles/photo/add/"


class Fields(HTMLParser):
    """The fields of a form as a browser without script would post them."""

    def __init__(self, html):
        super().__init__()
        self.data, self.select, self.area = {}, None, None
        self.feed(html.split("<template", 1)[0] + html.split("</template>", 1)[-1])

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        name, kind = found.get("name"), found.get("type")
        if tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in found:
            self.data[self.select] = found["value"]
        elif tag == "textarea":
            self.area, self.data[name] = name, ""
        elif tag == "input" and name and kind not in {"submit", "file"}:
            if kind not in {"checkbox", "radio"}:
                self.data[name] = found.get("value", "")
            elif "checked" in found and kind == "radio":
                self.data[name] = found["value"]
            elif "checked" in found:
                self.data.setdefault(name, []).append(found.get("value", "on"))

    def handle_data(self, data):
        if self.area:
            self.data[self.area] += data.removeprefix("\n")

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        if tag == "textarea":
            self.area = None


def change(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def fields(admin, url):
    return Fields(admin.get(url).content.decode()).data


def post(admin, url, button="_save", **typed):
    """Posts the form as it is shown, with what is typed on top."""
    return admin.post(url, fields(admin, url) | {button: "1"} | typed)


def problems(response):
    return [problem.text for problem in response.context["desk"].problems]


def muscle(slug):
    return str(MuscleGroup.objects.get(slug=slug).pk)


def in_order(article):
    return [quote.heading for quote in article.quotes.order_by("position")]


def photo_of(index, **texts):
    return {f"quotes-{index}-photo-{name}": value for name, value in texts.items()}


def add_photo(admin):
    texts = {"alternative_text": "A bend", "credit": "Ines"}
    return post(admin, ADD_PHOTO, image=make_upload(), **texts)
