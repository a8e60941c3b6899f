"""What the database keeps by triggers, round a migration: they would stand in its way."""

from django.db import connection, transaction

from articles import stamp
from articles.search import index


def before(plan, **kwargs):
    if plan:
        with transaction.atomic():
            index.lift_rules()
            stamp.lift_rules()


def after(plan=None, **kwargs):
    """Also after the way back; to nothing at all there is nothing left to keep."""
    if "articles_quote" not in connection.introspection.table_names():
        index.drop()
        stamp.drop()
    elif plan or not (index.exists() and stamp.exists()):
        index.rebuild()
        stamp.make()
