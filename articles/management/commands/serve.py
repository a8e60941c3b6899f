import errno
import os
import socket
import sys

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import Tags
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection
from django.utils.crypto import get_random_string

from articles import migrating
from articles.management.documented import DocumentedCommand
from articles.models import Article
from runsite import static_files

# "localhost" is both of them, and a browser may ask either.
LOOPBACK = {socket.AF_INET: "127.0.0.1", socket.AF_INET6: "::1"}
EDITOR = "editor"
SERVER = (
    "-m uvicorn --workers 2 --loop uvloop --http runsite.ready.protocol:ReadyProtocol "
    "--ws none --lifespan off --no-proxy-headers --no-server-header --no-access-log "
    # So that one request that hangs does not keep the server from stopping.
    "--timeout-graceful-shutdown 10 --timeout-worker-healthcheck 10 "
    "--log-level error --host 127.0.0.1 --port {port} --factory runsite.asgi:make"
)
RUNSERVER = "manage.py runserver localhost:{port}"


class Command(DocumentedCommand):
    help = """Brings database and static files up to date, then serves the site.

The first time, on an empty database, it adds sample content and an editor's account.
The variable PORT says where.

Example: PORT=9000 python manage.py serve"""
    # They ask the database, before it could be said in a sentence that it is missing.
    requires_system_checks = ()
    needs_tables = False

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--reload", action="store_true", help="Django's own server, reloading")

    def handle(self, *, reload, dry_run, **options):
        require_free(settings.PORT)
        try:
            self.prepare(dry_run)
        except DatabaseError as error:
            raise CommandError(f"DATABASE_URL: the database cannot be used: {error}") from error
        address = f"http://localhost:{settings.PORT}"
        if dry_run:
            self.stdout.write(f"Nothing was changed. Without --dry-run the site is at {address}.")
            return
        self.stdout.write(f"{settings.SITE_NAME} is at {address} (editors: {address}/admin/).")
        self.stdout.write("Ctrl-C stops it.")
        self.check(tags=[Tags.database], databases=["default"])
        become_server(RUNSERVER if reload else SERVER)

    def prepare(self, dry_run):
        steps = [
            (has_pending_migrations, "Brings the database up to date.", migrate),
            (
                has_stale_static_files,
                "Collects and compresses the static files.",
                static_files.collect,
            ),
            (is_empty, "Adds the sample content.", add_samples),
            (has_no_editor, "Adds an editor's account.", self.add_editor),
        ]
        for is_needed, sentence, do in steps:
            if is_needed():
                self.stdout.write(sentence)
                self.stdout.flush()
                if not dry_run:
                    do()

    def add_editor(self):
        password = get_random_string(16)
        get_user_model().objects.create_superuser(EDITOR, password=password)
        self.stdout.write(f"\n  Name:     {EDITOR}\n  Password: {password}\n")
        self.stdout.write(
            f"  It is shown only now. `manage.py changepassword {EDITOR}` sets another.\n"
        )


def require_free(port):
    for family, host in LOOPBACK.items():
        try:
            with socket.socket(family, socket.SOCK_STREAM) as probe:
                # A server that has just stopped leaves the port in waiting; that is no obstacle.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CommandError(
                    f"Port {port} is taken: stop what runs there, or choose another with PORT=."
                ) from error
            if error.errno == errno.EACCES:
                raise CommandError(
                    f"Port {port} is for administrators: choose one above 1023 with PORT=."
                ) from error


def has_pending_migrations():
    """Or lacks what follows each of them, after one that failed."""
    return bool(migrating.pending()) or not migrating.is_kept()


def migrate():
    call_command("migrate", verbosity=0)


def has_stale_static_files():
    # With DEBUG they are served from where they are written.
    return not (settings.DEBUG or static_files.are_current())


def is_empty():
    """Content is added once: whoever deleted the samples does not want them back."""
    return has_no(Article) and has_no_editor()


def has_no_editor():
    return has_no(get_user_model())


def has_no(model):
    tables = connection.introspection.table_names()
    return model._meta.db_table not in tables or not model.objects.exists()


def add_samples():
    call_command("load_demo")


def become_server(arguments):
    sys.stdout.flush()
    connection.close()
    os.chdir(settings.BASE_DIR)
    os.execv(sys.executable, [sys.executable, *arguments.format(port=settings.PORT).split()])
