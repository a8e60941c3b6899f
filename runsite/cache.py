"""Redis that may be gone for a while: what lies there lies in the database too."""

import contextlib

from django.core.cache.backends import redis
from redis.exceptions import RedisError


class RedisCache(redis.RedisCache):
    """Finds nothing and keeps nothing while Redis does not answer.

    What is to be deleted must be gone: that raises an error, or who signs out would be signed in
    again when Redis is back.
    """

    def get(self, key, default=None, version=None):
        with contextlib.suppress(RedisError):
            return super().get(key, default, version)
        return default

    def set(self, *arguments, **options):
        with contextlib.suppress(RedisError):
            super().set(*arguments, **options)

    def has_key(self, key, version=None):
        with contextlib.suppress(RedisError):
            return super().has_key(key, version)
        return False
