"""Who may change which article: writers their own drafts, editors all."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.admin.kept import typed_texts
from articles.admin.shown_again import is_shown_again
from articles.history.snapshot import PHOTO_FIELDS, values
from articles.models import Article, Photo

PUBLISH = "articles.publish_article"
DELETED = "This article was deleted while you were writing."
NOT_YOURS = "Only editors change what is live or somebody else’s."
# Where to go from there: the name of the address, and its label.
RECOVER = ("admin:articles_article_deleted", "Deleted articles can be recovered")
TO_OWN_DRAFTS = ("admin:index", "Your own drafts are on the first page")


class OwnDrafts(admin.ModelAdmin):
    def has_view_permission(self, request, obj=None):
        return super().has_view_permission(request, obj) and is_theirs(request.user, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and is_theirs(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and is_theirs(request.user, obj)

    def get_queryset(self, request):
        """The list has what the user may change; a form says itself whom it is not for."""
        articles = super().get_queryset(request)
        is_list = request.resolver_match.url_name == "articles_article_changelist"
        return articles.changeable_by(request.user) if is_list else articles

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.user, form.may_publish = request.user, request.user.has_perm(PUBLISH)
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """A save is looked at under the article's lock: see `Conflicts`."""
        is_save = request.method == "POST" and not is_shown_again(request.POST)
        article = self.get_object(request, object_id) if object_id and not is_save else None
        if article and not self.has_change_permission(request, article):
            raise PermissionDenied(f"{NOT_YOURS} Your own drafts are on the first page.")
        return super().changeform_view(request, object_id, form_url, extra_context)

    def give_text_back(self, request, article):
        """It went live or was deleted while they wrote: nothing that was typed is lost."""
        may_recover = article is None and request.user.has_perm(PUBLISH)
        way_out, label = RECOVER if may_recover else TO_OWN_DRAFTS
        context = self.admin_site.each_context(request) | {
            "title": "This article can’t be saved",
            "subtitle": article.title if article else None,
            "reason": NOT_YOURS if article else DELETED,
            "typed": typed_texts(request.POST),
            "way_out": reverse(way_out),
            "way_out_label": label,
        }
        return TemplateResponse(request, "admin/kept.html", context, status=403)


class PartOfArticle(admin.ModelAdmin):
    """Whoever may change or delete an article may do so with its parts."""

    def has_change_permission(self, request, obj=None):
        whole = self.admin_site.get_model_admin(Article)
        return whole.has_change_permission(request, obj and obj.article)

    def has_delete_permission(self, request, obj=None):
        whole = self.admin_site.get_model_admin(Article)
        return whole.has_delete_permission(request, obj and obj.article)


def is_theirs(user, article):
    return article is None or article.is_changeable_by(user)


def within_rights(user, parts):
    """A version in which photos that the user may not change have the texts that they have now."""
    shown = Photo.objects.filter(pk__in=parts["photos"])
    others = shown.exclude(pk__in=shown.changeable_by(user).values("pk"))
    kept = {str(photo.pk): values(photo, PHOTO_FIELDS) for photo in others}
    return parts | {"photos": parts["photos"] | kept}
