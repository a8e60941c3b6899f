"""Saving an article that others have saved meanwhile: fitted together, or put to the editor."""

import re

from django.contrib import admin
from django.db import transaction
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from articles.admin.choices import Choices
from articles.admin.clashes import Choice, kept_without_asking, time_in_words
from articles.admin.fitting import fit, prepare
from articles.admin.keys import is_key
from articles.admin.links import change_url
from articles.admin.posted import Kinds, Posted
from articles.admin.shown_again import is_shown_again
from articles.history.differences import in_words
from articles.history.naming import Names, capitalised
from articles.history.recording import current, locked, record
from articles.models import Article, Revision
from articles.models.quote import fingerprint

ANSWER = "choice-"
QUOTE_ID = re.compile(r"quotes-\d+-id")
# What the choice page posts of its own; the rest is the form that it holds for the editor.
OF_THE_PAGE = {"csrfmiddlewaretoken", "theirs"}


class Conflicts(admin.ModelAdmin):
    """Each save of the form is one transaction under the article's lock, and one revision."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        rest = (object_id, form_url, extra_context)
        if request.method != "POST" or is_shown_again(request.POST):
            return super().changeform_view(request, *rest)
        with transaction.atomic():
            article = locked(object_id) if object_id and is_key(object_id) else None
            if object_id and not (article and self.has_change_permission(request, article)):
                return self.give_text_back(request, article)
            if article:
                fitting = self.fit(request, article)
                if fitting and fitting.clashes:
                    return self.ask(request, article, fitting)
                if fitting:
                    self.take(request, article, fitting)
            response = super().changeform_view(request, *rest)
            if not is_saved(request):
                transaction.set_rollback(True)
            return response

    def fit(self, request, article):
        """None where the form was opened with what is stored now."""
        if is_up_to_date(request.POST, article):
            return None
        theirs, base = current(article.pk), revision(article, request.POST.get("version"))
        request.choices = Choices(request.user)
        kinds = Kinds(request.choices)
        post, files, answers = request.POST, request.FILES, answers_in(request.POST)
        answered = revision(article, post.get("theirs"))
        if answered and answered.number < theirs.number:
            # The choice was between older versions: only what is new since is asked.
            posted = Posted(post, files, (base or answered).parts, kinds)
            step = fit(posted, base, answered, answers, request.user)
            if not step.clashes:
                base, answers = answered, {}
                post, files = step.fitted().post, step.fitted().files
        posted = Posted(post, files, (base or theirs).parts, kinds)
        return fit(posted, base, theirs, answers, request.user)

    def take(self, request, article, fitting):
        fitted = fitting.fitted()
        # The only way to hand other files to the form.
        request.POST, request._files = fitted.post, fitted.files
        request.fitting = fitting
        prepare(article.pk, fitting.merged.parts, fitted.theirs)

    def ask(self, request, article, fitting):
        post = fitting.posted.post
        context = self.admin_site.each_context(request) | {
            "title": "Two people changed the same words",
            "subtitle": article.title,
            "opts": self.opts,
            "original": article,
            "choices": [Choice(n, each, fitting) for n, each in enumerate(fitting.clashes, 1)],
            "kept": kept_without_asking(fitting),
            "theirs": fitting.theirs,
            "typed": [
                (name, value)
                for name, values in post.lists()
                if name not in OF_THE_PAGE | {ANSWER + clash.id for clash in fitting.clashes}
                for value in values
            ],
            "files": [(name, file.name) for name, file in fitting.posted.files.items() if file],
            "form_url": change_url(article),
        }
        return TemplateResponse(request, "admin/articles/article/conflict.html", context)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        request.revision = record(form.instance.pk, user=request.user)
        request.saved_pk = form.instance.pk


def is_saved(request):
    return hasattr(request, "revision")


def revision(article, number):
    """One of the article's by its number, as it was posted."""
    revisions = Revision.objects.of(article.pk)
    return revisions.filter(number=number).first() if is_key(number or "") else None


def is_up_to_date(post, article):
    """Whether it was opened with the stored version, and brings no quote back that is removed.

    The latter was chosen before, in a save that was refused.
    """
    ids = {value for name, value in post.items() if value and QUOTE_ID.fullmatch(name)}
    stored = {str(pk) for pk in article.quotes.values_list("pk", flat=True)}
    return post.get("version") == str(article.version) and ids <= stored


def answers_in(post):
    return {name.removeprefix(ANSWER): post[name] for name in post if name.startswith(ANSWER)}


def told(request, message):
    """The message of a save, and whose changes were fitted into it."""
    fitting = getattr(request, "fitting", None)
    if not (fitting and fitting.base and fitting.base != fitting.theirs):
        return message
    base, theirs = fitting.base, fitting.theirs
    versions = f"?from={base.number}&to={theirs.number}"
    return format_html(
        "{} {} had saved at {}: {}. It is in it too, but where you changed the same. "
        '<a href="{}">See both</a>',
        message,
        theirs.by,
        time_in_words(theirs.made_at),
        in_words(base.parts, theirs.parts),
        reverse("admin:articles_article_compare", args=[theirs.article_key]) + versions,
    )


def unapproved_by(revision):
    """What the quotes are called that lost their expert's approval by this save."""
    if revision is None or not any(q["approved_at"] for q in revision.parts["quotes"].values()):
        return []
    before = Revision.objects.of(revision.article_key).filter(number=revision.number - 1).first()
    quotes = before.parts["quotes"] if before else {}
    names = Names(revision.parts)
    return [
        capitalised(names.quote(key))
        for key, quote in revision.parts["quotes"].items()
        if key in quotes and is_approved(quotes[key]) and not is_approved(quote)
    ]


def is_approved(quote):
    """As `Quote.is_approved` says it of a row."""
    words = fingerprint(quote["expert"], quote["body"])
    return quote["approved_at"] is not None and quote["approved_words"] == words


def version_shown(request, article: Article | None):
    """The number that the form carries: of what it was opened with, or fitted to."""
    if request.method == "POST":
        return request.POST.get("version", "")
    return current(article.pk).number if article else ""
