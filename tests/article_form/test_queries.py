"""What the form asks of the database: the same for ten quotes and for thirty."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.article_form.form import change, fields
from tests.factories import make_article, make_photo, make_quote

pytestmark = pytest.mark.django_db

TO_OPEN, TO_SAVE = 25, 40


def make_long_article(quotes):
    article = make_article(cover=make_photo(), introduction='<p><a href="/muscles/core/">x</a></p>')
    for _ in range(quotes):
        make_quote(article, photo=make_photo(), muscles=["glutes", "core"])
    for position in range(1, 4):
        article.related_links.create(position=position, target=make_article())
    return article


def queries(ask):
    with CaptureQueriesContext(connection) as captured:
        ask()
    return [query["sql"] for query in captured]


def test_opening_the_form(admin):
    counts = []
    for quotes in (10, 30):
        url = change(make_long_article(quotes))
        admin.get(url)
        counts.append(len(queries(lambda url=url: admin.get(url))))
    assert counts[0] == counts[1] <= TO_OPEN


def test_saving_one_changed_quote(admin):
    counts = []
    for quotes in (10, 30):
        url = change(make_long_article(quotes))
        typed = fields(admin, url) | {"_save": "1", "quotes-4-body": "<p>Better words.</p>"}
        counts.append(len(queries(lambda url=url, typed=typed: admin.post(url, typed))))
    assert counts[0] == counts[1] <= TO_SAVE
