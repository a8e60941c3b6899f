"""What the database keeps by triggers, round a migration: they would stand in its way."""

from functools import cache
from importlib.util import find_spec
from pkgutil import iter_modules

from django.apps import apps
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from articles import stamp
from articles.dated import rules
from articles.search import index

Names = frozenset[tuple[str, str]]


def names_on_disk() -> Names:
    """Of the migrations, by app and name; none of them is loaded."""
    found = set()
    for app in apps.get_app_configs():
        package, _ = MigrationLoader.migrations_module(app.label)
        spec = find_spec(package) if package else None
        for module in iter_modules(spec.submodule_search_locations if spec else []):
            found.add((app.label, module.name))
    return frozenset(found)


@cache
def names_of_release() -> Names:
    """Those that this process runs on.

    To be asked at its start: later the next release may lie on the disk.
    """
    return names_on_disk()


def pending() -> list[str]:
    """The names of the migrations on the disk that are not applied."""
    return unapplied(names_on_disk())


def lacking() -> list[str]:
    """The names of those that are not applied though the running release needs them."""
    return unapplied(names_of_release())


def unapplied(names: Names) -> list[str]:
    """Of these; they are loaded only where that is not clear from their names."""
    if names <= MigrationRecorder(connection).applied_migrations().keys():
        return []
    loader = MigrationLoader(connection)
    missing = names & loader.graph.nodes.keys() - loader.applied_migrations.keys()
    return sorted(f"{app}.{name}" for app, name in missing)


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
