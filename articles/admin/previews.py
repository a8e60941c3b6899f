"""The page as it would be with what is typed: saved by the same code, shown, and taken back."""

import re

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import render
from django.urls import path
from django.utils.cache import add_never_cache_headers
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_POST

from articles.article_page import ArticlePage
from articles.models import Article
from articles.views import article_context

PHOTO_TEXT = re.compile(r"(cover|quotes-\d+-photo)-(?:alternative_text|decorative|caption|credit)")
CLASH = "Somebody else changed the same words meanwhile. Save, and you will be asked which to keep."


class Previews(admin.ModelAdmin):
    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.preview_view))
        return [
            path("preview/", view, name="articles_article_preview_new"),
            path("<int:pk>/preview/", view, name="articles_article_preview"),
            *super().get_urls(),
        ]

    def preview_view(self, request, pk=None):
        article = Article.objects.filter(pk=pk).first()
        is_new = pk is None
        if not (is_new or self.has_change_permission(request, article)):
            raise PermissionDenied
        if is_new and not self.has_add_permission(request):
            raise PermissionDenied
        with transaction.atomic():
            response = self.previewed(request, article)
            transaction.set_rollback(True)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def previewed(self, request, article):
        request.is_preview = True
        request.POST = as_draft(request.POST)
        # A picture that is chosen would stay in the storage whatever the database takes back.
        request._files = MultiValueDict()
        answer = self.changeform_view(request, str(article.pk) if article else None)
        saved_pk = getattr(request, "saved_pk", None)
        if saved_pk is None:
            context = {"problems": problems_of(answer)}
            refusal = render(request, "admin/articles/article/no_preview.html", context)
            # No error status: browsers would complain of each half-typed form.
            refusal["X-Preview"] = "refused"
            return refusal
        shown = Article.objects.for_page().get(pk=saved_pk)
        shown.published_at = article and article.published_at
        page = render(request, "articles/article_detail.html", article_context(ArticlePage(shown)))
        page["X-Preview"] = "shown"
        return page


def as_draft(post):
    """What a draft need not have yet is no reason to show nothing."""
    draft = post.copy()
    for name in ("_publish", "_publish_now", "_take_down", "stamp"):
        draft.pop(name, None)
    for name in post:
        text = PHOTO_TEXT.fullmatch(name)
        if text and f"{text[1]}-row" not in post:
            # The texts of a picture that is chosen, but not stored yet.
            draft.pop(name)
    draft["published_at"] = ""
    return draft


def problems_of(answer):
    context = getattr(answer, "context_data", None) or {}
    desk = context.get("desk")
    return [problem.text for problem in desk.problems] if desk else [CLASH]
