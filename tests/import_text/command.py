"""Runs the command on the texts of `tests/roundups/`, and says what is there then."""

import io

from django.core.management import call_command

from articles import richtext
from articles.models import (
    Article,
    Author,
    Category,
    Expert,
    MuscleGroup,
    Photo,
    Quote,
    RelatedLink,
)
from tests.roundups import FILES as NAMES
from tests.roundups import ROUNDUPS

FILES = [ROUNDUPS / name for name in NAMES]
ROWING = ROUNDUPS / "three_experts.txt"


def run(file=ROWING, *options, **more):
    out = io.StringIO()
    call_command("import_text", str(file), *options, stdout=out, no_color=True, **more)
    return out.getvalue()


def last_line(output):
    return output.strip().splitlines()[-1]


def stored():
    """Everything that an import may write, in words."""
    models = (Article, Author, Category, Expert, MuscleGroup, Photo, Quote, RelatedLink)
    return [list(model.objects.order_by("pk").values()) for model in models] + [
        list(Quote.muscles.through.objects.order_by("pk").values_list("content_object", "tag"))
    ]


def all_words_of(article):
    """What readers can meet of an article, without regard to spaces and quotation marks."""
    quotes = article.quotes.for_page()
    html = [article.introduction, article.closing, *(quote.body for quote in quotes)]
    photos = [article.cover, *(quote.photo for quote in quotes)]
    texts = [article.title, article.standfirst, *map(richtext.plain_text, html)]
    texts += [f"{quote.heading}\n{quote.affiliation}" for quote in quotes]
    texts += [f"{photo.alternative_text}\n{photo.credit}" for photo in photos if photo]
    return comparable("\n".join(texts))


def comparable(text):
    for sign in '“”«»"':
        text = text.replace(sign, "")
    return " ".join(text.split())
