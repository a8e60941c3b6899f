"""Atom feeds: the newest articles, and what is said about a muscle or by an expert.

Addresses are made from SITE_URL, so that Django has no need to ask the request for its host.
"""

import re
from datetime import datetime, time

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.consensus import lowered
from articles.meta import absolute
from articles.models import Article, Expert, MuscleGroup, Quote

ENTRIES = 20
# XML has no way to write these; a paste from a PDF brings them.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class CleanAtom(Atom1Feed):
    def __init__(self, **facts):
        super().__init__(**without_controls(facts))

    def root_attributes(self):
        """With the base for links that an editor wrote without our host."""
        return super().root_attributes() | {"xml:base": absolute("/")}

    def add_item(self, **facts):
        super().add_item(**without_controls(facts))


class SiteFeed(Feed):
    """What all feeds share; `item_article` is the article to which an entry belongs."""

    feed_type = CleanAtom

    def author_name(self):
        return settings.SITE_NAME

    def item_pubdate(self, item):
        return self.item_article(item).published_at

    def item_updateddate(self, item):
        return changed_at(self.item_article(item))


class ArticleFeed(SiteFeed):
    def title(self):
        return settings.SITE_NAME

    def subtitle(self):
        return "One question, several experts: the newest articles."

    def link(self):
        return absolute(reverse("home"))

    def feed_url(self):
        return absolute(reverse("article_feed"))

    def items(self):
        return Article.objects.published().for_feed()[:ENTRIES]

    def item_article(self, article):
        return article

    def item_title(self, article):
        return article.title

    def item_link(self, article):
        return absolute(article.get_absolute_url())

    def item_guid(self, article):
        """Stays the same when the address of the article changes."""
        return f"tag:{settings.SITE_HOST},2026:article/{article.pk}"

    def item_author_name(self, article):
        return article.author.name

    def item_author_link(self, article):
        return absolute(article.author.get_absolute_url())

    def item_description(self, article):
        said = format_html_join(
            "", '<li>{}: <a href="{}">{}</a></li>', map(row, quotes_of(article))
        )
        standfirst = format_html("<p>{}</p>", article.standfirst) if article.standfirst else ""
        return standfirst + (format_html("<ul>{}</ul>", said) if said else SafeString())

    def item_categories(self, article):
        muscles = {m.name: None for quote in quotes_of(article) for m in quote.named_muscles}
        return [*([article.category.name] if article.category else []), *muscles]


class QuoteFeed(SiteFeed):
    """The newest quotes of one muscle or one expert."""

    def __call__(self, request, slug):
        try:
            return super().__call__(request, slug=slug)
        except Http404:
            moved = get_object_or_404(self.subjects(), former_addresses__slug=slug)
            return redirect(self.feed_url(moved), permanent=True)

    def get_object(self, request, slug):
        return self.subjects().get(slug=slug)

    def title(self, subject):
        return f"{subject} | {settings.SITE_NAME}"

    def link(self, subject):
        return absolute(subject.get_absolute_url())

    def feed_url(self, subject):
        return f"{self.link(subject)}feed/"

    def item_article(self, quote):
        return quote.article

    def item_title(self, quote):
        return f"{quote.expert.name}: {quote.heading or quote.article.title}"

    def item_link(self, quote):
        return absolute(quote.get_absolute_url())

    def item_guid(self, quote):
        return permalink(quote)

    def item_author_name(self, quote):
        return quote.expert.name

    def item_author_link(self, quote):
        return absolute(quote.expert.get_absolute_url())

    def item_description(self, quote):
        article = quote.article
        return format_html(
            '<blockquote cite="{}">{}</blockquote><p>{}. In <a href="{}">{}</a></p>',
            permalink(quote),
            quote.body,
            ", ".join(filter(None, [quote.expert.name, quote.affiliation])),
            absolute(article.get_absolute_url()),
            article.title,
        )

    def item_categories(self, quote):
        return [muscle.name for muscle in quote.named_muscles]


class MuscleFeed(QuoteFeed):
    def subjects(self):
        return MuscleGroup.objects.all()

    def items(self, muscle):
        return Quote.objects.newest_naming(muscle).for_list()[:ENTRIES]

    def subtitle(self, muscle):
        return f"What experts say about the {lowered(muscle.name)}."


class ExpertFeed(QuoteFeed):
    def subjects(self):
        return Expert.objects.published()

    def items(self, expert):
        return Quote.objects.newest_by(expert).for_list()[:ENTRIES]

    def subtitle(self, expert):
        return f"What {expert.name} says."


def without_controls(value):
    """The same facts, their texts without the signs that XML cannot carry."""
    if isinstance(value, str):
        return CONTROLS.sub("", value)
    if isinstance(value, list):
        return [without_controls(each) for each in value]
    if isinstance(value, dict):
        return {name: without_controls(each) for name, each in value.items()}
    return value


def changed_at(article):
    """The day of the update as a moment, which is never before the publication."""
    if article.updated_on is None:
        return article.published_at
    midnight = timezone.make_aware(datetime.combine(article.updated_on, time.min))
    return max(article.published_at, midnight)


def quotes_of(article):
    return article.quotes.all()


def row(quote):
    return quote.expert.name, permalink(quote), quote.heading or "in their own words"


def permalink(quote: Quote) -> str:
    return absolute(quote.permanent_path)
