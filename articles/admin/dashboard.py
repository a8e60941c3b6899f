"""The first page: the work that waits, each piece with its way in."""

from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles.admin.state import moment
from articles.admin.work import waiting_work
from articles.consensus import listed
from articles.models import Article, Quote, Revision

ROWS = 8
# In the order of an editor's day.
EVERYTHING = "Article Quote Expert Author Photo MuscleGroup Category SimplePage User Group".split()


class Change(NamedTuple):
    title: str
    url: str
    when: str
    by: str = ""

    @classmethod
    def of(cls, entry):
        url = "" if entry.is_deletion() else entry.get_admin_url() or ""
        return cls(entry.object_repr, url, moment(entry.action_time))


class Dashboard:
    def __init__(self, user, app_list, changes):
        self.everything = everything(app_list, user)
        self.changes = [Change.of(entry) for entry in changes.filter(user=user)[:ROWS]]
        self.changes_of_others = changes_of_others(user)
        self.may_add_article = user.has_perm("articles.add_article")
        self.work = waiting_work(user)

    @property
    def summary(self):
        """ "Wednesday 25 November 2026. Three drafts and one scheduled article." """
        waiting = listed([work.in_words for work in self.work]) if self.work else "nothing waits"
        return (
            f"{date_format(timezone.localdate(), 'l j F Y')}. {waiting[:1].upper()}{waiting[1:]}."
        )


def changes_of_others(user):
    """What other people saved lately, each with the way to who changed what."""
    articles = Article.objects.changeable_by(user)
    found = list(Revision.objects.by_others(user, articles)[:ROWS])
    titles = articles.in_bulk([each.article_key for each in found])
    return [
        Change(
            title=str(titles[each.article_key]),
            url=reverse("admin:articles_article_history", args=[each.article_key]),
            when=moment(each.made_at),
            by=each.by,
        )
        for each in found
    ]


def everything(app_list, user):
    """What the user may see, each with the number of rows in its list."""
    models = {entry["object_name"]: entry for app in app_list for entry in app["models"]}
    shown = [models[name] for name in EVERYTHING if name in models]
    return [entry | {"count": rows_for(user, entry["model"]).count()} for entry in shown]


def rows_for(user, model):
    rows = model.objects.all()
    return rows.changeable_by(user) if model in (Article, Quote) else rows
