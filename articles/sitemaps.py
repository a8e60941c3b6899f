"""What the sitemap lists: every page that may stand in an index, by its canonical address.

In parts, of which each costs the same however many pages there are: see `PARTS`.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from articles.models import Article, Author, Category, Expert, MuscleGroup, SimplePage

# A part holds the rows with so many ids that follow each other.
IDS_IN_A_PART = 2000


class SiteSitemap(Sitemap):
    """Addresses of SITE_URL, whatever host the request named."""

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc


class PartSitemap(SiteSitemap):
    """One part of very many rows: the first has the number 1."""

    def __init__(self, rows, part):
        self.rows = rows
        self.part = part

    def items(self):
        end = self.part * IDS_IN_A_PART
        return list(self.rows.filter(pk__gt=end - IDS_IN_A_PART, pk__lte=end).order_by("pk"))


class ArticleSitemap(PartSitemap):
    def lastmod(self, article):
        return article.changed_on


class IndexSitemap(SiteSitemap):
    def items(self):
        return ["home", "article_list", "quote_list", "muscle_list", "expert_list"]

    def location(self, name):
        return reverse(name)


class CategorySitemap(SiteSitemap):
    def items(self):
        return list(Category.objects.published())


class MuscleSitemap(SiteSitemap):
    def items(self):
        return list(MuscleGroup.objects.with_published_count().filter(quote_count__gt=0))


class PageSitemap(SiteSitemap):
    def items(self):
        return list(SimplePage.objects.all())

    def lastmod(self, page):
        return page.updated_on


# What grows with the magazine, and what does not: the latter is one part.
GROWING = {
    "articles": (Article, ArticleSitemap),
    "experts": (Expert, PartSitemap),
    "authors": (Author, PartSitemap),
}
SITE = [IndexSitemap(), CategorySitemap(), MuscleSitemap(), PageSitemap()]


def parts():
    """The names of all parts with their numbers."""
    found = [("site", 1)]
    for name, (model, _) in GROWING.items():
        last = model.objects.order_by("-pk").values_list("pk", flat=True).first()
        found += [(name, number) for number in range(1, -(-(last or 0) // IDS_IN_A_PART) + 1)]
    return found


def sitemaps_of(name, number):
    """What stands in a part, as Django's own view takes it; None for one that is not there."""
    if (name, number) not in parts():
        return None
    if name == "site":
        return {str(place): each for place, each in enumerate(SITE)}
    model, sitemap = GROWING[name]
    return {name: sitemap(model.objects.published(), number)}
