"""Three versions of an article fitted together: the one opened, the one stored now, the one typed.

What only one of the two changed since is kept, part by part. Only where both changed the same
part differently there is a clash, and somebody has to choose. Plain parts in (see `snapshot`),
plain parts out; nothing here knows the database.

A part has a path: ("fields", "title"), ("quotes", "103", "body"), ("quotes", "103", "photo",
"credit"), ("quotes", "103", "muscles"), ("quotes", "103", "roles", "9"), ("links", "5"), and for a
row as a whole, which one side removed, ("quotes", "103").
"""

from typing import Any, NamedTuple

from articles.history.snapshot import PHOTO_FIELDS

Path = tuple[str, ...]
THEIRS, MINE, BOTH = "theirs", "mine", "both"
ORDER: Path = ("order",)
# A quote, a link or a photo that a version does not have.
ABSENT = None
# What was there before, where that is not known: it equals nothing.
UNKNOWN = object()
# Of these, one below the other can be kept.
TEXTS = {
    "title", "standfirst", "question", "introduction", "closing", "description", "update_note",
    "heading", "body", "affiliation", "source", "alternative_text", "caption", "credit",
}  # fmt: skip
RICH_TEXTS = {"introduction", "closing", "body"}
PHOTO_TEXTS = tuple(name for name in PHOTO_FIELDS if name != "image")


class Clash(NamedTuple):
    """A part that both changed, with its three values."""

    path: Path
    base: Any
    theirs: Any
    mine: Any

    @property
    def id(self):
        return "-".join(self.path)

    @property
    def takes_both(self):
        return self.path[-1] in TEXTS and all((self.theirs, self.mine))


class Kept(NamedTuple):
    """A part that fitted without asking, and whose version of it was kept."""

    path: Path
    whose: str


class Merged(NamedTuple):
    parts: dict[str, Any]
    clashes: list[Clash]
    kept: list[Kept]


def merge(base, theirs, mine, answers=None):
    """The parts as they should be, what is still to be chosen, and what fitted by itself.

    `answers` maps the id of a clash to "theirs", "mine" or "both". An empty `base` knows nothing,
    so that every difference is a clash.
    """
    return Merge(answers or {}).of(with_photos(base), with_photos(theirs), with_photos(mine))


def with_photos(parts):
    """The same parts, with the texts of each photo inside what shows it, and without `names`."""
    if not parts:
        return {"fields": {}, "quotes": {}, "order": [], "links": {}, "link_order": []}
    fields = parts["fields"] | {"cover": photo(parts, parts["fields"].get("cover"))}
    quotes = {
        key: quote | {"photo": photo(parts, quote["photo"])}
        for key, quote in parts["quotes"].items()
    }
    plain = {name: parts[name] for name in ("order", "links", "link_order")}
    return {"fields": fields, "quotes": quotes} | plain


def photo(parts, reference):
    """A photo as a value: the id of its row, and its texts. One that is a value stays so."""
    if reference is ABSENT or isinstance(reference, dict):
        return reference
    texts = parts["photos"][str(reference)]
    return {"row": reference} | {name: texts[name] for name in PHOTO_TEXTS}


class Merge:
    def __init__(self, answers):
        self.answers = answers
        self.clashes = []
        self.kept = []

    def of(self, base, theirs, mine):
        parts = {"fields": self.fields(("fields",), *(x["fields"] for x in (base, theirs, mine)))}
        for name in ("quotes", "links"):
            parts[name] = self.rows(name, *(x[name] for x in (base, theirs, mine)))
        twice = same_new_links(base["links"], parts["links"])
        parts["links"] = {key: row for key, row in parts["links"].items() if key not in twice}
        for name, rows in (("order", "quotes"), ("link_order", "links")):
            orders = [x[name] for x in (base, theirs, mine)]
            parts[name] = self.order((name,), *orders, parts[rows])
        return Merged(parts, self.clashes, self.kept)

    def rows(self, kind, base, theirs, mine):
        """Rows by key. One that only one side has and that was not in `base` is new, and stays."""
        merged = {}
        for key in dict.fromkeys([*theirs, *mine]):
            versions = [rows.get(key, ABSENT) for rows in (base, theirs, mine)]
            row = self.row((kind, key), *versions)
            if row is not ABSENT:
                merged[key] = row
        return merged

    def row(self, path, base, theirs, mine):
        if path[0] == "links" or ABSENT in (theirs, mine):
            return self.value(path, base, theirs, mine)
        return self.fields(path, base or {}, theirs, mine)

    def fields(self, path, base, theirs, mine):
        return {
            name: self.part((*path, name), base.get(name, UNKNOWN), theirs[name], mine[name])
            for name in theirs
        }

    def part(self, path, base, theirs, mine):
        if path[-1] == "muscles":
            return self.muscles(path, [] if base is UNKNOWN else base, theirs, mine)
        if path[-1] == "roles":
            return self.roles(path, {} if base is UNKNOWN else base, theirs, mine)
        photos = [x for x in (base, theirs, mine) if isinstance(x, dict)]
        if len(photos) == 3 and len({x["row"] for x in photos}) == 1:
            return self.fields(path, base, theirs, mine)
        return self.value(path, base, theirs, mine)

    def muscles(self, path, base, theirs, mine):
        """Each tag for itself: what one side added or took out holds."""
        merged = (set(theirs) | (set(mine) - set(base))) - (set(base) - set(mine))
        if theirs != mine:
            self.keep(path, base, theirs, mine)
        return sorted(merged)

    def roles(self, path, base, theirs, mine):
        """The role of each muscle for itself; None is the usual one."""
        merged = {
            key: self.value((*path, key), *(roles.get(key) for roles in (base, theirs, mine)))
            for key in {**theirs, **mine, **base}
        }
        return {key: role for key, role in merged.items() if role}

    def value(self, path, base, theirs, mine):
        if theirs == mine:
            return theirs
        if base in (theirs, mine):
            self.keep(path, base, theirs, mine)
            return mine if base == theirs else theirs
        clash = Clash(path, base, theirs, mine)
        answer = self.answers.get(clash.id)
        if answer == BOTH and clash.takes_both:
            return one_below_the_other(path[-1], theirs, mine)
        if answer not in (THEIRS, MINE):
            self.clashes.append(clash)
        return theirs if answer == THEIRS else mine

    def keep(self, path, base, theirs, mine):
        whose = MINE if base == theirs else THEIRS if base == mine else BOTH
        self.kept.append(Kept(path, whose))

    def order(self, path, base, theirs, mine, rows):
        """The order that one side changed, with the rows that the other added beside theirs."""
        common = [key for key in base if key in theirs and key in mine]
        chosen = self.value(path, common, *(only(order, common) for order in (theirs, mine)))
        first, second = (mine, theirs) if chosen == only(mine, common) else (theirs, mine)
        merged = [key for key in first if key in rows]
        for key in second:
            if key in rows and key not in merged:
                merged.insert(place_after(second, key, merged), key)
        return merged


def only(order, keys):
    return [key for key in order if key in keys]


def place_after(order, key, merged):
    """Behind the nearest row that stands before it in its own order; else in front."""
    before = [other for other in order[: order.index(key)] if other in merged]
    return merged.index(before[-1]) + 1 if before else 0


def one_below_the_other(name, theirs, mine):
    return theirs + mine if name in RICH_TEXTS else f"{theirs} {mine}"


def same_new_links(base, links):
    """Keys of links that both sides added: one of each pair is enough."""
    seen = []
    twice = set()
    for key, link in links.items():
        if key not in base and link in seen:
            twice.add(key)
        seen.append(link)
    return twice
