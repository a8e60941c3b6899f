"""What the database keeps by triggers, round a migration: they would stand in its way."""

from functools import cache

from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from articles import stamp
from articles.dated import rules
from articles.search import index


@cache
def files_of_release() -> MigrationLoader:
    """What this process runs on. To be asked at its start: later the disk has the next release."""
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    return loader


class ReleaseLoader(MigrationLoader):
    """Compares these files, and no later ones, with what the database says now."""

    def load_disk(self):
        release = files_of_release()
        self.disk_migrations = release.disk_migrations
        self.migrated_apps = release.migrated_apps
        self.unmigrated_apps = release.unmigrated_apps


def pending() -> list[str]:
    """The names of the migrations on the disk that are not applied."""
    return unapplied(MigrationLoader(connection))


def lacking() -> list[str]:
    """The names of those that are not applied though the running release needs them."""
    return unapplied(ReleaseLoader(connection))


def unapplied(loader: MigrationLoader) -> list[str]:
    missing = set(loader.graph.nodes) - set(loader.applied_migrations)
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
