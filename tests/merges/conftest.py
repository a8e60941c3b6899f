import pytest

from tests.factories import (
    make_administrator,
    make_article,
    make_quote,
)


@pytest.fixture
def root():
    return make_administrator()


@pytest.fixture
def admin(client, root):
    client.force_login(root)
    return client


@pytest.fixture
def quotes():
    article = make_article()
    return [make_quote(article, muscles=each) for each in (["calves"], ["calves", "shins"])]
