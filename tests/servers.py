"""Says in one sentence which server of `make test-postgres` is missing."""

import os
import sys

import psycopg
import redis


def require_postgresql(url):
    psycopg.connect(url, connect_timeout=5).close()


def require_redis(url):
    redis.from_url(url, socket_connect_timeout=5).ping()


def main():
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
