"""What two versions of an article differ in: part by part, and in words for a line of history."""

from difflib import SequenceMatcher
from typing import Any, NamedTuple

from articles.consensus import listed, lowered
from articles.history.merging import ORDER, Path, with_photos
from articles.history.naming import LABELS, Names

# Follows from another part, which says it.
SILENT = {"approved_words"}
LONGEST_LIST = 6


class Difference(NamedTuple):
    """A part with its two values; None stands for a row that the version does not have."""

    path: Path
    old: Any
    new: Any

    @property
    def is_of_a_row(self):
        return len(self.path) == 2 and self.path[0] in ("quotes", "links")


def differences(old, new):
    """In the reader's order: fields, quotes, order, related links."""
    old, new = with_photos(old), with_photos(new)
    found = fields(("fields",), old["fields"], new["fields"])
    for key in dict.fromkeys([*new["order"], *old["order"]]):
        found += row(("quotes", key), old["quotes"].get(key), new["quotes"].get(key))
    if moved(old, new):
        found.append(Difference(ORDER, old["order"], new["order"]))
    for key in dict.fromkeys([*new["link_order"], *old["link_order"]]):
        before, after = old["links"].get(key), new["links"].get(key)
        if before != after:
            found.append(Difference(("links", key), before, after))
    common = [[k for k in a["link_order"] if k in b["links"]] for a, b in ((old, new), (new, old))]
    if common[0] != common[1]:
        found.append(Difference(("link_order",), *common))
    return found


def row(path, old, new):
    if old is None or new is None:
        return [Difference(path, old, new)]
    return fields(path, old, new)


def fields(path, old, new):
    found = []
    for name in new:
        before, after = old.get(name), new[name]
        if before == after or name in SILENT:
            continue
        if name == "roles":
            found += roles((*path, name), before or {}, after)
        elif isinstance(before, dict) and isinstance(after, dict) and before["row"] == after["row"]:
            found += fields((*path, name), before, after)
        else:
            found.append(Difference((*path, name), before, after))
    return found


def roles(path, old, new):
    keys = {**old, **new}
    return [
        Difference((*path, key), old.get(key), new.get(key))
        for key in keys
        if old.get(key) != new.get(key)
    ]


def moved(old, new):
    """Quotes that both have and that changed places among each other, with "up" or "down"."""
    before = [key for key in old["order"] if key in new["quotes"]]
    after = [key for key in new["order"] if key in old["quotes"]]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    stayed = {
        key for at, _, size in matcher.get_matching_blocks() for key in before[at : at + size]
    }
    return {
        key: "up" if after.index(key) < before.index(key) else "down"
        for key in after
        if key not in stayed
    }


def in_words(old, new):
    """ "heading of quote 2, added hamstrings to quote 3, moved quote 4 up"."""
    names = Names(new, old)
    if old is None:
        return f"first version, with {count(len(new['quotes']), 'quote')}"
    phrases = []
    for each in differences(old, new):
        phrases += phrases_for(each, names, old, new)
    shown = list(dict.fromkeys(phrases))
    if len(shown) > LONGEST_LIST:
        shown = [*shown[:LONGEST_LIST], f"and {len(shown) - LONGEST_LIST} more"]
    return ", ".join(shown)


def phrases_for(each, names, old, new):
    if each.path == ORDER:
        found = moved(with_photos(old), with_photos(new))
        return [f"moved {names.number(key)} {direction}" for key, direction in found.items()]
    if each.is_of_a_row:
        return [of_row(each, names)]
    if each.path[-1] == "muscles":
        return of_muscles(each, names)
    if each.path[-2:-1] == ("roles",):
        return [f"role of {names.muscle(each.path[-1])} in {names.number(each.path[1])}"]
    if each.path == ("fields", "published_at"):
        return [of_publication(each.old, each.new)]
    if each.path[-1] == "approved_at":
        return [f"approval of {names.number(each.path[1])}"]
    place = [names.number(each.path[1])] if each.path[0] == "quotes" else []
    labels = [LABELS[name] for name in reversed(each.path[len(place) + 1 :] or each.path)]
    return [" of ".join([*labels, *place])]


def of_row(each, names):
    what = (
        names.quote(each.path[1]) if each.path[0] == "quotes" else f"“{names.link(each.path[1])}”"
    )
    verb = "added" if each.old is None else "removed" if each.new is None else "changed"
    return f"{verb} {what}" if each.path[0] == "quotes" else f"{verb} related {what}"


def of_muscles(each, names):
    place = names.number(each.path[1])
    pairs = (
        ("added {} to {}", set(each.new) - set(each.old)),
        ("took {} out of {}", set(each.old) - set(each.new)),
    )
    named = [
        (form, [lowered(names.row("muscle", pk)) for pk in sorted(pks)]) for form, pks in pairs
    ]
    return [form.format(listed(found), place) for form, found in named if found]


def of_publication(old, new):
    if new is None:
        return "took it down"
    verb = "changed the date of publication" if old else "set the date of publication"
    return f"{verb} to {Names().text('published_at', new)}"


def count(number, noun):
    return f"{number} {noun}{'' if number == 1 else 's'}"
