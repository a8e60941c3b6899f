"""The history of one quote: each of its wordings, and a button that puts it back."""

from itertools import pairwise
from typing import NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from articles.admin.changes import Shown, shown
from articles.admin.links import quote_url
from articles.admin.roles import within_rights
from articles.history.differences import Difference, differences
from articles.history.merging import with_photos
from articles.history.naming import Names, capitalised
from articles.history.recording import current, locked, record
from articles.history.restoring import References, only_quote, put_one_quote_back
from articles.history.snapshot import QUOTE_FIELDS
from articles.models import Article, Quote, Revision

LONGEST = 200
# What a button puts back: its label, the fields, and what the history says of it.
PARTS = {
    "words": ("Put this wording back", ("heading", "body"), "wording"),
    "muscles": ("Put these muscles back", ("muscles",), "muscles"),
    "all": ("Put the whole quote back", (*QUOTE_FIELDS, "muscles"), "whole"),
}


class Wording(NamedTuple):
    """The quote as one version left it, against the one before."""

    revision: Revision
    changes: list[Shown]
    buttons: list[tuple[str, str]]


class QuoteHistory(admin.ModelAdmin):
    def history_view(self, request, object_id, extra_context=None):
        revisions = revisions_with(object_id)
        article = Article.objects.filter(pk=revisions[0].article_key).first()
        if article is None:
            return redirect("admin:articles_article_deleted")
        if not self.articles_admin.has_change_permission(request, article):
            raise PermissionDenied
        if request.method == "POST":
            return self.put_back(request, article, object_id, revisions)
        return self.show_history(request, article, object_id, revisions)

    @property
    def articles_admin(self):
        return self.admin_site.get_model_admin(Article)

    def show_history(self, request, article, key, revisions, has_moved=False):
        now = revisions[0].parts["quotes"].get(key)
        names = Names(*(revision.parts for revision in revisions))
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "original": article,
            "title": f"History of {names.quote(key)}",
            "subtitle": article.title,
            "key": key,
            "quote_url": quote_url(Quote(pk=key, article=article)) if now else "",
            "version": current(article.pk).number,
            "has_moved": has_moved,
            "wordings": wordings(key, revisions),
        }
        return TemplateResponse(request, "admin/articles/quote/object_history.html", context)

    def put_back(self, request, article, key, revisions):
        _, names, what = PARTS.get(request.POST.get("part"), PARTS["words"])
        number = request.POST.get("number")
        version = next((each for each in revisions if str(each.number) == number), None)
        if version is None or key not in version.parts["quotes"]:
            raise Http404
        with transaction.atomic():
            locked(article.pk)
            if request.POST.get("version") != str(current(article.pk).number):
                return self.show_history(request, article, key, revisions_with(key), has_moved=True)
            parts = within_rights(request.user, version.parts)
            put_one_quote_back(article.pk, key, parts, names)
            quote = capitalised(Names(version.parts).quote(key))
            note = f"{quote}: put back the {what} of version {number}"
            record(article.pk, user=request.user, note=note)
            self.articles_admin.log_change(request, article, note)
        missing = " ".join(map(str, References(only_quote(version.parts, key)).missing))
        self.message_user(request, f"{note}. {missing}", messages.SUCCESS)
        return redirect("admin:articles_quote_history", key)


def revisions_with(key):
    """Those of the article that has, or had, the quote; the newest first."""
    article_key = article_key_of(key) if key.isdecimal() else None
    if article_key is None:
        raise Http404
    current(article_key)
    return list(Revision.objects.of(article_key)[:LONGEST])


def article_key_of(quote_key):
    """Looked up in the versions only for a quote that is gone: that reads all of them."""
    stored = Quote.objects.filter(pk=quote_key).values_list("article", flat=True).first()
    if stored:
        return stored
    had_it = Revision.objects.filter(parts__quotes__has_key=quote_key)
    return had_it.values_list("article_key", flat=True).first()


def wordings(key, revisions):
    """One for each version in which the quote changed, the newest first."""
    now = revisions[0].parts["quotes"].get(key)
    found = []
    for new, old in pairwise([*revisions, None]):
        changes = changes_of(key, old, new)
        if changes:
            versions = [each.parts for each in (new, old) if each]
            buttons = buttons_for(new.parts["quotes"].get(key), now)
            found.append(Wording(new, shown(changes, *versions), buttons))
    return found


def changes_of(key, old, new):
    if old and not old.deleted:
        found = differences(old.parts, new.parts)
        return [each for each in found if each.path[:2] == ("quotes", key)]
    quote = with_photos(new.parts)["quotes"].get(key)
    return [Difference(("quotes", key), None, quote)] if quote else []


def buttons_for(quote, now):
    """What of this version differs from the quote as it is now, and can be put back."""
    if quote is None or quote == now:
        return []
    if now is None:
        return [("all", PARTS["all"][0])]
    differing = {name for name in (*QUOTE_FIELDS, "muscles") if quote[name] != now[name]}
    found = [part for part in ("words", "muscles") if differing.intersection(PARTS[part][1])]
    rest = differing - {"heading", "body", "muscles"}
    return [(part, PARTS[part][0]) for part in [*found, *(["all"] if rest else [])]]
