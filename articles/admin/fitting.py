"""A POST of the article's form, fitted to what others have saved since the form was opened.

The result is the POST that a form opened now would have sent: with the other's changes where the
editor left a field alone, and with what the editor chose where both changed it. The form then
checks and saves it like any other.
"""

from functools import cached_property
from itertools import pairwise

from django.db.models import Q
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from articles.admin.keys import is_key
from articles.admin.posted import LINKS, NEW, PHOTO_KINDS, QUOTES
from articles.history.merging import MINE, merge, with_photos
from articles.history.snapshot import APPROVAL, said_of
from articles.models import Article, Photo, Quote, Revision

NEW_EXPERT = ("new_name", "new_title", "new_organisation")


class Fitting:
    """What becomes of one POST: `clashes` to be put to the editor, or a `post` to be saved.

    `base` is the revision that the form was opened with; None where it does not say so, and then
    every difference is a clash.
    """

    def __init__(self, posted, base, theirs, answers):
        self.posted, self.base, self.theirs = posted, base, theirs
        self.opened = posted.opened
        self.mine = posted.parts
        known = base.parts if base else {}
        self.merged = merge(known, theirs.parts, self.mine, answers)
        self.clashes = self.merged.clashes

    @cached_property
    def versions(self):
        """The revisions from the opened one to the stored one, each with its parts."""
        first = self.base.number if self.base else self.theirs.number
        between = Q(number__gte=first, number__lte=self.theirs.number)
        revisions = Revision.objects.of(self.theirs.article_key).filter(between)
        return [(each, with_photos(each.parts)) for each in revisions.order_by("number")]

    def changes(self, path):
        """The revisions that changed a part since it was opened."""
        values = [(revision, at(path, parts)) for revision, parts in self.versions]
        return [revision for (_, old), (revision, new) in pairwise(values) if old != new]

    def last_change(self, path):
        return (self.changes(path) or [self.theirs])[-1]

    def own_answers(self, user):
        """What nobody but the editor changed since, in another window, is no question."""
        return {
            clash.id: MINE
            for clash in self.clashes
            if {revision.user_id for revision in self.changes(clash.path)} == {user.pk}
        }

    def fitted(self):
        theirs = with_photos(self.theirs.parts)
        fitted = FittedPost(self.posted, self.mine, self.merged.parts, theirs)
        fitted.post["version"] = str(self.theirs.number)
        return fitted


def fit(posted, base, theirs, answers, user):
    fitting = Fitting(posted, base, theirs, answers)
    own = fitting.own_answers(user)
    return Fitting(posted, base, theirs, own | answers) if own else fitting


def at(path, parts):
    """The value of a part; None where a row on the way to it is missing."""
    for step in path:
        parts = parts.get(step) if parts else None
    return parts


