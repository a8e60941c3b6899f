"""Saving a row that others have saved meanwhile: fitted together, or both versions shown.

The form carries what it was opened with. Each field that only one of the two changed is kept;
where both changed the same one, nothing is saved before its editor has seen both versions.
"""

from typing import NamedTuple

from django.contrib import messages
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.db import transaction
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from articles.admin.clashes import Column, time_in_words
from articles.admin.form_texts import FormTexts
from articles.admin.keeping import Keeping
from articles.admin.kept import typed_texts
from articles.admin.keys import is_key
from articles.admin.links import change_url
from articles.admin.shown_again import is_shown_again
from articles.consensus import listed
from articles.history.recording import OUTSIDE, name_of
from articles.history.restoring import MODELS, successor
from articles.history.words import combined

OPENED = "opened"
SALT = "articles.admin.guard"
KINDS = {model: kind for kind, model in MODELS.items()}


class Opened(NamedTuple):
    """What a form was opened with, and when."""

    texts: dict[str, str]
    at: str

    @classmethod
    def now(cls, texts):
        return cls(texts, timezone.now().isoformat())

    @classmethod
    def read(cls, token):
        """Where it can't be read, nothing counts as known, and every difference is shown."""
        try:
            return cls(*signing.loads(token, salt=SALT))
        except signing.BadSignature:
            return cls.now({})

    @property
    def token(self):
        return signing.dumps(self, salt=SALT, compress=True)


class Save(NamedTuple):
    user_pk: int | None
    by: str
    at: str = ""

    @property
    def who(self):
        """ "Ilse Brandt, 10:31"."""
        return ", ".join(filter(None, [self.by, self.at]))


class Fitting(NamedTuple):
    """Three versions fitted together: texts by name, and the names of which versions differ."""

    texts: dict[str, str]
    theirs_alone: list[str]
    clashes: list[str]


class Clash(NamedTuple):
    title: str
    anchor: str
    columns: list[Column]


class Guard(Keeping):
    texts_of = FormTexts

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        rest = (object_id, form_url, extra_context)
        if OPENED not in request.POST or is_shown_again(request.POST) or not object_id:
            return super().changeform_view(request, *rest)
        with transaction.atomic():
            row = self.locked(object_id)
            if row is None:
                return self.offer_anew(request, object_id, extra_context)
            if self.has_change_permission(request, row):
                self.fit(request, row)
            return super().changeform_view(request, *rest)

    def locked(self, object_id):
        rows = self.model._default_manager.select_for_update()
        return rows.filter(pk=object_id).first() if is_key(object_id) else None

    def fit(self, request, row):
        opened = Opened.read(request.POST[OPENED])
        texts = self.texts_of(self.get_form(request, row, change=True)(instance=row))
        stored = texts.stored()
        request.opened = Opened.now(stored)
        if opened.texts == stored:
            return
        mine = texts.posted(request.POST, request.FILES, opened.texts)
        fitting = fit(opened.texts, stored, mine)
        request.POST = request.POST.copy()
        texts.write(request.POST, fitting.texts)
        saves = self.saves(row, since=parse_datetime(opened.at))
        if {each.user_pk for each in saves} == {request.user.pk}:
            return
        request.saved_between = saves[0] if saves else Save(None, OUTSIDE)
        request.theirs_alone = [texts.label(name) for name in fitting.theirs_alone]
        request.clashes = [
            self.clash(request, name, texts, opened.texts, stored, mine) for name in fitting.clashes
        ]

    def clash(self, request, name, texts, *versions):
        base, theirs, mine = (texts.html(name, each.get(name, "")) for each in versions)
        columns = [
            Column("As you opened it", "", base),
            Column("Stored now", f"by {request.saved_between.who}", combined(base, theirs)),
            Column("Yours", "not saved yet", combined(base, mine)),
        ]
        return Clash(texts.label(name), texts.anchor(name), columns)

    def saves(self, row, since):
        """Who has saved the row since then, the last one first."""
        return [save_of(entry) for entry in entries(row).filter(action_time__gte=since)]

    def offer_anew(self, request, object_id, extra_context):
        """The row is gone: what was typed comes back in the form of a new one."""
        gone = self.model(pk=object_id) if is_key(object_id) else self.model()
        entry = entries(gone).filter(action_flag=DELETION).first()
        request.deleted_by = save_of(entry) if entry else Save(None, "somebody")
        request.successor = successor(KINDS.get(self.model), gone.pk)
        if not self.has_add_permission(request):
            return self.give_text_back(request)
        texts = self.texts_of(self.get_form(request)())
        typed = texts.posted(request.POST, request.FILES, {})
        request.POST = request.POST.copy()
        texts.write(request.POST, typed)
        here = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_add")
        return super().changeform_view(request, None, here, extra_context)

    def give_text_back(self, request):
        context = self.admin_site.each_context(request) | {
            "title": f"This {self.opts.verbose_name} is no longer there",
            "reason": f"It was deleted by {request.deleted_by.who}.",
            "typed": typed_texts(request.POST),
        }
        return TemplateResponse(request, "admin/kept.html", context, status=409)

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        return unsaved(form) if is_refused(request) else form

    def render_change_form(self, request, context, **kwargs):
        form = context["adminform"].form
        if is_shown_again(request.POST):
            context["opened"] = request.POST.get(OPENED, "")
        elif hasattr(request, "opened"):
            context["opened"] = request.opened.token
        elif context["original"] and not form.is_bound:
            context["opened"] = Opened.now(self.texts_of(form).stored()).token
        for name in ("clashes", "saved_between", "theirs_alone", "deleted_by", "successor"):
            context[name] = getattr(request, name, None)
        context["successor_url"] = change_url(context["successor"]) if context["successor"] else ""
        context["shown_again"] = is_shown_again(request.POST)
        context["lost_files"] = [file.name for file in request.FILES.values()]
        return super().render_change_form(request, context, **kwargs)

    def response_change(self, request, obj):
        if getattr(request, "theirs_alone", None):
            by, changed = request.saved_between.who, listed(request.theirs_alone)
            self.message_user(request, f"Kept too, changed by {by}: {changed}.", messages.INFO)
        return super().response_change(request, obj)


def unsaved(form):
    """A form that is shown with all that was typed, and saves nothing."""

    class Unsaved(form):
        def is_valid(self):
            return False

    return Unsaved


def is_refused(request):
    is_stale = getattr(request, "clashes", None) or hasattr(request, "deleted_by")
    return is_stale or is_shown_again(request.POST)


def fit(base, theirs, mine):
    """Where both changed the same, what was typed is taken, to be shown again."""
    texts, theirs_alone, clashes = {}, [], []
    for name in theirs | mine:
        was, stored, typed = (version.get(name, "") for version in (base, theirs, mine))
        texts[name] = stored if typed == was else typed
        if stored in (was, typed):
            continue
        (theirs_alone if typed == was else clashes).append(name)
    return Fitting(texts, theirs_alone, clashes)


def entries(row):
    """The admin's own log of a row, the newest first."""
    kind = ContentType.objects.get_for_model(row)
    found = LogEntry.objects.filter(content_type=kind, object_id=str(row.pk))
    return found.select_related("user").order_by("-action_time", "-pk")


def save_of(entry):
    return Save(entry.user_id, name_of(entry.user), time_in_words(entry.action_time))
