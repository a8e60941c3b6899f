"""Reads configuration from environment variables; a wrong value says so by name."""

import os
import re
import secrets
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}
# A name, a name with its subdomains (".example.org"), an address, or "*" for all.
HOST = re.compile(r"\*|\.?[a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]", re.IGNORECASE)
SITE = re.compile(r"https?://([a-z0-9_.-]+|\[[0-9a-f:.]+\])(:\d+)?", re.IGNORECASE)
SHORTEST_SECRET = 20


class PrivateConnection(sqlite3.Connection):
    """Makes a new file for its owner only; what SQLite writes beside it takes its mode."""

    def __init__(self, database, *args, **kwargs):
        # In memory, or an error that SQLite says better.
        with suppress(OSError):
            if not database.startswith((":memory:", "file:")):
                os.close(os.open(database, os.O_CREAT | os.O_EXCL, mode=0o600))
        try:
            super().__init__(database, *args, **kwargs)
        except sqlite3.OperationalError as error:
            raise sqlite3.OperationalError(f"{error}: {database}") from error


OURS: dict[str, dict[str, Any]] = {
    # Connections are kept: on a full disk a new one to SQLite could not even read. Transactions
    # wait for their turn; deferred ones would fail with "database is locked". They wait long, as
    # SQLite keeps no queue: of eight that wrote without a pause, one had no turn in 20 s.
    # Only with the last pragma do our triggers see the rows that a REPLACE takes away.
    "django.db.backends.sqlite3": {
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 60,
            "factory": PrivateConnection,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
            "PRAGMA recursive_triggers=ON;",
        },
    },
    # The server has more threads than PostgreSQL should have connections: they share a few. To
    # compile a query costs more than it saves with ours: the list of articles took 0.7 s with it.
    "django.db.backends.postgresql": {
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": 12, "timeout": 3},
            "options": "-c jit=off",
            # So that a server that vanished is noticed, not only one that said good-bye.
            "connect_timeout": 3,
            "keepalives_idle": 5,
            "keepalives_interval": 2,
            "keepalives_count": 3,
            "tcp_user_timeout": 10_000,
        },
    },
}


def text(name: str, default: str) -> str:
    value = os.environ.get(name, "").strip() or default
    if not value.isprintable():
        raise ImproperlyConfigured(f"{name} must be one line of text, not {value!r}.")
    return value


def boolean(name: str, default: bool) -> bool:
    value = text(name, str(default)).lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return value in TRUE


def port(name: str, default: int) -> int:
    value = text(name, str(default))
    if not (re.fullmatch("[0-9]{1,5}", value) and 1 <= int(value) <= 65_535):
        raise ImproperlyConfigured(f"{name} must be a number from 1 to 65535, not {value!r}.")
    return int(value)


def megabytes(name: str, default: int) -> int:
    """In bytes."""
    value = text(name, str(default))
    if not re.fullmatch("[0-9]{1,6}", value):
        raise ImproperlyConfigured(f"{name} must be a whole number of megabytes, not {value!r}.")
    return int(value) * 1024 * 1024


def hosts(name: str, default: list[str]) -> list[str]:
    """A comma-separated list of host names."""
    listed = [host.strip() for host in text(name, "").split(",") if host.strip()]
    for host in listed:
        if not HOST.fullmatch(host):
            raise ImproperlyConfigured(
                f"{name} must list hosts such as example.org, without https:// and port, "
                f"not {host!r}."
            )
    return listed or default


def site_url(name: str, default: str) -> str:
    """Scheme and host of an address, without the slash at its end."""
    value = text(name, default).rstrip("/")
    if not (SITE.fullmatch(value) and split(value)):
        raise ImproperlyConfigured(f"{name} must look like https://example.org, not {value!r}.")
    return value


def redis_url(name: str) -> str:
    value = text(name, "")
    parts = split(value)
    if value and (parts is None or parts.scheme not in ("redis", "rediss")):
        # The value is not repeated: it may hold a password.
        raise ImproperlyConfigured(f"{name} must look like redis://host:6379/0.")
    return value


def split(value: str) -> SplitResult | None:
    """The parts of an address, or None when it has no host or an impossible one."""
    try:
        parts = urlsplit(value)
        # Reading the port checks it.
        return parts if parts.port != 0 and parts.hostname else None
    except ValueError:
        return None


def time_zone(name: str, default: str) -> str:
    value = text(name, default)
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ImproperlyConfigured(
            f"{name} must be a zone such as Europe/Dublin, not {value!r}."
        ) from error
    return value


