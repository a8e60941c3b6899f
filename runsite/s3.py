"""Photos in S3 or what speaks like it. Readers get them through `/media/`. See decision 0025.

Named by a text in the settings and imported only then: boto3 is large.
"""

from contextlib import contextmanager
from threading import Lock

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from storages.backends.s3 import S3Storage

from runsite.media import MediaUnavailable

MAKING = Lock()


@contextmanager
def in_our_words():
    try:
        yield
    except (BotoCoreError, ClientError, Boto3Error) as error:
        raise MediaUnavailable(f"MEDIA_STORAGE does not answer as it should: {error}") from error


class Storage(S3Storage):
    shared = None

    def get_default_settings(self):
        client = Config(
            # A name of the bucket before the host is Amazon's own way.
            s3={"addressing_style": "path"},
            # An editor waits for it.
            connect_timeout=3,
            read_timeout=10,
            retries={"total_max_attempts": 2},
            max_pool_connections=64,
            # Others than Amazon may not know the newer checksums.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        # Photos are small: threads of its own for each would only cost.
        transfer = TransferConfig(use_threads=False)
        ours = {"client_config": client, "transfer_config": transfer}
        return super().get_default_settings() | ours

    @property
    def connection(self):
        """One for all threads, of which there may be hundreds: each more takes 10 MB and 0.1 s."""
        with MAKING:
            self.shared = self.shared or super().connection
        return self.shared

    def url(self, name, *args, **kwargs):
        """On the site itself: the policy for pages allows no other host."""
        return settings.MEDIA_URL + name

    def _open(self, name, mode="rb"):
        with in_our_words():
            # Read to its end: half a photo with the length of a whole one would be kept by caches.
            return super()._open(name, mode).open()

    def _save(self, name, content):
        with in_our_words():
            return super()._save(name, content)

    def exists(self, name):
        with in_our_words():
            return super().exists(name)

    def delete(self, name):
        with in_our_words():
            super().delete(name)