class FittedPost:
    def __init__(self, posted, mine, merged, theirs):
        self.posted, self.mine, self.merged, self.theirs = posted, mine, merged, theirs
        self.post = QueryDict(mutable=True)
        self.files: MultiValueDict = MultiValueDict()
        self.copy_article()
        self.copy_rows(QUOTES, "quotes", "order", self.put_quote)
        self.copy_rows(LINKS, "links", "link_order", self.put_link)

    def copy_article(self):
        rows = tuple(f"{kind}-" for kind in (QUOTES, LINKS))
        for source, goal in ((self.posted.post, self.post), (self.posted.files, self.files)):
            for name in source:
                if not name.startswith(rows):
                    goal.setlist(name, source.getlist(name))
        fields, mine = self.merged["fields"], self.mine["fields"]
        self.put("", self.posted.kinds.article, fields, mine)
        self.put_photo("cover", fields["cover"], mine["cover"], self.theirs["fields"]["cover"])

    def copy_rows(self, kind, name, order_name, put):
        merged, theirs = self.merged[name], self.theirs[name]
        # A removed quote that comes back has its old id; a link has a new one.
        returning = [key for key in merged if kind == QUOTES and is_key(key)]
        stored = list(dict.fromkeys([*theirs, *returning]))
        new = [key for key in merged if key not in stored]
        for index, key in enumerate([*stored, *new]):
            prefix = f"{kind}-{index}"
            self.copy_row(kind, key, prefix)
            self.post[f"{prefix}-id"] = key if key in stored else ""
            if key not in merged:
                self.post[f"{prefix}-DELETE"] = "on"
                continue
            self.post.pop(f"{prefix}-DELETE", None)
            self.post[f"{prefix}-position"] = str(self.merged[order_name].index(key) + 1)
            put(prefix, key)
        self.post[f"{kind}-INITIAL_FORMS"] = str(len(stored))
        self.post[f"{kind}-TOTAL_FORMS"] = str(len(stored) + len(new))
        for limit in ("MIN_NUM_FORMS", "MAX_NUM_FORMS"):
            self.post[f"{kind}-{limit}"] = self.posted.post.get(f"{kind}-{limit}", "")

    def copy_row(self, kind, key, prefix):
        old = self.posted.all_prefixes[kind].get(key)
        for name in self.posted.rows.get(old, ()):
            before, after = f"{old}-{name}", f"{prefix}-{name}"
            if before in self.posted.files:
                self.files.setlist(after, self.posted.files.getlist(before))
            else:
                self.post.setlist(after, self.posted.post.getlist(before))

    def put_link(self, prefix, key):
        self.put(f"{prefix}-", self.posted.kinds.link, *self.pair("links", key))

    def put_quote(self, prefix, key):
        quote, mine = self.pair("quotes", key)
        self.put(f"{prefix}-", self.posted.kinds.quote, quote, mine)
        self.post.setlist(f"{prefix}-muscles", map(str, quote["muscles"]))
        for pk, said in said_of(quote).items():
            for name, value in said._asdict().items():
                self.post[f"{prefix}-muscles-{name}-{pk}"] = value
        if mine is None or quote["expert"] != mine["expert"]:
            for name in NEW_EXPERT:
                self.post.pop(f"{prefix}-{name}", None)
        stored = self.theirs["quotes"].get(key, quote)["photo"]
        self.put_photo(f"{prefix}-photo", quote["photo"], mine and mine["photo"], stored)

    def pair(self, name, key):
        return self.merged[name][key], self.mine[name].get(key)

    def put(self, prefix, kinds, values, mine):
        """Only what is not as the editor posted it: the rest stays to the letter."""
        for name, kind in kinds.items():
            if mine is None or values[name] != mine[name]:
                self.post[prefix + name] = kind.shown(values[name])

    def put_photo(self, prefix, photo, mine, stored):
        if photo == mine and (photo or stored):
            return
        self.post.pop(f"{prefix}-remove", None)
        self.files.pop(f"{prefix}-image", None)
        self.put(f"{prefix}-", PHOTO_KINDS, photo or dict.fromkeys(PHOTO_KINDS), None)


def prepare(article_pk, merged, theirs):
    """Makes rows such that the form can speak of them: quotes and photos that come back.

    Within the transaction of the save, which takes it back if the save is refused.
    """
    for key, quote in merged["quotes"].items():
        if is_key(key) and key not in theirs["quotes"]:
            bring_back(article_pk, int(key), quote)
        elif is_key(key):
            show_photo(Quote.objects.filter(pk=key), "photo", quote, theirs["quotes"][key])
    article = Article.objects.filter(pk=article_pk)
    show_photo(article, "cover", merged["fields"], theirs["fields"])


def bring_back(article_pk, pk, quote):
    """A removed quote with its id; an id that was never this article's brings nothing."""
    was_here = Revision.objects.of(article_pk).filter(parts__quotes__has_key=str(pk))
    if was_here.exists() and not Quote.objects.filter(pk=pk).exists():
        approval = {name: quote[name] for name in APPROVAL}
        photo = stored_photo(quote["photo"])
        Quote.objects.create(pk=pk, article_id=article_pk, photo_id=photo, **approval)


def show_photo(row, name, merged, theirs):
    is_there = merged[name] and theirs[name] and merged[name]["row"] == theirs[name]["row"]
    photo = None if is_there else stored_photo(merged[name])
    if photo:
        row.update(**{name: photo})


def stored_photo(photo):
    """The id of a photo's row, if it is there."""
    pk = photo["row"] if photo and photo["row"] != NEW else None
    return pk if Photo.objects.filter(pk=pk).exists() else None
