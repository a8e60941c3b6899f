"""The history of an article and of one quote: who changed what, compared, and put back."""

from typing import NamedTuple

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles.admin.changes import shown
from articles.admin.links import change_url
from articles.admin.roles import within_rights
from articles.history.differences import differences, in_words
from articles.history.naming import Names
from articles.history.recording import current, locked, record, record_deletion
from articles.history.restoring import STANDING, References, put_back
from articles.models import Article, Revision

ROWS = 25


class Row(NamedTuple):
    """A line of the history; `quotes` are those that it touched, each with its own history."""

    revision: Revision
    words: str
    quotes: list[tuple[str, str]]
    is_current: bool


class HistoryPages(admin.ModelAdmin):
    def get_urls(self):
        def address(way, view):
            name = f"articles_article_{view.__name__.removesuffix('_view')}"
            return path(way, self.admin_site.admin_view(view), name=name)

        return [
            address("deleted/", self.deleted_view),
            address("deleted/<int:pk>/", self.recover_view),
            address("<int:pk>/history/compare/", self.compare_view),
            address("<int:pk>/history/<int:number>/", self.restore_view),
            *super().get_urls(),
        ]

    def history_view(self, request, object_id, extra_context=None):
        article = self.article_or_404(request, object_id)
        newest = current(article.pk)
        pages = Paginator(Revision.objects.of(article.pk), ROWS)
        page = pages.get_page(request.GET.get("page"))
        # Each line is compared with the version before it, so that one more is needed.
        start = page.start_index() - 1
        revisions = list(Revision.objects.of(article.pk)[start : start + ROWS + 1])
        before = [*revisions[1:], None][:ROWS]
        rows = [line(*pair, newest) for pair in zip(revisions[:ROWS], before, strict=True)]
        return self.show(request, "object_history", article, "History", page=page, rows=rows)

    def compare_view(self, request, pk):
        article = self.article_or_404(request, pk)
        numbers = (request.GET.get("from", ""), request.GET.get("to", ""))
        if not all(number.isdecimal() for number in numbers):
            return redirect("admin:articles_article_history", pk)
        old, new = (version_or_404(pk, n) for n in sorted(numbers, key=int))
        changes = shown(differences(old.parts, new.parts), new.parts, old.parts)
        context = {"old": old, "new": new, "changes": changes}
        return self.show(request, "compare", article, "Two versions", **context)

    def restore_view(self, request, pk, number):
        """Shows what would change, and changes it if the article is still what was shown."""
        article = self.article_or_404(request, pk)
        version, now = version_or_404(pk, number), current(pk)
        parts = within_rights(request.user, version.parts)
        if request.method == "POST":
            with transaction.atomic():
                locked(pk)
                now = current(pk)
                if request.POST.get("version") == str(now.number):
                    put_back(pk, parts)
                    return self.was_put_back(request, pk, f"Put back version {number}")
        context = {
            "version": version,
            "now": now,
            "has_moved": request.method == "POST",
            "missing": References(version.parts).missing,
            "changes": shown(kept_standing(now.parts, parts), parts, now.parts),
        }
        return self.show(request, "restore", article, f"Put back version {number}", **context)

    def was_put_back(self, request, pk, note):
        article = Article.objects.get(pk=pk)
        request.revision = record(pk, user=request.user, note=note)
        if request.revision:
            self.log_change(request, article, note)
        self.message_user(request, f"{note}. {article.state_in_words}.", messages.SUCCESS)
        return redirect(change_url(article))

    # --- Deleted articles -------------------------------------------------------------------------

    def deleted_view(self, request):
        self.demand_right_to_recover(request)
        rows = list(Revision.objects.of_deleted_articles()[:ROWS])
        return self.show(request, "deleted", None, "Deleted articles", rows=rows)

    def recover_view(self, request, pk):
        self.demand_right_to_recover(request)
        version = get_object_or_404(Revision.objects.of_deleted_articles(), article_key=pk)
        if request.method == "POST":
            with transaction.atomic():
                put_back(pk, version.parts)
                # It belongs to whoever made it, so that a writer finds the own draft again.
                first = Revision.objects.of(pk).last()
                Article.objects.filter(pk=pk).update(created_by=first.user)
                return self.was_put_back(request, pk, "Recovered the deleted article")
        context = {"version": version, "missing": References(version.parts).missing}
        title = f"Recover “{version.parts['fields']['title']}”"
        return self.show(request, "recover", None, title, **context)

    def demand_right_to_recover(self, request):
        """It comes back as it was, and that can mean live."""
        if not request.user.has_perm("articles.publish_article"):
            raise PermissionDenied

    def delete_model(self, request, obj):
        record_deletion(obj.pk, user=request.user)
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        with transaction.atomic():
            for article in queryset:
                self.delete_model(request, article)

    # ----------------------------------------------------------------------------------------------

    def article_or_404(self, request, pk):
        article = Article.objects.filter(pk=pk).first() if str(pk).isdecimal() else None
        if article is None:
            raise Http404
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        return article

    def show(self, request, template, article, title, **context):
        context |= self.admin_site.each_context(request) | {
            "opts": self.opts,
            "original": article,
            "title": title,
            "subtitle": article.title if article else None,
        }
        return TemplateResponse(request, f"admin/articles/article/{template}.html", context)


def version_or_404(article_pk, number):
    return get_object_or_404(Revision.objects.of(article_pk), number=number)


def kept_standing(now, earlier):
    """What putting the earlier version back would change: not where the article stands."""
    standing = {("fields", name) for name in STANDING}
    return [each for each in differences(now, earlier) if each.path not in standing]


def line(revision, before, newest):
    old = None if before is None or before.deleted else before.parts
    words = "deleted the article" if revision.deleted else in_words(old, revision.parts)
    quotes = touched_quotes(old, revision.parts) if old else []
    return Row(revision, words, quotes, revision.pk == newest.pk)


def touched_quotes(old, new):
    """Of each quote that differs, how it is called there and the page of its own history."""
    keys = dict.fromkeys(each.path[1] for each in differences(old, new) if each.path[0] == "quotes")
    names = Names(new, old)
    return [
        (names.number(key), reverse("admin:articles_quote_history", args=[key])) for key in keys
    ]
