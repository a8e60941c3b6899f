"""What the database keeps by triggers, round a migration: they would stand in its way."""

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from articles import stamp
from articles.dated import rules
from articles.search import index


def pending() -> list[str]:
    """The names of the migrations that are not applied."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def before(plan, **kwargs):
    if plan:
        lift_rules()


@transaction.atomic
def lift_rules() -> None:
    index.lift_rules()
    rules.lift_rules()
    stamp.lift_rules()


def after(plan=None, **kwargs):
    """Also after the way back; to nothing at all there is nothing left to keep."""
    if "articles_quote" not in connection.introspection.table_names():
        index.drop()
        rules.drop_tallies()
        stamp.drop()
    elif plan or not is_kept():
        make_rules()


def make_rules() -> None:
    """With all that they keep made anew."""
    index.rebuild()
    # On the way back through migrations its tables may be gone.
    if "articles_datedquote" in connection.introspection.table_names():
        rules.rebuild()
    stamp.make()


def is_kept() -> bool:
    """Whether the database has all that it takes to keep itself true."""
    return index.exists() and rules.exists() and stamp.exists()
