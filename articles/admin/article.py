"""The article's form: one long page in the order the reader meets it."""

from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.forms import Media, Script
from django.http import HttpResponse
from django.shortcuts import redirect

from articles.admin.article_form import ArticleForm
from articles.admin.article_list import ArticleList
from articles.admin.choices import Choices
from articles.admin.conflicts import Conflicts, told, unapproved_by, version_shown
from articles.admin.deleted import DeletedArticles
from articles.admin.desk import Desk
from articles.admin.history import HistoryPages
from articles.admin.inlines import QuoteInline, RelatedLinkInline
from articles.admin.keeping import Keeping, acknowledge
from articles.admin.keys import is_key
from articles.admin.links import change_url
from articles.admin.moves import move
from articles.admin.previews import Previews
from articles.admin.private_links import PrivateLinks
from articles.admin.rich_text import RICH_TEXT, RichTextInput
from articles.admin.roles import OwnDrafts
from articles.admin.shown_again import is_shown_again
from articles.admin.suggesting import Suggesting, answer
from articles.models import Article

SCRIPTS = [
    "copy",
    "cards",
    "chosen",
    "counters",
    "expert",
    "near-names",
    "slug",
    "keys",
    "suggest",
    "preview",
    "keep",
]
MEDIA = RichTextInput().media + Media(
    js=[Script(f"js/admin-{name}.js", type="module") for name in SCRIPTS]  # type: ignore[misc]
)


@admin.register(Article)
class ArticleAdmin(
    Keeping,
    OwnDrafts,
    Conflicts,
    HistoryPages,
    DeletedArticles,
    PrivateLinks,
    Previews,
    Suggesting,
    ArticleList,
):
    form = ArticleForm
    inlines = (QuoteInline, RelatedLinkInline)
    formfield_overrides = RICH_TEXT
    change_form_template = "admin/articles/article/change_form.html"
    fields = (
        "title", "slug", "category", "author", "standfirst", "question", "introduction",
        "closing", "description", "published_at", "stamp", "update_note",
    )  # fmt: skip

    def get_formset_kwargs(self, request, obj, inline, prefix):
        if not hasattr(request, "choices"):
            request.choices = Choices(request.user)
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        return kwargs | {"form_kwargs": {"choices": request.choices}}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Without the pop-ups beside a choice of category or author: they need jQuery."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        for name, change in (("_move", move), ("_suggest", answer)):
            if name in request.POST:
                request.POST = change(request.POST, request.POST[name])
        return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, **kwargs):
        quotes, related = (each.formset for each in context["inline_admin_formsets"])
        desk = Desk(
            context["adminform"].form,
            quotes,
            related,
            moved="_move" in request.POST,
            shown_again=is_shown_again(request.POST),
            chosen=request.GET.get("quote", ""),
        )
        article = context["original"]
        byline = f", written by {article.author}" if article and article.author else ""
        context |= {
            "desk": desk,
            "errors": desk.problems,
            "media": MEDIA,
            "version": version_shown(request, article),
            "title": article.title if article else "New article",
            "subtitle": f"Article{byline}",
        }
        return super().render_change_form(request, context, **kwargs)

    def save_model(self, request, obj, form, change):
        form.finish()
        super().save_model(request, obj, form, change)
        form.keep_address()

    def response_add(self, request, obj, post_url_continue=None):
        return acknowledge(request, self.saved(request, obj))

    def response_change(self, request, obj):
        return acknowledge(request, self.saved(request, obj))

    def saved(self, request, article):
        """Back to where the editor came from: the page at the quote, else the form."""
        if hasattr(request, "is_preview"):
            return HttpResponse()
        chosen = request.GET.get("quote", "")
        quote = article.quotes.filter(pk=chosen).first() if is_key(chosen) else None
        if quote:
            return redirect(quote)
        message = f"“{article}” is saved. {article.state_in_words}."
        for quote in unapproved_by(request.revision):
            text = f"{quote} was changed since its expert approved it: the mark is gone."
            self.message_user(request, text, messages.WARNING)
        self.message_user(request, told(request, message), messages.SUCCESS)
        return redirect(change_url(article))
