"""What the sitemap lists: every page that may stand in an index, by its canonical address."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from articles.models import Article, Author, Category, Expert, MuscleGroup, SimplePage


class SiteSitemap(Sitemap):
    """Addresses of SITE_URL, whatever host the request named."""

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc


class IndexSitemap(SiteSitemap):
    def items(self):
        return ["home", "article_list", "quote_list", "muscle_list", "expert_list"]

    def location(self, name):
        return reverse(name)


class ArticleSitemap(SiteSitemap):
    def items(self):
        return list(Article.objects.published().newest_first())

    def lastmod(self, article):
        return article.changed_on


class CategorySitemap(SiteSitemap):
    def items(self):
        return list(Category.objects.published())


class MuscleSitemap(SiteSitemap):
    def items(self):
        return list(MuscleGroup.objects.with_published_count().filter(quote_count__gt=0))


class ExpertSitemap(SiteSitemap):
    def items(self):
        return list(Expert.objects.published())


class AuthorSitemap(SiteSitemap):
    def items(self):
        return list(Author.objects.published())


class PageSitemap(SiteSitemap):
    def items(self):
        return list(SimplePage.objects.all())

    def lastmod(self, page):
        return page.updated_on


SITEMAPS = {
    "indexes": IndexSitemap,
    "articles": ArticleSitemap,
    "categories": CategorySitemap,
    "muscles": MuscleSitemap,
    "experts": ExpertSitemap,
    "authors": AuthorSitemap,
    "pages": PageSitemap,
}
