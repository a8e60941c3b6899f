"""Differences of two versions, made ready for a page."""

from typing import NamedTuple

from articles.history.naming import Names
from articles.history.words import combined, combined_names


class Shown(NamedTuple):
    title: str
    what: str
    html: str
    is_speech: bool


def shown(found, *versions):
    """What differs, named as the first of these versions names it."""
    names = Names(*versions)
    return [
        Shown(
            title=names.part(each.path),
            what=what_happened(each),
            html=html(names, each),
            is_speech=each.path[0] == "quotes" and (each.is_of_a_row or each.path[-1] == "body"),
        )
        for each in found
    ]


def html(names, difference):
    path, old, new = difference
    if path[-1] == "muscles":
        return combined_names(*([names.row("muscle", pk) for pk in each] for each in (old, new)))
    return combined(names.html(path, old), names.html(path, new))


def what_happened(difference):
    if difference.old is None:
        return "new"
    return "taken out" if difference.new is None else "changed"
