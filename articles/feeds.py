"""Atom feeds."""

from django.contrib.syndication.views import Feed


class ArticleFeed(Feed):
    pass


class MuscleFeed(Feed):
    pass


class ExpertFeed(Feed):
    pass
