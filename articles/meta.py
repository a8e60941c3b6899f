"""What a page says of itself to machines: its title, description, address and structured data."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings


@dataclass(frozen=True)
class Meta:
    """Drawn by `_meta.html`. `path` is the canonical one; `feed` is the path of the page's own."""

    title: str
    description: str
    path: str
    kind: str = "website"
    image: Any = None
    feed: str = ""
    indexed: bool = True
    graph: Mapping[str, Any] | None = None

    @property
    def url(self) -> str:
        return absolute(self.path)


def absolute(path: str) -> str:
    """The public address of a path, whatever host the request named."""
    return f"{settings.SITE_URL}{path}"
