"""Moments, and whether readers can see an article, in words."""

from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Article
from articles.querysets.conditions import draft, published, scheduled

NEAR_DAYS = {-1: "Yesterday", 0: "Today", 1: "Tomorrow"}


def moment(when):
    """ "Today, 09:12", or "12 May 2026, 09:00"."""
    local = timezone.localtime(when)
    distance = (local.date() - timezone.localdate()).days
    day = NEAR_DAYS.get(distance) or date_format(local, "j F Y")
    return f"{day}, {date_format(local, 'H:i')}"


def state_in_brief(article):
    """For a list, shorter than the article's own words: "Live since 4 May 2023"."""
    if article.state == Article.State.DRAFT:
        return "Draft"
    local = timezone.localtime(article.published_at)
    if article.state == Article.State.LIVE:
        return f"Live since {date_format(local, 'j F Y')}"
    return f"Scheduled for {date_format(local, 'j F Y, H:i')}"


def state_conditions(prefix=""):
    """For a filter by state. Asked anew each time, because time passes."""
    return {
        "live": ("Live", published(prefix)),
        "scheduled": ("Scheduled", scheduled(prefix)),
        "draft": ("Draft", draft(prefix)),
    }
