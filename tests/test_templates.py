"""Templates get finished data: what a page asks the database, its view asks."""

import pytest
from django.db import connection
from django.template.backends.django import Template

from tests import magazine

pytestmark = pytest.mark.django_db
# The footer's pages are asked for where they are drawn, so that no page of the admin pays for them.
FOOTER = 'FROM "articles_simplepage" WHERE "articles_simplepage"."in_footer"'


@pytest.fixture
def asked(monkeypatch):
    """The queries that run while a template is drawn."""
    queries = []

    def note(execute, sql, *args):
        queries.append(sql)
        return execute(sql, *args)

    def draw(template, *args, **kwargs):
        with connection.execute_wrapper(note):
            return original(template, *args, **kwargs)

    original = Template.render
    monkeypatch.setattr(Template, "render", draw)
    return queries


def test_no_page_asks_the_database_from_its_template(client, asked):
    for name, address in magazine.publish().items():
        asked.clear()
        client.get(address)
        assert [sql for sql in asked if FOOTER not in sql] == [], name
