"""Reads configuration from environment variables; a wrong value says so by name."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def text(name: str, default: str) -> str:
    return os.environ.get(name, "").strip() or default


def boolean(name: str, default: bool) -> bool:
    value = os.environ.get(name, str(default)).strip().lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return value in TRUE


def words(name: str, default: list[str]) -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()] or default


def url(name: str, default: str, schemes: tuple[str, ...]) -> str:
    """An absolute address without the slash at its end."""
    value = text(name, default)
    parts = urlsplit(value)
    if value and (parts.scheme not in schemes or not parts.netloc):
        allowed = " or ".join(f"{scheme}://" for scheme in schemes)
        raise ImproperlyConfigured(f"{name} must start with {allowed}, not {value!r}.")
    return value.rstrip("/")


def time_zone(name: str, default: str) -> str:
    value = text(name, default)
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ImproperlyConfigured(
            f"{name} must be a zone such as Europe/Dublin, not {value!r}."
        ) from error
    return value


def database(name: str, sqlite_file: Path) -> dict:
    value = text(name, f"sqlite:///{sqlite_file}")
    try:
        settings = dj_database_url.parse(value, conn_max_age=None, conn_health_checks=True)
    except (ValueError, KeyError, dj_database_url.ParseError) as error:
        raise ImproperlyConfigured(
            f"{name} must look like postgres://user:password@host:5432/name "
            f"or sqlite:///path, not {value!r}."
        ) from error
    return dict(settings)


def secret(name: str, file: Path) -> str:
    """The variable, else a key made once and kept in `file`, readable by its owner only."""
    if value := os.environ.get(name, "").strip():
        return value
    if not file.exists():
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
    return file.read_text().strip()
