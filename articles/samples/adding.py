"""Adds samples to the database, one thing a function: from a slug and the fields of its file."""

from datetime import datetime, time, timedelta

from django.core.files.base import ContentFile
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify

from articles import samples
from articles.models import (
    Article,
    Author,
    Category,
    Expert,
    FormerAddress,
    MuscleGroup,
    Photo,
    Quote,
    RelatedLink,
    SimplePage,
)
from articles.said import MAIN, Said
from articles.samples import drawings, portraits


def add_author(slug, **fields):
    Author.objects.create(slug=slug, **fields)


def add_page(slug, body, **fields):
    SimplePage.objects.create(slug=slug, body=samples.html(body), **fields)


def add_expert(slug, portrait=None, credentials_checked_days_ago=None, **fields):
    checked = credentials_checked_days_ago
    Expert.objects.create(
        slug=slug,
        portrait=portrait and add_portrait(fields["name"], portrait),
        credentials_checked_on=checked and days_from_now(-checked),
        **fields,
    )


def add_portrait(name, traits):
    return add_photo(
        portraits.draw(**traits),
        alternative_text=f"A drawn portrait of {name}.",
        credit="Drawing: Runsite",
    )


def add_article(slug, quotes, photos, former_addresses=(), related=(), **fields):
    """All but the related links, which can lead to an article that is added later."""
    photos = {key: add_scene(**photo) for key, photo in photos.items()}
    article = Article.objects.create(slug=slug, **article_fields(photos, **fields))
    FormerAddress.objects.bulk_create(
        FormerAddress(article=article, slug=former) for former in former_addresses
    )
    for position, quote in enumerate(quotes, start=1):
        add_quote(article, position, photos, **quote)


def article_fields(photos, day=None, updated_day=None, **fields):
    return fields | {
        "author": Author.objects.get(slug=fields["author"]),
        "category": category_named(fields["category"]),
        "cover": photos[fields["cover"]],
        "introduction": samples.html(fields["introduction"]),
        "closing": samples.html(fields["closing"]),
        "published_at": day and morning_of(days_from_now(day)),
        "updated_on": updated_day and days_from_now(updated_day),
    }


def add_quote(article, position, photos, words, expert="", source="", muscles=(), **fields):
    person = Expert.objects.filter(slug=expert).first()
    asked_on = (article.published_at or timezone.now()) - timedelta(days=8 + 2 * position)
    own = {
        "body": samples.html(words),
        "source": source.format(date=date_format(asked_on, "j F Y")),
        "photo": photos.get(fields.pop("photo", None)),
    }
    affiliation = {"affiliation": person.affiliation if person else ""}
    quote = Quote.objects.create(
        article=article, position=position, expert=person, **affiliation | fields | own
    )
    # "glutes", "glutes helps", "glutes not on a treadmill": the muscle, its role, the condition.
    said = dict(spoken(line) for line in muscles)
    named = MuscleGroup.objects.filter(slug__in=said)
    quote.name_muscles({muscle.pk: said[muscle.slug] for muscle in named})


def spoken(line):
    slug, _, rest = line.partition(" ")
    role, _, condition = rest.partition(" ")
    return slug, Said(role or MAIN, condition)


def add_related_links(slug, links):
    article = article_at(slug)
    for position, link in enumerate(links, start=1):
        to = {"target": article_at(link["article"])} if "article" in link else link
        RelatedLink.objects.create(article=article, position=position, **to)


def article_at(slug):
    """The article that has, or had, this address."""
    return Article.objects.filter(Q(slug=slug) | Q(former_addresses__slug=slug)).first()


def add_scene(drawing="", **texts):
    """Without a drawing it is a photo whose file is missing."""
    return add_photo(drawings.draw(drawing) if drawing else None, **texts)


def add_photo(picture, **texts):
    image = ContentFile(drawings.png(picture), name="drawing.png") if picture else ""
    return Photo.objects.create(image=image, **texts)


def category_named(name):
    slug = slugify(name)
    known = Category.objects.filter(Q(name=name) | Q(slug=slug)).first()
    return known or Category.objects.create(name=name, slug=slug)


def days_from_now(days):
    return timezone.localdate() + timedelta(days=days)


def morning_of(date):
    return timezone.make_aware(datetime.combine(date, time(7, 30)))
