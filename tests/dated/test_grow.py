"""A database of made-up articles: by a seed, and never beside real ones."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles import migrating
from articles.dated import rules
from articles.history.recording import record_deletion
from articles.models import Article, Quote
from articles.search import index
from tests.factories import make_article

# As it is run: PostgreSQL lifts no rules in the middle of a transaction.
pytestmark = pytest.mark.django_db(transaction=True)


def grow(**options):
    said = StringIO()
    call_command("grow", stdout=said, **options)
    return said.getvalue()


def test_it_makes_so_many_and_all_that_is_kept_of_them_is_true(client):
    assert "with 60 quotes" in grow(quotes=60)
    assert Quote.objects.count() == 60
    assert migrating.is_kept()
    assert rules.differences() == []
    assert not any(each.total for each in index.differences())
    article = Article.objects.published().newest_first().first()
    assert client.get(article.get_absolute_url()).status_code == 200
    assert "with 70 quotes" in grow(quotes=10)


def test_the_same_seed_makes_the_same(client):
    grow(quotes=20, seed=7)
    first = list(Quote.objects.order_by("pk").values_list("body", flat=True))
    grow(quotes=20, seed=7)
    again = list(Quote.objects.order_by("pk").values_list("body", flat=True))[20:]
    grow(quotes=20, seed=8)
    other = list(Quote.objects.order_by("pk").values_list("body", flat=True))[40:]
    assert first == again
    assert first != other


def test_real_articles_are_left_alone():
    make_article()
    with pytest.raises(CommandError, match="were not grown"):
        grow(quotes=10)
    assert Article.objects.count() == 1


def test_deleted_articles_that_may_be_brought_back_are_real_too():
    article = make_article()
    record_deletion(article.pk, by="Ana")
    article.delete()
    with pytest.raises(CommandError, match="versions of some"):
        grow(quotes=10)


def test_it_says_what_it_would_do():
    assert "Would add 1,000,000 quotes." in grow(quotes=1_000_000, dry_run=True)
    assert not Article.objects.exists()
    with pytest.raises(CommandError, match="1 or more"):
        grow(quotes=0)
