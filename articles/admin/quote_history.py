"""The history of one quote: each of its wordings, and a button that puts it back."""

from typing import NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect

from articles.admin.changes import Shown, shown
from articles.admin.keys import is_key
from articles.admin.links import quote_url
from articles.admin.roles import within_rights
from articles.admin.versions import page_of, render_under, version_or_404
from articles.history.differences import Difference, differences
from articles.history.merging import with_photos
from articles.history.naming import Names, capitalised
from articles.history.recording import current, locked, record
from articles.history.restoring import fitted, new_lacks, only_quote, with_quote
from articles.history.snapshot import FIELDS, QUOTE_FIELDS
from articles.history.writing import put_back
from articles.models import Article, Quote, Revision

# Many are read, because few of an article's saves change one of its quotes.
VERSIONS = 100
# What a button puts back: its label, the fields, and what the history says of it.
PARTS = {
    "words": ("Put this wording back", ("heading", "body"), "wording"),
    "muscles": ("Put these muscles back", ("muscles", "roles"), "muscles"),
    "all": ("Put the whole quote back", (*QUOTE_FIELDS, "muscles", "roles"), "whole"),
}


class Wording(NamedTuple):
    """The quote as one version left it, against the one before."""

    revision: Revision
    changes: list[Shown]
    buttons: list[tuple[str, str]]


class QuoteHistory(admin.ModelAdmin):
    def history_view(self, request, object_id, extra_context=None):
        newest = newest_with(object_id)
        if not Article.objects.filter(pk=newest.article_key).exists():
            return redirect("admin:articles_article_deleted")
        if request.method == "POST":
            return self.put_back(request, newest, object_id)
        article = self.article_of(request, newest)
        return self.show_history(request, article, object_id, newest)

    @property
    def articles_admin(self):
        return self.admin_site.get_model_admin(Article)

    def article_of(self, request, version):
        article = Article.objects.get(pk=version.article_key)
        if not self.articles_admin.has_change_permission(request, article):
            raise PermissionDenied
        return article

    def show_history(self, request, article, key, newest, **refusal):
        now = current(article.pk)
        # Of a quote that is gone, from the save on that took it out.
        versions = Revision.objects.of(article.pk).filter(number__lte=newest.number + 1)
        page, pairs = page_of(versions, request.GET.get("page"), VERSIONS)
        is_there = key in now.parts["quotes"]
        context = refusal | {
            "key": key,
            "quote_url": quote_url(Quote(pk=key, article=article)) if is_there else "",
            "version": now.number,
            "page": page,
            "missing": missing_from(key, pairs),
            "wordings": wordings(key, pairs, now.parts["quotes"].get(key)),
        }
        title = f"History of {Names(now.parts, newest.parts).quote(key)}"
        return render_under(self, request, "quote/object_history", article, title, **context)

    def put_back(self, request, newest, key):
        _, names, what = PARTS.get(request.POST.get("part"), PARTS["words"])
        number = request.POST.get("number", "")
        with transaction.atomic():
            locked(newest.article_key)
            article = self.article_of(request, newest)
            version = version_or_404(article.pk, number if is_key(number) else 0)
            if key not in version.parts["quotes"]:
                raise Http404
            now = current(article.pk)
            if request.POST.get("version") != str(now.number):
                return self.show_history(request, article, key, newest, has_moved=True)
            theirs = within_rights(request.user, only_quote(version.parts, key))
            parts = with_quote(now.parts, fitted(theirs).parts, key, names)
            lacking = new_lacks(parts, now.parts)
            if lacking:
                return self.show_history(request, article, key, newest, lacking=lacking)
            put_back(article.pk, parts)
            quote = capitalised(Names(version.parts).quote(key))
            note = f"{quote}: put back the {what} of version {number}"
            record(article.pk, user=request.user, note=note)
            self.articles_admin.log_change(request, article, note)
        self.message_user(request, f"{note}.", messages.SUCCESS)
        return redirect("admin:articles_quote_history", key)


def newest_with(key):
    """The newest version that has the quote. Only for one that is gone all are looked through."""
    if not is_key(key):
        raise Http404
    article_key = Quote.objects.filter(pk=key).values_list("article", flat=True).first()
    if article_key:
        return current(article_key)
    had_it = Revision.objects.filter(parts__quotes__has_key=key)
    version = had_it.order_by("-number").first()
    if version is None:
        raise Http404
    return version


def missing_from(key, pairs):
    """Of all wordings on the page at once: as a version that has each of them as a quote."""
    having = [version for version, _ in pairs if key in version.parts["quotes"]]
    names = {}
    for version in having:
        for kind, known in version.parts["names"].items():
            names.setdefault(kind, {}).update(known)
    quotes = {str(version.number): version.parts["quotes"][key] for version in having}
    nothing = {"fields": dict.fromkeys(FIELDS), "links": {}, "photos": {}}
    return fitted(nothing | {"quotes": quotes, "names": names}).missing


def wordings(key, pairs, now):
    """One for each version in which the quote changed, the newest first."""
    found = []
    for new, old in pairs:
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
    differing = {name for name in PARTS["all"][1] if quote[name] != now[name]}
    found = [part for part in ("words", "muscles") if differing.intersection(PARTS[part][1])]
    rest = differing - {"heading", "body", "muscles", "roles"}
    return [(part, PARTS[part][0]) for part in [*found, *(["all"] if rest else [])]]
