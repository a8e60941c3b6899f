from argparse import RawDescriptionHelpFormatter
from datetime import datetime, time, timedelta

from django.core.files.base import ContentFile
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
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
    TaggedQuote,
)
from articles.samples import drawings, portraits


class Command(BaseCommand):
    help = """Adds the sample content: articles, invented experts, drawn pictures, simple pages.

What is there already, by its address, stays as it is.

Example: python manage.py load_demo --dry-run"""

    def create_parser(self, *args, **kwargs):
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say what would be added")

    def handle(self, *, dry_run, **options):
        wanted = [(add, slug, fields) for add, found in kinds() for slug, fields in found.items()]
        missing = [each for each in wanted if not is_there(*each[:2])]
        self.say_what_stays(len(wanted) - len(missing), len(missing))
        if dry_run:
            for add, slug, _ in missing:
                self.stdout.write(f"Would add the {NOUNS[add]} {slug}.")
            self.stdout.write("Nothing was changed. Without --dry-run the samples are added.")
            return
        require_all_muscles()
        with transaction.atomic():
            self.add(missing)
        self.stdout.write(f"There are now {what_is_there()}. Next: `manage.py serve` shows them.")

    def say_what_stays(self, there, missing):
        if not missing:
            self.stdout.write("Nothing was changed: all the samples are there already.")
        elif there:
            self.stdout.write(f"{there} of the samples are there already and stay as they are.")

    def add(self, missing):
        for number, (add, slug, fields) in enumerate(missing, start=1):
            self.progress(f"Adds {number} of {len(missing)}: {slug}")
            add(slug, dict(fields))
        # Only now can an article lead to any other.
        for add, slug, fields in missing:
            if add is add_article:
                add_related_links(article_at(slug), fields.get("related", []))
        self.progress("")

    def progress(self, words):
        if self.stdout.isatty():
            self.stdout.write(f"\r{words:<70}", ending="\r")
            self.stdout.flush()


def kinds():
    """How each kind is added, and what there is of it; whatever leads to another comes later."""
    return [
        (add_author, samples.authors()),
        (add_expert, samples.experts()),
        (add_article, samples.articles()),
        (add_page, samples.pages()),
    ]


def is_there(add, slug):
    if add is add_article:
        return article_at(slug) is not None
    return MODELS[add].objects.filter(slug=slug).exists()


def article_at(slug):
    """The article that has, or had, this address."""
    return Article.objects.filter(Q(slug=slug) | Q(former_addresses__slug=slug)).first()


def require_all_muscles():
    named = {
        slug
        for article in samples.articles().values()
        for quote in article["quotes"]
        for slug in quote.get("muscles", [])
    }
    if unknown := named - set(MuscleGroup.objects.values_list("slug", flat=True)):
        raise CommandError(f"These muscle groups are missing: {', '.join(sorted(unknown))}.")


def what_is_there():
    parts = [(Article, "articles"), (Quote, "quotes"), (Expert, "experts"), (Photo, "photos")]
    return ", ".join(f"{model.objects.count()} {noun}" for model, noun in parts)


def add_author(slug, fields):
    Author.objects.create(slug=slug, **fields)


def add_expert(slug, fields):
    portrait = fields.pop("portrait", None)
    checked = fields.pop("credentials_checked_days_ago", None)
    Expert.objects.create(
        slug=slug,
        portrait=portrait and add_portrait(fields["name"], portrait),
        credentials_checked_on=checked and day(-checked),
        **fields,
    )


def add_portrait(name, traits):
    return add_photo(
        portraits.draw(**traits),
        alternative_text=f"A drawn portrait of {name}.",
        credit="Drawing: Runsite",
    )


def add_page(slug, fields):
    SimplePage.objects.create(slug=slug, body=samples.html(fields.pop("body")), **fields)


def add_article(slug, fields):
    quotes, former = fields.pop("quotes"), fields.pop("former_addresses", [])
    fields.pop("related", None)
    photos = {key: add_scene(**photo) for key, photo in fields.pop("photos", {}).items()}
    days, updated = fields.pop("day", None), fields.pop("updated_day", None)
    article = Article.objects.create(
        slug=slug,
        category=category_named(fields.pop("category")),
        author=Author.objects.get(slug=fields.pop("author")),
        cover=photos.get(fields.pop("cover", None)),
        introduction=samples.html(fields.pop("introduction")),
        closing=samples.html(fields.pop("closing")),
        published_at=None if days is None else morning_of(day(days)),
        updated_on=updated and day(updated),
        **fields,
    )
    FormerAddress.objects.bulk_create(FormerAddress(article=article, slug=old) for old in former)
    for position, quote in enumerate(quotes, start=1):
        add_quote(article, position, photos, dict(quote))


def add_quote(article, position, photos, fields):
    expert = Expert.objects.filter(slug=fields.pop("expert", None)).first()
    named = MuscleGroup.objects.filter(slug__in=fields.pop("muscles", []))
    asked_on = (article.published_at or timezone.now()) - timedelta(days=8 + 2 * position)
    quote = Quote.objects.create(
        article=article,
        position=position,
        expert=expert,
        body=samples.html(fields.pop("words")),
        source=fields.pop("source", "").format(date=date_format(asked_on, "j F Y")),
        affiliation=fields.pop("affiliation", expert.affiliation if expert else ""),
        photo=photos.get(fields.pop("photo", None)),
        **fields,
    )
    TaggedQuote.objects.bulk_create(TaggedQuote(content_object=quote, tag=tag) for tag in named)


def add_related_links(article, links):
    for position, link in enumerate(links, start=1):
        target = article_at(link["article"]) if "article" in link else None
        RelatedLink.objects.create(
            article=article,
            position=position,
            target=target,
            url=link.get("url", ""),
            title=link.get("title", ""),
        )


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


def day(offset):
    return timezone.localdate() + timedelta(days=offset)


def morning_of(date):
    return timezone.make_aware(datetime.combine(date, time(7, 30)))


MODELS = {add_author: Author, add_expert: Expert, add_page: SimplePage}
NOUNS = {
    add_author: "author",
    add_expert: "expert",
    add_article: "article",
    add_page: "simple page",
}
