"""The first page: the work that waits, each piece with its way in."""

from typing import NamedTuple

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.formats import date_format

from articles.admin import lacking
from articles.admin.links import change_url, list_url, quote_url
from articles.admin.state import moment
from articles.consensus import listed, number
from articles.models import Article, Photo, Quote

ROWS = 8
# In the order of an editor's day.
EVERYTHING = "Article Quote Expert Author Photo MuscleGroup Category SimplePage User Group".split()


class Row(NamedTuple):
    title: str
    url: str
    lacks: list[str]
    when: str
    under: str = ""


class Work(NamedTuple):
    """A list of things that wait, and what the sentence over the page calls one and several."""

    heading: str
    columns: tuple[str, str]
    rows: list[Row]
    total: int
    nouns: tuple[str, str]
    all_url: str

    @property
    def in_words(self):
        one, several = self.nouns
        return f"{number(self.total)} {one if self.total == 1 else several}"


class Change(NamedTuple):
    title: str
    url: str
    when: str

    @classmethod
    def of(cls, entry):
        url = "" if entry.is_deletion() else entry.get_admin_url() or ""
        return cls(entry.object_repr, url, moment(entry.action_time))


class Dashboard:
    def __init__(self, user, app_list, changes):
        self.everything = everything(app_list)
        self.changes = [Change.of(entry) for entry in changes.filter(user=user)[:ROWS]]
        self.may_add_article = user.has_perm("articles.add_article")
        makers = {
            "articles.view_article": [drafts, scheduled, repairs],
            "articles.view_quote": [quotes],
            "articles.view_photo": [photos],
        }
        found = [make() for right, each in makers.items() if user.has_perm(right) for make in each]
        self.work = [work for work in found if work.total]

    @property
    def summary(self):
        """ "Wednesday 25 November 2026. Three drafts and one scheduled article." """
        waiting = listed([work.in_words for work in self.work]) if self.work else "nothing waits"
        return (
            f"{date_format(timezone.localdate(), 'l j F Y')}. {waiting[:1].upper()}{waiting[1:]}."
        )


def everything(app_list):
    """What the user may see, each with its number of rows."""
    models = {entry["object_name"]: entry for app in app_list for entry in app["models"]}
    shown = [models[name] for name in EVERYTHING if name in models]
    return [entry | {"count": entry["model"].objects.count()} for entry in shown]


def drafts():
    articles = with_last_saved(Article.objects.drafts().order_by("-pk"))
    complete = lacking.with_lacks(articles, lacking.ARTICLE)[:ROWS]
    return Work(
        heading="Drafts",
        columns=("Article", "Last saved"),
        rows=[
            article_row(each, moment(each.saved_at) if each.saved_at else "") for each in complete
        ],
        total=articles.count(),
        nouns=("draft", "drafts"),
        all_url=list_url(Article, state="draft"),
    )


def with_last_saved(articles):
    """With `saved_at`, from the admin's own log."""
    entries = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Article),
        object_id=Cast(OuterRef("pk"), CharField()),
    )
    return articles.annotate(saved_at=Subquery(entries.values("action_time")[:1]))


def scheduled():
    articles = Article.objects.scheduled().order_by("published_at")
    return Work(
        heading=f"Scheduled, {timezone.get_current_timezone_name()}",
        columns=("Article", "Goes live"),
        rows=article_rows(articles),
        total=articles.count(),
        nouns=("scheduled article", "scheduled articles"),
        all_url=list_url(Article, state="scheduled"),
    )


def repairs():
    articles = lacking.incomplete(Article.objects.published(), lacking.ARTICLE).newest_first()
    return Work(
        heading="Live, with something to repair",
        columns=("Article", "Live since"),
        rows=article_rows(articles),
        total=articles.count(),
        nouns=("live article to repair", "live articles to repair"),
        all_url=list_url(Article, state="live", lacking="any"),
    )


def quotes():
    found = lacking.incomplete(Quote.objects.for_list(), lacking.QUOTE).order_by("-pk")
    return Work(
        heading="Quotes to complete",
        columns=("Quote", "Expert"),
        rows=[quote_row(quote) for quote in found[:ROWS]],
        total=found.count(),
        nouns=("quote to complete", "quotes to complete"),
        all_url=list_url(Quote, lacking="any"),
    )


def photos():
    found = lacking.incomplete(Photo.objects.all(), lacking.PHOTO)
    return Work(
        heading="Photos to complete",
        columns=("Photo", "Added"),
        rows=[photo_row(photo) for photo in found[:ROWS]],
        total=found.count(),
        nouns=("photo to complete", "photos to complete"),
        all_url=list_url(Photo, lacking="any"),
    )


def article_rows(articles):
    complete = lacking.with_lacks(articles, lacking.ARTICLE)
    return [article_row(each, moment(each.published_at)) for each in complete[:ROWS]]


def article_row(article, when):
    return Row(str(article), change_url(article), lacking.lacks(article, lacking.ARTICLE), when)


def quote_row(quote):
    lacks = lacking.lacks(quote, lacking.QUOTE)
    return Row(str(quote), quote_url(quote), lacks, str(quote.expert or ""), quote.article.title)


def photo_row(photo):
    lacks = lacking.lacks(photo, lacking.PHOTO)
    return Row(str(photo), change_url(photo), lacks, moment(photo.added_at))
