"""The history of an article: who changed what, two versions compared, one put back."""

from typing import NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse

from articles.admin.changes import shown
from articles.admin.keys import is_key
from articles.admin.links import change_url
from articles.admin.roles import within_rights
from articles.admin.state import moment
from articles.admin.versions import (
    page_of,
    publication,
    render_under,
    used_successors,
    version_or_404,
)
from articles.history.differences import differences, in_words
from articles.history.naming import Names
from articles.history.recording import current, locked, record
from articles.history.restoring import fitted, new_lacks, onto
from articles.history.writing import put_back
from articles.models import Article, Revision


class Row(NamedTuple):
    """A line of the history; `quotes` are those that it touched, each with its own history."""

    revision: Revision
    when: str
    words: str
    quotes: list[tuple[str, str]]
    state: Article.State
    is_current: bool


class Removed(NamedTuple):
    """A quote that is no longer in the article, and the save that took it out."""

    name: str
    url: str
    taken_out: Revision


class HistoryPages(admin.ModelAdmin):
    def get_urls(self):
        def address(way, view):
            name = f"articles_article_{view.__name__.removesuffix('_view')}"
            return path(way, self.admin_site.admin_view(view), name=name)

        return [
            address("<int:pk>/history/compare/", self.compare_view),
            address("<int:pk>/history/<int:number>/", self.restore_view),
            *super().get_urls(),
        ]

    def history_view(self, request, object_id, extra_context=None):
        article = self.article_or_404(request, object_id)
        newest = current(article.pk)
        page, pairs = page_of(Revision.objects.of(article.pk), request.GET.get("page"))
        context = {
            "page": page,
            "rows": [line(*pair, newest) for pair in pairs],
            "removed": removed_quotes(newest),
        }
        return self.show(request, "object_history", article, "History", **context)

    def compare_view(self, request, pk):
        article = self.article_or_404(request, pk)
        numbers = (request.GET.get("from", ""), request.GET.get("to", ""))
        if not all(is_key(number) for number in numbers):
            return redirect("admin:articles_article_history", pk)
        old, new = (version_or_404(pk, n) for n in sorted(numbers, key=int))
        changes = shown(differences(old.parts, new.parts), new.parts, old.parts)
        context = {"old": old, "new": new, "changes": changes}
        return self.show(request, "compare", article, "Two versions", **context)

    def restore_view(self, request, pk, number):
        """Shows what would change, and changes it if the article is still what was shown."""
        is_post = request.method == "POST"
        with transaction.atomic():
            if is_post:
                locked(pk)
            article = self.article_or_404(request, pk)
            version, now = version_or_404(pk, number), current(pk)
            found = fitted(within_rights(request.user, version.parts), used_successors(request))
            parts = onto(found.parts, now.parts)
            lacking = new_lacks(parts, now.parts)
            has_moved = is_post and request.POST.get("version") != str(now.number)
            if is_post and not (has_moved or lacking):
                put_back(pk, parts)
                return self.was_put_back(request, pk, f"Put back version {number}")
        changes = shown(differences(now.parts, parts), parts, now.parts)
        context = {
            "version": version,
            "now": now,
            "has_moved": has_moved,
            "missing": found.missing,
            "lacking": lacking,
            "changes": changes,
            # With other ticks there may be nothing lacking.
            "can_be_put_back": changes and (found.missing or not lacking),
        }
        return self.show(request, "restore", article, f"Put back version {number}", **context)

    def was_put_back(self, request, pk, note):
        article = Article.objects.get(pk=pk)
        if record(pk, user=request.user, note=note):
            self.log_change(request, article, note)
        self.message_user(request, f"{note}. {article.state_in_words}.", messages.SUCCESS)
        return redirect(change_url(article))

    def article_or_404(self, request, pk):
        article = Article.objects.filter(pk=pk).first() if is_key(str(pk)) else None
        if article is None:
            raise Http404
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        return article

    def show(self, request, template, article, title, **context):
        return render_under(self, request, f"article/{template}", article, title, **context)


def line(revision, before, newest):
    old = None if before is None or before.deleted else before.parts
    words = "deleted the article" if revision.deleted else in_words(old, revision.parts)
    quotes = touched_quotes(old, revision.parts) if old else []
    return Row(
        revision=revision,
        when=moment(revision.made_at),
        words=words,
        quotes=quotes,
        state=state_then(revision),
        is_current=revision.pk == newest.pk,
    )


def touched_quotes(old, new):
    """Of each quote that differs, how it is called there and the page of its own history."""
    keys = dict.fromkeys(each.path[1] for each in differences(old, new) if each.path[0] == "quotes")
    names = Names(new, old)
    return [(names.number(key), history_of_quote(key)) for key in keys]


def history_of_quote(key):
    return reverse("admin:articles_quote_history", args=[key])


def state_then(revision):
    """What readers saw when the version was saved; a schedule may have made it live since."""
    at = publication(revision)
    if at is None:
        return Article.State.DRAFT
    return Article.State.LIVE if at <= revision.made_at else Article.State.SCHEDULED


def removed_quotes(newest):
    """The last removed first. Only the versions that had them last are read whole."""
    last_with = {}
    versions = Revision.objects.of(newest.article_key)
    after = newest
    for version in versions.with_order():
        for key in set(version.order) - set(newest.parts["order"]) - set(last_with):
            last_with[key] = (version.pk, after)
        after = version
    parts = versions.in_bulk({pk for pk, _ in last_with.values()})
    return [
        Removed(name_with_heading(parts[pk].parts, key), history_of_quote(key), taken_out)
        for key, (pk, taken_out) in last_with.items()
    ]


def name_with_heading(parts, key):
    """ "Ana Berg, “The push comes from behind”"."""
    quote = parts["quotes"][key]
    expert = Names(parts).row("expert", quote["expert"])
    heading = f"“{quote['heading']}”" if quote["heading"] else ""
    return ", ".join(filter(None, [expert, heading])) or "A quote without a heading"
