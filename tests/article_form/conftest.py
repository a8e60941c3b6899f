import pytest

from tests.factories import make_administrator, make_article, make_quote


@pytest.fixture
def admin(client):
    client.force_login(make_administrator())
    return client


@pytest.fixture
def three_quotes():
    article = make_article()
    for heading in ("First", "Second", "Third"):
        make_quote(article, heading=heading, muscles=["glutes"])
    return article
