from argparse import RawDescriptionHelpFormatter

from django.core.management.base import BaseCommand, CommandError

from articles import migrating


class DocumentedCommand(BaseCommand):
    """A command whose help text keeps its lines, and that can say what it would write."""

    writes = True
    needs_tables = True

    def create_parser(self, *args, **kwargs):
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser):
        if self.writes:
            parser.add_argument("--dry-run", action="store_true", help="say what would be done")

    def execute(self, *args, **options):
        if self.needs_tables and migrating.pending():
            raise CommandError("The database is not up to date: run manage.py migrate first.")
        return super().execute(*args, **options)
