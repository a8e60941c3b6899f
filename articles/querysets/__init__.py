"""What "published", "for a list" and "for a page" mean. Every join and prefetch lives here."""

from articles.querysets.article import (
    ArticleQuerySet,
    CategoryQuerySet,
    FormerAddressQuerySet,
    RelatedLinkQuerySet,
    SimplePageQuerySet,
)
from articles.querysets.dated import DatedQuoteQuerySet, DatedTagQuerySet
from articles.querysets.history import GoneQuoteQuerySet, RevisionQuerySet
from articles.querysets.muscle import MuscleGroupQuerySet
from articles.querysets.people import AuthorQuerySet, ExpertQuerySet, PhotoQuerySet
from articles.querysets.quote import QuoteQuerySet, TaggedQuoteQuerySet
from articles.querysets.sign_off import SignOffQuerySet

__all__ = [
    "ArticleQuerySet",
    "AuthorQuerySet",
    "CategoryQuerySet",
    "DatedQuoteQuerySet",
    "DatedTagQuerySet",
    "ExpertQuerySet",
    "FormerAddressQuerySet",
    "GoneQuoteQuerySet",
    "MuscleGroupQuerySet",
    "PhotoQuerySet",
    "QuoteQuerySet",
    "RelatedLinkQuerySet",
    "RevisionQuerySet",
    "SignOffQuerySet",
    "SimplePageQuerySet",
    "TaggedQuoteQuerySet",
]
