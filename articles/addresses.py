"""Addresses: those made from words, of which each row has its own, and those of other sites."""

from typing import Any

from django.db.models import Q
from django.utils.text import slugify


def free_slug(model: type[Any], text: str, fallback: str) -> str:
    """A slug of the text that no row of the model has yet."""
    longest = model._meta.get_field("slug").max_length - 4
    stem = slugify(text)[:longest].strip("-") or fallback
    taken = set(model.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (stem, *numbered) if slug not in taken)


def web_address(field):
    """Empty, or an address that only opens a page: none that runs as a script when chosen."""
    start = f"{field}__startswith"
    return Q(**{field: ""}) | Q(**{start: "https://"}) | Q(**{start: "http://"})
