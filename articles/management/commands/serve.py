import os
from argparse import RawDescriptionHelpFormatter

from django.core.management.base import BaseCommand

HOST = "127.0.0.1"


class Command(BaseCommand):
    help = """Brings database and static files up to date, then serves the site.

An empty database gets the sample content and an editor's account first.

Example: manage.py serve --port 9000"""

    def create_parser(self, *args, **kwargs):
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser):
        parser.add_argument("--port", help="default: the variable PORT, else 8000")
        parser.add_argument("--reload", action="store_true", help="Django's own server, reloading")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done")

    def handle(self, *, port, reload, dry_run, **options):
        self.port = free_port(port or os.environ.get("PORT") or "8000")
        self.address = f"http://localhost:{self.port}"
        self.dry_run = dry_run
        self.migrate()
        self.collect_static()
        self.add_samples()
        self.add_editor()
        if dry_run:
            self.stdout.write(f"Nothing was changed. Next: the site would be at {self.address}.")
        else:
            self.serve(reload)


"""
"""
