"""Where ready pages lie: in the memory of this process, and on the disk for its siblings.

A page that one worker made is there for all of the machine, and after a restart, also while the
database does not answer.
"""

import contextlib
import json
import os
import threading
from collections import OrderedDict
from hashlib import sha256
from pathlib import Path

from runsite.ready.page import Page, Variant

# Path and query.
Key = tuple[str, str]


class Shelf:
    """Holds `most` bytes at most, in memory and on disk; what was asked for least goes first.

    What another `release` has put on the disk is not found, and goes in time.
    """

    def __init__(self, folder: Path, most: int, release: str = ""):
        self.folder, self.most, self.release = folder, most, release
        self.pages: OrderedDict[Key, Page] = OrderedDict()
        self.size = self.put_on_disk = 0
        self.lock = threading.Lock()

    def get(self, key: Key, stamp: str) -> Page | None:
        """Of this stamp; else what a sibling has made, which is newer than what lies here."""
        page = self.get_from_memory(key)
        return page if page and page.stamp == stamp else self.get_from_disk(key)

    def put(self, key: Key, page: Page) -> None:
        self.put_in_memory(key, page)
        # A full disk must not keep a page from its reader.
        with contextlib.suppress(OSError):
            self.write(key, page)

    def drop(self, key: Key) -> None:
        """It is no page for everybody any more."""
        self.drop_from_memory(key)
        # As above, where the folder cannot be written.
        with contextlib.suppress(OSError):
            self.file(key).unlink()

    def get_from_memory(self, key: Key) -> Page | None:
        try:
            self.pages.move_to_end(key)
            return self.pages[key]
        # It is not here, or another thread has just dropped it.
        except KeyError:
            return None

    def put_in_memory(self, key: Key, page: Page) -> None:
        if page.size > self.most:
            return
        with self.lock:
            before = self.pages.pop(key, None)
            self.size += page.size - (before.size if before else 0)
            self.pages[key] = page
            while self.size > self.most:
                self.size -= self.pages.popitem(last=False)[1].size

    def drop_from_memory(self, key: Key) -> None:
        with self.lock:
            before = self.pages.pop(key, None)
            self.size -= before.size if before else 0

    def get_from_disk(self, key: Key) -> Page | None:
        try:
            page = read(key, self.file(key).read_bytes())
        # Whatever may be wrong with a file, it is no page.
        except Exception:
            # What no sibling has either is not held: all of a machine answer alike.
            self.drop_from_memory(key)
            return None
        self.put_in_memory(key, page)
        return page

    def write(self, key: Key, page: Page) -> None:
        """Whole or not at all, whoever reads at the time."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        partial = self.folder / f"{os.getpid()}-{threading.get_ident()}.page"
        partial.write_bytes(written(key, page))
        partial.replace(self.file(key))
        self.put_on_disk += page.size
        if self.put_on_disk > self.most // 4:
            self.put_on_disk = 0
            self.sweep()

    def sweep(self) -> None:
        """What is held in memory was asked for last."""
        for key in list(self.pages):
            with contextlib.suppress(OSError):
                os.utime(self.file(key))
        total = 0
        for file in sorted(self.folder.glob("*.page"), key=lambda file: -file.stat().st_mtime):
            total += file.stat().st_size
            if total > self.most:
                file.unlink(missing_ok=True)

    def file(self, key: Key) -> Path:
        named = "\n".join([self.release, *key])
        return self.folder / f"{sha256(named.encode()).hexdigest()}.page"


def written(key: Key, page: Page) -> bytes:
    """A line about the page, and then its bodies one after the other."""
    about = [
        [name, len(v.body), v.etag, v.head.decode("latin-1")] for name, v in page.variants.items()
    ]
    line = json.dumps([key, page.stamp, about]).encode()
    return b"\n".join([line, b"".join(variant.body for variant in page.variants.values())])


def read(key: Key, file: bytes) -> Page:
    """An error of any kind where it is damaged, or another's."""
    line, _, bodies = file.partition(b"\n")
    its_key, stamp, about = json.loads(line)
    if tuple(its_key) != key or len(bodies) != sum(size for _, size, _, _ in about):
        raise ValueError(f"This is not the page {key}.")
    variants = {}
    for name, size, etag, head in about:
        variants[name] = Variant(bodies[:size], etag, head.encode("latin-1"))
        bodies = bodies[size:]
    return Page(stamp, variants)