def folder(name: str, default: Path) -> Path:
    value = Path(text(name, str(default))).absolute()
    if value.exists() and not value.is_dir():
        raise ImproperlyConfigured(f"{name} must be a folder, and {str(value)!r} is none.")
    return value


def database(name: str, sqlite_file: Path) -> dict[str, Any]:
    value = text(name, "")
    if not value:
        sqlite_file.parent.mkdir(parents=True, exist_ok=True)
    settings = parsed_database(value or f"sqlite:///{sqlite_file}")
    ours = OURS.get(settings.get("ENGINE", ""))
    if ours is None or not settings["NAME"]:
        # The value is not repeated: it may hold a password.
        raise ImproperlyConfigured(
            f"{name} must look like postgres://user:password@host:5432/name or sqlite:///path."
        )
    return settings | ours | {"OPTIONS": ours["OPTIONS"] | settings.get("OPTIONS", {})}


def parsed_database(url: str) -> dict[str, Any]:
    try:
        return dict(dj_database_url.parse(url))
    except ValueError:
        return {}


MAIL_BACKEND = "django.core.mail.backends.{}.EmailBackend"
# By scheme and query.
MAIL: dict[tuple[str, str], dict[str, Any]] = {
    ("smtp", ""): {"port": 587, "use_tls": True},
    ("smtp", "tls=0"): {"port": 25},
    ("smtps", ""): {"port": 465, "use_ssl": True},
}


def mail(name: str) -> dict[str, Any]:
    """How mail goes out: `smtp` speaks TLS after the greeting, `smtps` at once.

    `?tls=0` is for a relay on the same machine. Without the variable mail goes to the console.
    """
    value = text(name, "console:")
    if value in ("console:", "console://"):
        return {"BACKEND": MAIL_BACKEND.format("console")}
    parts = split(value)
    if parts is None or (parts.scheme, parts.query) not in MAIL:
        # The value is not repeated: it may hold a password.
        raise ImproperlyConfigured(
            f"{name} must look like smtp://user:password@host:587, smtps://user:password@host:465, "
            "smtp://localhost:25?tls=0 or console:."
        )
    options = MAIL[parts.scheme, parts.query] | {
        "host": parts.hostname,
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "timeout": 10,
    }
    if parts.port:
        options["port"] = parts.port
    return {"BACKEND": MAIL_BACKEND.format("smtp"), "OPTIONS": options}


def media_storage(name: str) -> dict[str, Any]:
    """Where photos are: in the folder MEDIA_ROOT, or in S3 or what speaks like it."""
    value = text(name, "")
    if not value:
        # Photos are named by their content: what two editors store at once is the same.
        return {"BACKEND": "runsite.media.FolderStorage", "OPTIONS": {"allow_overwrite": True}}
    parts = split(value)
    options = dict(parse_qsl(parts.query)) if parts else {}
    if (
        parts is None
        or parts.scheme != "s3"
        or not (parts.username and parts.password and re.fullmatch("/[a-z0-9.-]+", parts.path))
        or not options.keys() <= {"region", "tls"}
        or options.get("tls", "1") not in {"0", "1"}
    ):
        # The value is not repeated: it holds a password.
        raise ImproperlyConfigured(
            f"{name} must look like s3://key:secret@host:port/bucket?region=eu-west-1, "
            "with &tls=0 where the host speaks plain http; what is special in key or secret "
            "must be escaped, such as %2F for a slash."
        )
    scheme = "http" if options.get("tls") == "0" else "https"
    return {
        "BACKEND": "runsite.s3.Storage",
        "OPTIONS": {
            "access_key": unquote(parts.username),
            "secret_key": unquote(parts.password),
            "bucket_name": parts.path[1:],
            "endpoint_url": f"{scheme}://{parts.netloc.rpartition('@')[2]}",
            "region_name": options.get("region", "us-east-1"),
        },
    }


def secret(name: str, file: Path) -> str:
    """The variable, else a key made once and kept in `file`, readable by its owner only."""
    value = text(name, "")
    if value and len(value) < SHORTEST_SECRET:
        raise ImproperlyConfigured(
            f"{name} must have {SHORTEST_SECRET} characters or more: a shorter one can be guessed."
        )
    return value or kept_secret(name, file)


def kept_secret(name: str, file: Path) -> str:
    try:
        if not file.exists():
            make_secret(file)
        return file.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name} must be set, since {str(file)!r} cannot be used: {error.strerror}."
        ) from error


def make_secret(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(f".{os.getpid()}")
    fresh.touch(mode=0o600)
    fresh.write_text(secrets.token_urlsafe(50))
    try:
        # A link fails when another process was first: its key is then the key.
        file.hardlink_to(fresh)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
