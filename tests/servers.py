"""Ports and databases for what tests start, and which server of `make test-postgres` is missing."""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
import redis


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@contextmanager
def database_on(server: str, name: str) -> Iterator[str]:
    """The address of a new one with this name on a server of PostgreSQL; gone at the end."""
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        admin.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def require_postgresql(url):
    psycopg.connect(url, connect_timeout=5).close()


def require_redis(url):
    redis.from_url(url, socket_connect_timeout=5).ping()


def main():
    """In one sentence."""
    for name, require in {"DATABASE_URL": require_postgresql, "REDIS_URL": require_redis}.items():
        try:
            require(os.environ[name])
        except (psycopg.Error, redis.RedisError, ValueError) as error:
            reason = str(error).strip().splitlines()[0]
            sys.exit(
                f"The tests need the server that {name} names, and it does not answer: {reason}"
            )


if __name__ == "__main__":
    main()
