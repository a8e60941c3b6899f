from articles.models.article import Article, Category, RelatedLink
from articles.models.dated import DatedQuote, DatedTag
from articles.models.former_address import FormerAddress
from articles.models.history import GoneQuote, Revision
from articles.models.merge import Merge
from articles.models.muscle import MuscleGroup, OtherName
from articles.models.page import SimplePage
from articles.models.people import Author, Expert
from articles.models.photo import Photo
from articles.models.quote import Quote, TaggedQuote
from articles.models.sign_off import ExpertComment, PreviewLink, SignOff

__all__ = [
    "Article",
    "Author",
    "Category",
    "DatedQuote",
    "DatedTag",
    "Expert",
    "ExpertComment",
    "FormerAddress",
    "GoneQuote",
    "Merge",
    "MuscleGroup",
    "OtherName",
    "Photo",
    "PreviewLink",
    "Quote",
    "RelatedLink",
    "Revision",
    "SignOff",
    "SimplePage",
    "TaggedQuote",
]
