"""Plain functions that make the least that a test needs; a test names what matters to it."""

from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO, StringIO
from itertools import count
from unittest.mock import patch

from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone
from django.utils.text import slugify
from PIL import Image

from articles.models import (
    Article,
    Author,
    Category,
    Expert,
    MuscleGroup,
    Photo,
    Quote,
    SimplePage,
)
from articles.said import Said
from articles.samples import drawings, portraits

numbers = count(1)


def make_category(name="Running"):
    return Category.objects.get_or_create(name=name, slug=slugify(name))[0]


def make_author(name="Nora Whitlock", **fields):
    return Author.objects.get_or_create(slug=slugify(name), defaults={"name": name} | fields)[0]


def make_expert(name=None, **fields):
    number = next(numbers)
    name = name or f"Expert Number{number}"
    fields = {"title": "Running coach", "organisation": "Northgate Track Club"} | fields
    return Expert.objects.create(**{"name": name, "slug": f"{slugify(name)}-{number}"} | fields)


def make_article(*, live=True, **fields):
    """A published article without quotes; `live=False` makes a draft."""
    number = next(numbers)
    defaults = {
        "title": f"Which muscles does sport {number} use?",
        "slug": f"article-{number}",
        "category": make_category(),
        "author": make_author(),
        "standfirst": "We put one question to several people.",
        "introduction": "<p>Ask a runner where it hurts.</p>",
        "closing": "<h2>Before you change anything</h2><p>Take your time.</p>",
        "published_at": timezone.now() - timedelta(days=1) if live else None,
    }
    return Article.objects.create(**defaults | fields)


def make_quote(article=None, *, muscles=(), **fields):
    """A quote by a new expert, tagged with the muscle groups of these slugs.

    `muscles` may map each slug to what is said of it.
    """
    article = article or make_article()
    defaults = {
        "expert": make_expert() if "expert" not in fields else None,
        "position": article.quotes.count() + 1,
        "heading": "The push comes from behind you",
        "body": "<p>Stand up from a chair and you have met it.</p>",
        "affiliation": "Running coach, Northgate Track Club",
    }
    quote = Quote.objects.create(article=article, **defaults | fields)
    said = muscles if isinstance(muscles, dict) else dict.fromkeys(muscles, Said())
    quote.name_muscles({MuscleGroup.objects.get(slug=slug).pk: said[slug] for slug in said})
    return quote


def muscle_names(*slugs):
    """What the vocabulary calls these groups, from head to toe."""
    return list(MuscleGroup.objects.filter(slug__in=slugs).values_list("name", flat=True))


def picture_bytes(width=64, height=48, kind="JPEG", colour=(153, 16, 52), **options):
    buffer = BytesIO()
    Image.new("RGB", (width, height), colour).save(buffer, kind, **options)
    return buffer.getvalue()


def make_upload(name="track.jpg", **picture):
    return SimpleUploadedFile(name, picture_bytes(**picture), "image/jpeg")


def make_photo(*, width=64, height=48, **fields):
    """A small one: each size of a large one is encoded twice, which takes its time."""
    defaults = {
        "image": make_upload(width=width, height=height),
        "alternative_text": "A running track seen from above.",
        "caption": "On a bend, each hip does different work.",
        "credit": "Photo: Ines Varga",
    }
    return Photo.objects.create(**defaults | fields)


def make_page(**fields):
    number = next(numbers)
    return SimplePage.objects.create(
        **{"title": f"Page {number}", "slug": f"page-{number}", "body": "<p>Words.</p>"} | fields
    )


def make_editor(username="editor"):
    """A person with the rights of the group that a migration makes."""
    user = User.objects.create_user(username, password="password", is_staff=True)
    user.groups.add(Group.objects.get(name="Editor"))
    return user


def make_administrator(username="administrator"):
    return User.objects.create_superuser(username, password="password")


@contextmanager
def plain_pictures():
    """To draw the real pictures of the samples, and to store them, takes seconds."""
    picture = Image.new("RGB", (60, 40))
    with (
        patch.object(drawings, "draw", lambda name: picture),
        patch.object(portraits, "draw", lambda **traits: picture),
    ):
        yield


def load_samples():
    with plain_pictures():
        call_command("load_demo", stdout=StringIO())
