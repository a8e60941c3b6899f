"""The index round a migration: its rules stand in the way of one, and it is made anew after it."""

from django.db import connection

from articles.search import index


def before(plan, **kwargs):
    if plan:
        index.lift_rules()


def after(plan=None, **kwargs):
    """Also after the way back; to nothing at all there is nothing left to be found."""
    if "articles_quote" not in connection.introspection.table_names():
        index.drop()
    elif plan or not index.exists():
        index.rebuild()
