"""Merging two rows, after a page that counts what will move; and taking it back."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from articles.admin.facets import FacetedAdmin
from articles.admin.keys import is_key
from articles.admin.links import change_url
from articles.admin.used_in import entry
from articles.merges import kind_of, merge, plan
from articles.models import Merge
from articles.undoing import obstacle, plan_back, undo

NO_CHOICE = "Nothing has moved. Choose first what it is merged into: another one of the list."


class Merging(admin.ModelAdmin):
    """For a model of `merges.KINDS`: a way to merge each row into another one."""

    # What tells two rows apart, beside the name.
    merge_facts: tuple[str, ...] = ()

    def get_urls(self):
        name = f"articles_{self.opts.model_name}_merge"
        view = self.admin_site.admin_view(self.merge_view)
        return [path("<int:pk>/merge/", view, name=name), *super().get_urls()]

    def render_change_form(self, request, context, **kwargs):
        context["merge_url"] = self.merge_url(request, context["original"])
        return super().render_change_form(request, context, **kwargs)

    def render_delete_form(self, request, context):
        context["merge_url"] = self.merge_url(request, context["object"])
        return super().render_delete_form(request, context)

    def merge_url(self, request, row):
        if row is None or not request.user.has_perm("articles.add_merge"):
            return ""
        return reverse(f"admin:articles_{self.opts.model_name}_merge", args=[row.pk])

    def merge_view(self, request, pk):
        if not request.user.has_perm("articles.add_merge"):
            raise PermissionDenied
        gone = get_object_or_404(self.model, pk=pk)
        others = self.model._default_manager.exclude(pk=pk).order_by("name")
        chosen = (request.POST or request.GET).get("into", "")
        kept = others.filter(pk=chosen).first() if is_key(chosen) else None
        if request.method == "POST" and kept:
            return self.merge_rows(request, gone, kept)
        if request.method == "POST":
            self.message_user(request, NO_CHOICE, messages.ERROR)
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "original": gone,
            "title": f"Merge two {kind_of(self.model).label}",
            "subtitle": "One name for one thing: uses, names and addresses follow.",
            "gone": gone,
            "kept": kept,
            "gone_facts": self.facts(gone),
            "kept_facts": self.facts(kept) if kept else [],
            "others": others,
            "lines": plan(gone, kept) if kept else [],
        }
        return TemplateResponse(request, "admin/merge.html", context)

    def facts(self, row):
        """Pairs of a term and what is to know of the row."""
        fields = [(self.opts.get_field(name).verbose_name, name) for name in self.merge_facts]
        facts = [(capfirst(term), getattr(row, name) or "None") for term, name in fields]
        uses = self.uses([row])
        noun = uses.model._meta.verbose_name_plural
        return [*facts, ("Address", row.get_absolute_url()), (capfirst(noun), uses.count())]

    def merge_rows(self, request, gone, kept):
        try:
            with transaction.atomic():
                self.log_deletions(request, self.model._default_manager.filter(pk=gone.pk))
                done = merge(gone, kept, request.user)
                self.log_change(request, kept, f"Merged {done.gone_name} into it.")
        except ValidationError as refusal:
            self.message_user(request, refusal.messages[0], messages.ERROR)
            return redirect(f"admin:articles_{self.opts.model_name}_changelist")
        undo_url = reverse("admin:articles_merge_change", args=[done.pk])
        text = '{} is merged into {}. It can be <a href="{}">taken back</a>.'
        said = format_html(text, done.gone_name, done.kept_name, undo_url)
        self.message_user(request, said, messages.SUCCESS)
        return redirect(change_url(kept))


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
        done = Merge.objects.filter(pk=object_id).first() if is_key(object_id) else None
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
            "lines": [
                (line.what, line.number, list(map(entry, line.stays))) for line in plan_back(done)
            ],
        }
        return TemplateResponse(request, "admin/articles/merge/undo.html", context)

    def take_back(self, request, done):
        try:
            row = undo(done, request.user)
        except ValidationError as refusal:
            self.message_user(request, refusal.messages[0], messages.ERROR)
            return redirect("admin:articles_merge_change", done.pk)
        self.message_user(request, f"{row} is back.", messages.SUCCESS)
        return redirect(change_url(row))
