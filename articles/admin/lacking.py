"""What an article, a quote or a photo still lacks: conditions by name, each with its words."""

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from articles.models import Article, Expert, Quote, TaggedQuote

IN_USE = (
    Q(Exists(Quote.objects.filter(photo=OuterRef("pk"))))
    | Q(Exists(Article.objects.filter(cover=OuterRef("pk"))))
    | Q(Exists(Expert.objects.filter(portrait=OuterRef("pk"))))
)
PHOTO = {
    "picture": ("the picture", Q(image="")),
    "credit": ("a credit", Q(credit="")),
}
QUOTE = {
    "expert": ("an expert", Q(expert=None)),
    "muscle": (
        "a muscle",
        Q(none_named=False) & ~Exists(TaggedQuote.objects.filter(content_object=OuterRef("pk"))),
    ),
    "words": ("words", Q(body="")),
}
ITS_QUOTES = Quote.objects.filter(article=OuterRef("pk"))
ARTICLE = {
    "author": ("an author", Q(author=None)),
    "standfirst": ("a standfirst", Q(standfirst="")),
    "expert": (
        "an expert",
        Q(~Exists(ITS_QUOTES)) | Q(Exists(ITS_QUOTES.filter(QUOTE["expert"][1]))),
    ),
    "muscle": ("a muscle", Q(Exists(ITS_QUOTES.filter(QUOTE["muscle"][1])))),
    "picture": (
        "a picture",
        Q(cover__image="") | Q(Exists(ITS_QUOTES.filter(photo__image=""))),
    ),
    "credit": (
        "a credit",
        Q(cover__credit="") | Q(Exists(ITS_QUOTES.filter(photo__credit=""))),
    ),
}
# A picture may be marked as decorative, which is an answer and no task, but worth a look.
UNDESCRIBED_PHOTO = ("an alternative text (decorative)", Q(alternative_text=""))
UNDESCRIBED_ARTICLE = (
    "an alternative text (decorative)",
    Q(cover__alternative_text="") | Q(Exists(ITS_QUOTES.filter(photo__alternative_text=""))),
)


def with_lacks(rows, conditions):
    """Rows that know of each condition whether it holds; `lacks` puts it into words."""
    return rows.annotate(
        **{
            f"lacks_{key}": ExpressionWrapper(condition, BooleanField())
            for key, (_, condition) in conditions.items()
        }
    )


def lacks(row, conditions):
    return [label for key, (label, _) in conditions.items() if getattr(row, f"lacks_{key}")]


def anything(conditions):
    """The choice of whatever lacks something."""
    any_of = Q.create([condition for _, condition in conditions.values()], connector=Q.OR)
    return {"any": ("anything", any_of)}


def incomplete(rows, conditions):
    """Only the rows that lack something."""
    return with_lacks(rows.filter(anything(conditions)["any"][1]), conditions)
