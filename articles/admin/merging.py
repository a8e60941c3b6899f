"""Merging two rows, after a page that counts what will move; and taking it back."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles.admin.facets import FacetedAdmin
from articles.admin.links import change_url
from articles.merges import kind_of, merge, obstacle, plan, undo
from articles.models import Merge


class Merging(admin.ModelAdmin):
    """For a model of `merges.KINDS`: a way to merge each row into another one."""

    def get_urls(self):
        name = f"articles_{self.opts.model_name}_merge"
        view = self.admin_site.admin_view(self.merge_view)
        return [path("<int:pk>/merge/", view, name=name), *super().get_urls()]

    def render_change_form(self, request, context, **kwargs):
        if context["original"] and request.user.has_perm("articles.add_merge"):
            merge = f"admin:articles_{self.opts.model_name}_merge"
            context["merge_url"] = reverse(merge, args=[context["original"].pk])
        return super().render_change_form(request, context, **kwargs)

    def merge_view(self, request, pk):
        if not request.user.has_perm("articles.add_merge"):
            raise PermissionDenied
        gone = get_object_or_404(self.model, pk=pk)
        others = self.model._default_manager.exclude(pk=pk).order_by("name")
        chosen = (request.POST or request.GET).get("into", "")
        kept = others.filter(pk=chosen).first() if chosen.isdecimal() else None
        if request.method == "POST" and kept:
            done = merge(gone, kept, request.user)
            self.say_it(request, done)
            return redirect(change_url(kept))
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "original": gone,
            "title": f"Merge two {kind_of(self.model).label}",
            "subtitle": "One name for one thing: uses, names and addresses follow.",
            "gone": gone,
            "kept": kept,
            "others": others,
            "lines": plan(gone, kept) if kept else [],
        }
        return TemplateResponse(request, "admin/merge.html", context)

    def say_it(self, request, done):
        undo_url = reverse("admin:articles_merge_change", args=[done.pk])
        self.message_user(
            request, f"{done.gone_name} is merged into {done.kept_name}.", messages.SUCCESS
        )
        self.message_user(request, f"It can be taken back at {undo_url}", messages.INFO)


@admin.register(Merge)
class MergeAdmin(FacetedAdmin):
    """What was merged, each with a way back. Nothing is edited here."""

    list_display = ("merged", "kind", "made_at", "made_by", "undone_at")
    list_display_links = ("merged",)
    actions = None

    def has_add_permission(self, request, obj=None):
        return False

    has_change_permission = has_delete_permission = has_add_permission

    @admin.display(description="What")
    def merged(self, done):
        return str(done)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not request.user.has_perm("articles.add_merge"):
            raise PermissionDenied
        done = Merge.objects.filter(pk=object_id).first() if object_id.isdecimal() else None
        if done is None:
            raise Http404
        if request.method == "POST":
            return self.take_back(request, done)
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "original": done,
            "title": f"Take back: {done}",
            "merge": done,
            "obstacle": obstacle(done),
            "moved": [(name, len(rows)) for name, rows in done.record["moved"].items() if rows],
        }
        return TemplateResponse(request, "admin/articles/merge/undo.html", context)

    def take_back(self, request, done):
        try:
            row = undo(done, request.user)
        except ValidationError as refusal:
            self.message_user(request, refusal.messages[0], messages.ERROR)
            return redirect("admin:articles_merge_change", done.pk)
        self.message_user(request, f"{row} is back, as it was before.", messages.SUCCESS)
        return redirect(change_url(row))
