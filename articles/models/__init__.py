from articles.models.article import Article, Category, FormerAddress, RelatedLink
from articles.models.muscle import MuscleGroup, OtherName
from articles.models.page import SimplePage
from articles.models.people import Author, Expert
from articles.models.photo import Photo
from articles.models.quote import Quote, TaggedQuote

__all__ = [
    "Article",
    "Author",
    "Category",
    "Expert",
    "FormerAddress",
    "MuscleGroup",
    "OtherName",
    "Photo",
    "Quote",
    "RelatedLink",
    "SimplePage",
    "TaggedQuote",
]
