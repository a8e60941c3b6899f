from collections.abc import Callable
from typing import NamedTuple

from django.core.management.base import CommandError
from django.db import models, transaction

from articles import samples
from articles.history.recording import record
from articles.management.documented import DocumentedCommand
from articles.models import (
    Article,
    Author,
    Expert,
    FormerAddress,
    MuscleGroup,
    Photo,
    Quote,
    SimplePage,
)
from articles.samples import adding


class Kind(NamedTuple):
    """A kind of sample: where its files are read, and how one of them is added."""

    noun: str
    model: type[models.Model]
    read: Callable[[], dict[str, dict]]
    add: Callable[..., None]

    def taken(self):
        """Addresses that are in use; an article keeps its former ones."""
        slugs = set(self.model.objects.values_list("slug", flat=True))
        if self.model is Article:
            slugs.update(FormerAddress.objects.values_list("slug", flat=True))
        return slugs


# Articles come after the people in them.
KINDS = [
    Kind("author", Author, samples.authors, adding.add_author),
    Kind("expert", Expert, samples.experts, adding.add_expert),
    Kind("article", Article, samples.articles, adding.add_article),
    Kind("simple page", SimplePage, samples.pages, adding.add_page),
]
COUNTED = [(Article, "articles"), (Quote, "quotes"), (Expert, "experts"), (Photo, "pictures")]


class Command(DocumentedCommand):
    help = """Adds the sample content: articles, invented experts, drawn pictures, simple pages.

What is there already, by its address, stays as it is; run again, it changes nothing.

Example: python manage.py load_demo --dry-run"""

    def handle(self, *, dry_run, **options):
        missing = missing_samples()
        if not missing:
            self.stdout.write("Nothing was changed: all the samples are there already.")
        elif dry_run:
            for kind, slug, _ in missing:
                self.stdout.write(f"Would add the {kind.noun} {slug}.")
            self.stdout.write("Nothing was changed.")
        else:
            self.add(missing)
        self.stdout.write(f"There are now {what_is_there()}. {next_step(missing and dry_run)}")

    @transaction.atomic
    def add(self, missing):
        require_muscles()
        for number, (kind, slug, fields) in enumerate(missing, start=1):
            self.progress(f"Adds {number} of {len(missing)}: {slug}")
            kind.add(slug, **fields)
        for kind, slug, fields in missing:
            if kind.model is Article:
                adding.add_related_links(slug, fields.get("related", []))
                record(adding.article_at(slug).pk, by="load_demo")
        self.progress("")
        self.say_what_was_added(missing)

    def say_what_was_added(self, missing):
        self.stdout.write(f"Added {len(missing)} samples.")
        if stayed := sum(len(kind.read()) for kind in KINDS) - len(missing):
            self.stdout.write(f"{stayed} were there already and stay as they are.")

    def progress(self, words):
        if self.stdout.isatty():
            self.stdout.write(f"\r{words:<70}", ending="\r")
            self.stdout.flush()


def missing_samples():
    return [
        (kind, slug, fields)
        for kind in KINDS
        for taken in [kind.taken()]
        for slug, fields in kind.read().items()
        if slug not in taken
    ]


def require_muscles():
    quotes = [quote for article in samples.articles().values() for quote in article["quotes"]]
    named = {adding.spoken(line)[0] for quote in quotes for line in quote.get("muscles", [])}
    if missing := named - set(MuscleGroup.objects.values_list("slug", flat=True)):
        raise CommandError(
            f"These muscle groups are missing: {', '.join(sorted(missing))}. Nothing was changed."
        )


def what_is_there():
    return ", ".join(f"{model.objects.count()} {noun}" for model, noun in COUNTED)


def next_step(waits):
    if waits:
        return "Without --dry-run the samples are added."
    return "Next: `manage.py serve` shows them."
