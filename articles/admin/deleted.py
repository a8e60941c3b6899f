"""Deleted articles: kept to the end, listed, and recovered."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import path

from articles.admin.links import change_url
from articles.admin.roles import PUBLISH
from articles.admin.versions import ROWS, publication, render_under, used_successors
from articles.history.recording import locked, record, record_deletion
from articles.history.restoring import fitted, new_lacks, recovered
from articles.history.writing import put_back
from articles.models import Article, Revision

AS_IT_WAS = "as-it-was"


class DeletedArticles(admin.ModelAdmin):
    def get_urls(self):
        site = self.admin_site
        return [
            path("deleted/", site.admin_view(self.deleted_view), name="articles_article_deleted"),
            path(
                "deleted/<int:pk>/",
                site.admin_view(self.recover_view),
                name="articles_article_recover",
            ),
            *super().get_urls(),
        ]

    def deleted_view(self, request):
        page = Paginator(self.recoverable(request), ROWS).get_page(request.GET.get("page"))
        return render_under(self, request, "article/deleted", None, "Deleted articles", page=page)

    def recover_view(self, request, pk):
        """A writer's draft is a draft again; what was public is so only for who may publish."""
        with transaction.atomic():
            version = get_object_or_404(self.recoverable(request).locked(), article_key=pk)
            found = fitted(version.parts, used_successors(request))
            whole = recovered(found.parts, as_draft=False)
            lacking = new_lacks(whole, version.parts)
            as_draft = request.POST.get("as") != AS_IT_WAS
            if request.method == "POST" and (as_draft or not lacking):
                return self.recover(request, pk, recovered(found.parts, as_draft=as_draft))
        context = {
            "version": version,
            "missing": found.missing,
            "lacking": lacking,
            "then": Article(published_at=publication(version)),
            "can_be_public": publication(version) and (found.missing or not lacking),
            "new_slug": whole["fields"]["slug"],
        }
        title = f"Recover “{version.parts['fields']['title']}”"
        return render_under(self, request, "article/recover", None, title, **context)

    def recover(self, request, pk, parts):
        if Article.objects.filter(pk=pk).exists():
            return redirect("admin:articles_article_change", pk)
        article = put_back(pk, parts)
        # It belongs to whoever began it, so that a writer finds the own draft again.
        article.created_by = Revision.objects.of(pk).last().user
        article.save()
        note = "Recovered the deleted article"
        record(pk, user=request.user, note=note)
        self.log_change(request, article, note)
        self.message_user(request, f"{note}. {article.state_in_words}.", messages.SUCCESS)
        return redirect(change_url(article))

    def recoverable(self, request):
        """All for who may publish; for other writers the drafts that they had begun."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        versions = Revision.objects.all()
        if request.user.has_perm(PUBLISH):
            return versions.of_deleted_articles()
        return versions.of_deleted_drafts_by(request.user)

    def delete_model(self, request, obj):
        """Articles that linked to it lose the link, which is a change of theirs."""
        locked(obj.pk)
        title = str(obj)
        linking = list(Article.objects.linking_to(obj))
        record_deletion(obj.pk, user=request.user)
        super().delete_model(request, obj)
        for article in linking:
            record(article.pk, user=request.user, note=f"“{title}” was deleted")

    def delete_queryset(self, request, queryset):
        with transaction.atomic():
            for article in queryset:
                self.delete_model(request, article)
