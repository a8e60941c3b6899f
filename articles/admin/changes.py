"""Differences of two versions, made ready for a page."""

from typing import NamedTuple

from articles.history.naming import Names
from articles.history.words import combined


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
            html=combined(names.html(each.path, each.old), names.html(each.path, each.new)),
            is_speech=each.path[0] == "quotes" and (each.is_of_a_row or each.path[-1] == "body"),
        )
        for each in found
    ]


def what_happened(difference):
    if difference.old is None:
        return "new"
    return "taken out" if difference.new is None else "changed"
