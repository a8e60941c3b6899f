"""From a roundup that was read to an article in the database. The caller holds the transaction."""

from datetime import UTC, datetime, time

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from articles import richtext
from articles.addresses import free_slug
from articles.folding import fold
from articles.models import Article, Author, Category, Expert, Photo, Quote, RelatedLink
from articles.roundup import markup
from articles.roundup.shape import Picture, Roundup, Section


class CannotWrite(ValueError):
    """Says in one sentence why nothing may be written."""


def find_article(roundup: Roundup) -> Article | None:
    """The article that this text became, though its title or its address may be another by now."""
    title = roundup.title.text
    slug = slugify(title) or "article"
    named = Q(folded_title=fold(title)) | Q(slug=slug) | Q(former_addresses__slug=slug)
    found = Article.objects.filter(named).order_by("pk").first()
    return found or _article_with_most_quotes(roundup)


def _article_with_most_quotes(roundup):
    said = [fold(f"{heading}\n{words}") for _, heading, words in _sections_in_words(roundup)]
    ids = list(Quote.objects.filter(folded_words__in=said).values_list("article", flat=True))
    most = max(ids, key=ids.count, default=None)
    return Article.objects.get(pk=most) if ids.count(most) * 2 > len(said) else None


def differences(article: Article, roundup: Roundup) -> list[str]:
    """The parts whose words are not those of the text."""
    wanted, stored = _words_of_roundup(roundup), _words_of_article(article)
    return [name for name in {**wanted, **stored} if wanted.get(name) != stored.get(name)]


def make_article(roundup: Roundup, author: str = "") -> Article:
    """A draft with all that the text says."""
    header = roundup.header
    author = author or header.author
    title = roundup.title.text
    article = _saved(
        Article(
            title=title,
            slug=free_slug(Article, title, "article"),
            category=_named(Category, header.category),
            author=_named(Author, author),
            standfirst="\n".join(line.text for line in header.standfirst),
            introduction=markup.prose([line.text for line in header.introduction]),
            closing=_closing(roundup),
            cover=_photo(roundup.cover),
            updated_on=header.updated_on,
        )
    )
    for position, section in enumerate(roundup.sections, start=1):
        _make_quote(article, position, section)
    _make_related_links(article, [line.text for line in roundup.related])
    return article


def publishing_needs(article: Article) -> list[str]:
    """What the article lacks for readers to see it."""
    quotes = article.quotes.for_page()
    nameless = [quote for quote in quotes if quote.expert_id is None or not quote.body]
    photos = [article.cover, *(quote.photo for quote in quotes)]
    return [
        need
        for need, lacking in (
            ("an author", article.author_id is None),
            ("a quote", not quotes),
            ("an expert and words in each quote", bool(nameless)),
            ("a credit for each picture", any(photo and not photo.credit for photo in photos)),
        )
        if lacking
    ]


def publish(article: Article, roundup: Roundup) -> None:
    """Live since the first date that the text tells: an old page is no news."""
    if needs := publishing_needs(article):
        raise CannotWrite(f"it can’t be published: it lacks {', '.join(needs)}")
    days = filter(None, [roundup.header.published_on, roundup.header.updated_on])
    noons = [datetime.combine(day, time(12), tzinfo=UTC) for day in days]
    article.published_at = min([*noons, timezone.now()])
    _saved(article)


def find_named(model, name: str):
    """The author, expert or category of that name; case and accents make no difference."""
    rows = model.objects.order_by("pk")
    return next((row for row in rows if fold(row.name) == fold(name)), None)


def _named(model, name):
    if not name:
        return None
    slug = free_slug(model, name, model._meta.model_name)
    return find_named(model, name) or _saved(model(name=name, slug=slug))


def _expert(person):
    return find_named(Expert, person.name) or _saved(
        Expert(
            name=person.name,
            slug=free_slug(Expert, person.name, "expert"),
            title=person.title,
            organisation=person.organisation,
            credentials=person.credentials,
        )
    )


def _make_quote(article, position, section: Section):
    _saved(
        Quote(
            article=article,
            position=position,
            expert=_expert(section.person),
            heading=_heading(section),
            body=markup.speech([line.text for line in section.words]),
            affiliation=section.person.affiliation,
            photo=_photo(section.picture),
        )
    )


def _photo(picture: Picture | None):
    return picture and _saved(
        Photo(alternative_text=picture.alternative_text, credit=picture.credit)
    )


def _make_related_links(article, titles):
    for position, title in enumerate(dict.fromkeys(titles), start=1):
        found = Article.objects.filter(folded_title=fold(title)).first()
        if found != article:
            name = {"target": found} if found else {"title": title}
            _saved(RelatedLink(article=article, position=position, **name))


def _heading(section):
    text = section.heading.text if section.heading else ""
    return "".join(markup.without_outer_marks([text])) if text else ""


def _closing(roundup):
    return "".join(
        markup.heading(part.heading.text) + markup.prose([line.text for line in part.words])
        for part in roundup.closing
    )


def _sections_in_words(roundup):
    for section in roundup.sections:
        words = richtext.plain_text(markup.speech([line.text for line in section.words]))
        yield fold(section.person.name), _heading(section), words


def _words_of_roundup(roundup):
    header = roundup.header
    introduction = markup.prose([line.text for line in header.introduction])
    return _parts(
        roundup.title.text,
        "\n".join(line.text for line in header.standfirst),
        introduction,
        _sections_in_words(roundup),
        _closing(roundup),
    )


def _words_of_article(article):
    quotes = [
        (fold(str(quote.expert or "")), quote.heading, richtext.plain_text(quote.body))
        for quote in article.quotes.for_page()
    ]
    return _parts(article.title, article.standfirst, article.introduction, quotes, article.closing)


def _parts(title, standfirst, introduction, quotes, closing):
    return {
        "the title": title,
        "the standfirst": standfirst,
        "the introduction": richtext.plain_text(introduction),
        **{f"quote {number}": quote for number, quote in enumerate(quotes, start=1)},
        "the closing": richtext.plain_text(closing),
    }


def _saved(row):
    """Saved if the models allow it; they say why not in an editor's words."""
    try:
        row.full_clean()
    except ValidationError as error:
        shown = str(row)[:60]
        raise CannotWrite(
            f"{row._meta.verbose_name} “{shown}”: {' '.join(error.messages)}"
        ) from error
    row.save()
    return row
