"""What a page says of itself to machines: title, description, address, card, structured data."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.conf import settings
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from articles.models import Photo
from articles.pictures import variant_name

# What search engines and cards show of a description before they cut it themselves.
DESCRIPTION_LENGTH = 200
# These could end a script element early; inside JSON each may be written as a number.
UNSAFE_IN_SCRIPT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


class Picture(NamedTuple):
    """A picture for sharing; a decorative one has no alternative text."""

    url: str
    width: int
    height: int
    text: str


@dataclass(frozen=True)
class Meta:
    """Drawn by `_meta.html`.

    `path` is the canonical one and `feed` that of the page's own feed. `properties` are those
    that its kind adds to Open Graph, `graph` the nodes of its structured data.
    """

    title: str
    description: str
    path: str
    kind: str = "website"
    image: Photo | None = None
    feed: str = ""
    indexed: bool = True
    properties: Sequence[tuple[str, str]] = ()
    graph: Sequence[Mapping[str, Any]] = ()

    @property
    def url(self) -> str:
        return absolute(self.path)

    @property
    def summary(self) -> str:
        """The description on one line, never empty and never too long."""
        line = " ".join(self.description.split()) or self.title
        return Truncator(line).chars(DESCRIPTION_LENGTH)

    @property
    def picture(self) -> Picture:
        return shared_picture(self.image) or default_picture()

    @property
    def card(self) -> str:
        """The kind of Twitter card: a large picture only where it is the page's own."""
        return "summary_large_image" if shared_picture(self.image) else "summary"

    @property
    def json_ld(self) -> SafeString:
        data = {"@context": "https://schema.org", "@graph": self.graph}
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        # Safe, because nothing that could open or close a tag is left in it.
        return mark_safe(text.translate(UNSAFE_IN_SCRIPT))


def shared_picture(photo: Photo | None) -> Picture | None:
    """The largest WebP of a photo, or None without a file: the full picture may be too heavy."""
    if photo is None or not photo.image.name:
        return None
    width = photo.widths[-1]
    url = photo.image.storage.url(variant_name(photo.image.name, width, "webp"))
    height = max(1, round(photo.height * width / photo.width))
    return Picture(absolute(url), width, height, photo.alternative_text)


def default_picture() -> Picture:
    text = "Two figures of the body, front and back, with some muscles shaded."
    return Picture(absolute(static("img/share.png")), 1200, 630, text)


def absolute(path: str) -> str:
    """The public address of a path, whatever host the request named."""
    return f"{settings.SITE_URL}{path}"
