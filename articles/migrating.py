"""What the database keeps by triggers, round a migration: they would stand in its way."""

from functools import cache
from importlib.util import find_spec
from pkgutil import iter_modules

from django.apps import apps
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from articles import stamp
from articles.dated import rules
from articles.search import index


@cache
def names_of_release() -> frozenset[tuple[str, str]]:
    """The migrations that this process runs on, by app and name, without loading any of them.

    To be asked at its start: later the next release may lie on the disk.
    """
    found = set()
    for app in apps.get_app_configs():
        package, _ = MigrationLoader.migrations_module(app.label)
        spec = find_spec(package) if package else None
        for module in iter_modules(spec.submodule_search_locations if spec else []):
            found.add((app.label, module.name))
    return frozenset(found)


def pending() -> list[str]:
    """The names of the migrations on the disk that are not applied."""
    return sorted(f"{app}.{name}" for app, name in unapplied())


def lacking() -> list[str]:
    """The names of those that are not applied though the running release needs them."""
    return sorted(f"{app}.{name}" for app, name in unapplied() & names_of_release())


def unapplied() -> set[tuple[str, str]]:
    loader = MigrationLoader(connection)
    return set(loader.graph.nodes) - set(loader.applied_migrations)


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
