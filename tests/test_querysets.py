"""What "published" means, and that no queryset asks more of the database for more rows."""

import inspect
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser, User
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import querysets
from articles.history.recording import record_deletion
from articles.models import (
    Article,
    Author,
    Category,
    DatedQuote,
    DatedTag,
    Expert,
    ExpertComment,
    FormerAddress,
    GoneQuote,
    MuscleGroup,
    Photo,
    Quote,
    RelatedLink,
    Revision,
    SignOff,
    SimplePage,
    TaggedQuote,
)
from articles.search.question import Question, Term
from tests.factories import (
    make_administrator,
    make_article,
    make_author,
    make_category,
    make_editor,
    make_expert,
    make_page,
    make_photo,
    make_quote,
)

pytestmark = pytest.mark.django_db


def calves():
    return MuscleGroup.objects.get(slug="calves")


def a_question():
    """What each of the rows answers."""
    term = Term(("chair",), muscles=frozenset({calves().pk}))
    return Question((term,), (Term(("table",)),))


def touch_article(article):
    return article.category.name, article.author.name, article.cover.image, article.extent


def touch_page(article):
    footer = [page.get_absolute_url() for page in article.footer_pages]
    links = [link.host for link in article.outside_links]
    return article.category.name, article.author.name, article.cover.image, footer, links


def touch_quote(quote):
    portrait = quote.expert.portrait.image
    return portrait, quote.article.title, [muscle.name for muscle in quote.named_muscles]


def touch_feed(article):
    return touch_article(article), [touch_quote(quote) for quote in article.quotes.all()]


def touch_photo(photo):
    return (
        [quote.article.title for quote in photo.quotes.all()],
        list(photo.covered_articles.all()),
        list(photo.portrayed_experts.all()),
    )


# How each method is used: what it is called on, and what its user touches of each row.
USES = {
    "CategoryQuerySet.published": (lambda: Category.objects.published(), str),
    "ArticleQuerySet.published": (lambda: Article.objects.published(), str),
    "ArticleQuerySet.readable_by": (lambda: Article.objects.readable_by(AnonymousUser()), str),
    "ArticleQuerySet.scheduled": (lambda: Article.objects.scheduled(), str),
    "ArticleQuerySet.drafts": (lambda: Article.objects.drafts(), str),
    "ArticleQuerySet.in_category": (
        lambda: Article.objects.in_category(Category.objects.first()),
        str,
    ),
    "ArticleQuerySet.older_than": (lambda: Article.objects.older_than(timezone.now(), 1), str),
    "ArticleQuerySet.newest_first": (lambda: Article.objects.newest_first(), str),
    "ArticleQuerySet.for_list": (lambda: Article.objects.for_list(), touch_article),
    "ArticleQuerySet.for_page": (lambda: Article.objects.for_page(), touch_page),
    "ArticleQuerySet.for_feed": (lambda: Article.objects.for_feed(), touch_feed),
    "ArticleQuerySet.related_to": (
        lambda: Article.objects.related_to(Article.objects.first(), {calves().pk: 1.0}).for_list(),
        touch_article,
    ),
    "ArticleQuerySet.about": (lambda: Article.objects.about(calves()), str),
    "QuoteQuerySet.published": (lambda: Quote.objects.published(), str),
    "QuoteQuerySet.newest_first": (lambda: Quote.objects.newest_first(), str),
    "QuoteQuerySet.newest_naming": (lambda: Quote.objects.newest_naming(calves()), str),
    "QuoteQuerySet.newest_by": (lambda: Quote.objects.newest_by(Expert.objects.first()), str),
    "QuoteQuerySet.with_article": (
        lambda: Quote.objects.with_article(),
        lambda quote: quote.article.title,
    ),
    "QuoteQuerySet.for_page": (
        lambda: Quote.objects.for_page(),
        lambda quote: (quote.expert.portrait.image, quote.photo and quote.photo.image),
    ),
    "QuoteQuerySet.for_list": (lambda: Quote.objects.for_list(), touch_quote),
    "QuoteQuerySet.naming": (lambda: Quote.objects.naming(["calves"]), str),
    "QuoteQuerySet.answering": (lambda: Quote.objects.answering(a_question()), str),
    "MuscleGroupQuerySet.with_names": (
        lambda: MuscleGroup.objects.with_names(),
        lambda muscle: muscle.everyday_names,
    ),
    "MuscleGroupQuerySet.vocabulary": (lambda: MuscleGroup.objects.vocabulary(), str),
    "MuscleGroupQuerySet.with_name_list": (
        lambda: MuscleGroup.objects.with_name_list(),
        lambda muscle: muscle.names,
    ),
    "MuscleGroupQuerySet.named_in": (
        lambda: MuscleGroup.objects.named_in(Quote.objects.all()),
        str,
    ),
    "MuscleGroupQuerySet.with_published_count": (
        lambda: MuscleGroup.objects.with_published_count(),
        lambda muscle: muscle.quote_count,
    ),
    "TaggedQuoteQuerySet.roles_by": (
        lambda: TaggedQuote.objects.roles_by(Expert.objects.first()),
        str,
    ),
    "DatedTagQuerySet.published": (lambda: DatedTag.objects.published(), str),
    "DatedTagQuerySet.scheduled": (lambda: DatedTag.objects.scheduled(), str),
    "DatedTagQuerySet.newest_first": (lambda: DatedTag.objects.newest_first(), str),
    "DatedTagQuerySet.older_than": (
        lambda: DatedTag.objects.older_than(timezone.now(), 1),
        str,
    ),
    "DatedQuoteQuerySet.naming": (
        lambda: DatedQuote.objects.naming([calves().pk], match_all=True),
        lambda row: row.tags,
    ),
    "QuoteQuerySet.experts_naming": (
        lambda: Quote.objects.experts_naming([calves().pk], Article.objects.all()),
        str,
    ),
    "TaggedQuoteQuerySet.for_reference": (
        lambda: TaggedQuote.objects.for_reference(calves()),
        lambda tag: (tag.quote.expert.name, tag.quote.article.title),
    ),
    "ExpertQuerySet.published": (lambda: Expert.objects.published(), str),
    "ExpertQuerySet.for_list": (
        lambda: Expert.objects.for_list(),
        lambda expert: (expert.portrait.image, expert.quote_count),
    ),
    "AuthorQuerySet.published": (lambda: Author.objects.published(), str),
    "PhotoQuerySet.for_list": (lambda: Photo.objects.for_list(), touch_photo),
    "RelatedLinkQuerySet.outside": (lambda: RelatedLink.objects.outside(), lambda link: link.host),
    "SimplePageQuerySet.for_footer": (
        lambda: SimplePage.objects.for_footer(),
        lambda page: (page.title, page.get_absolute_url()),
    ),
    "FormerAddressQuerySet.present_slugs": (
        lambda: FormerAddress.objects.present_slugs("article", former_slugs()).values(),
        str,
    ),
    "ArticleQuerySet.changeable_by": (lambda: Article.objects.changeable_by(editor()), str),
    "ArticleQuerySet.showing": (
        lambda: Article.objects.showing(Photo.objects.values_list("pk", flat=True)),
        str,
    ),
    "ArticleQuerySet.linking_to": (
        lambda: Article.objects.linking_to(Article.objects.first()) or Article.objects.all(),
        str,
    ),
    "ArticleQuerySet.with_last_save": (
        lambda: Article.objects.with_last_save(),
        lambda article: article.saved_at,
    ),
    "QuoteQuerySet.to_ask_again": (
        lambda: Quote.objects.filter(pk__in=Quote.objects.to_ask_again()) or Quote.objects.all(),
        str,
    ),
    "QuoteQuerySet.changeable_by": (lambda: Quote.objects.changeable_by(editor()), str),
    "QuoteQuerySet.with_sign_offs": (
        lambda: Quote.objects.with_sign_offs(),
        lambda quote: [list(link.comments.all()) for link in quote.sign_offs.all()],
    ),
    "PhotoQuerySet.changeable_by": (lambda: Photo.objects.changeable_by(editor()), str),
    "RevisionQuerySet.of": (
        lambda: Revision.objects.of(Article.objects.published().first().pk),
        str,
    ),
    "RevisionQuerySet.of_deleted_articles": (
        lambda: Revision.objects.of_deleted_articles(),
        str,
    ),
    "RevisionQuerySet.of_deleted_drafts_by": (
        lambda: Revision.objects.of_deleted_drafts_by(editor()) or Revision.objects.all(),
        str,
    ),
    "RevisionQuerySet.locked": (lambda: Revision.objects.locked(), str),
    "RevisionQuerySet.with_order": (
        lambda: Revision.objects.with_order(),
        lambda revision: (revision.number, revision.by, revision.order),
    ),
    "RevisionQuerySet.by_others": (
        lambda: Revision.objects.by_others(None, Article.objects.all()) or Revision.objects.all(),
        lambda revision: revision.by,
    ),
    "GoneQuoteQuerySet.published": (
        lambda: GoneQuote.objects.published(),
        lambda gone: gone.article and gone.article.title,
    ),
    "SignOffQuerySet.waiting": (lambda: SignOff.objects.waiting(), str),
    "SignOffQuerySet.of_articles_of": (lambda: SignOff.objects.of_articles_of(editor()), str),
    "SignOffQuerySet.for_list": (
        lambda: SignOff.objects.for_list(),
        lambda link: (link.article.title, link.quote.expert.name, link.to_do),
    ),
    "SignOffQuerySet.with_quote": (
        lambda: SignOff.objects.with_quote(),
        lambda link: (link.article.title, link.quote.expert.portrait.image, link.quote.photo),
    ),
}


def former_slugs():
    return [f"{article.slug}-before" for article in Article.objects.all()]


def editor():
    return User.objects.filter(is_superuser=True).first() or make_administrator()


def make_rows(count):
    """So many articles of every kind, each with a quote, and with all that hangs on them."""
    photo = make_photo()
    # Found, not made, when queries are counted.
    editor()
    for number in range(count):
        unique = f"Name {Article.objects.count()}"
        fields = {"category": make_category(unique), "author": make_author(unique), "cover": photo}
        moments = [timezone.now() + timedelta(days=1), None, timezone.now() - timedelta(days=1)]
        scheduled, _, article = (make_article(published_at=at, **fields) for at in moments)
        expert = make_expert(portrait=photo)
        make_quote(article, expert=expert, photo=make_photo(image=""), muscles=["calves", "glutes"])
        make_quote(scheduled, expert=expert, muscles=["calves"])
        FormerAddress.objects.create(article=article, slug=f"{article.slug}-before")
        record_deletion(article.pk)
        GoneQuote.objects.create(pk=article.pk + 9000, article=article)
        quote = article.quotes.get()
        ExpertComment.objects.create(sign_off=SignOff.objects.create(quote=quote), text="No.")
        link = {"title": "Elsewhere", "url": "https://www.example.org/"}
        RelatedLink.objects.create(article=article, position=number + 1, **link)
        make_page()


def cost(use, touch):
    """How many rows, and how many queries they took."""
    with CaptureQueriesContext(connection) as queries:
        rows = [touch(row) for row in use()]
    return len(rows), len(queries)


def test_thirty_rows_cost_no_more_queries_than_three():
    make_rows(3)
    few = {name: cost(*use) for name, use in USES.items()}
    make_rows(27)
    many = {name: cost(*use) for name, use in USES.items()}
    assert all(rows for rows, _ in few.values()), few
    assert many["QuoteQuerySet.for_list"][0] == 10 * few["QuoteQuerySet.for_list"][0]
    assert {name: queries for name, (_, queries) in many.items()} == {
        name: queries for name, (_, queries) in few.items()
    }


def test_no_method_is_forgotten():
    methods = {
        f"{name}.{method}"
        for name, queryset in inspect.getmembers(querysets, inspect.isclass)
        if issubclass(queryset, models.QuerySet)
        for method in vars(queryset)
        if not method.startswith("_")
    }
    assert methods == set(USES)


class TestPublished:
    MOMENT = datetime(2026, 5, 12, 9, tzinfo=UTC)

    @pytest.mark.parametrize(
        "published_at",
        [None, MOMENT - timedelta(days=9), MOMENT, MOMENT + timedelta(microseconds=1)],
    )
    def test_one_article_says_of_itself_what_the_queryset_says_of_many(self, published_at):
        with time_machine.travel(self.MOMENT, tick=False):
            article = make_article(published_at=published_at)
            found = {
                Article.State.LIVE: Article.objects.published(),
                Article.State.SCHEDULED: Article.objects.scheduled(),
                Article.State.DRAFT: Article.objects.drafts(),
            }
            assert [state for state, rows in found.items() if article in rows] == [article.state]

    def test_a_scheduled_article_appears_at_its_time_and_with_it_all_that_is_its(self, client):
        article = make_article(published_at=self.MOMENT)
        quote = make_quote(article, muscles=["calves"])
        FormerAddress.objects.create(article=article, slug="before")
        addresses = [
            article.get_absolute_url(),
            f"/q/{quote.pk}/",
            quote.expert.get_absolute_url(),
            article.author.get_absolute_url(),
            "/articles/before/",
        ]

        def seen():
            answers = {client.get(address).status_code for address in addresses}
            quotes = client.get("/muscles/calves/").content.decode()
            front = client.get("/").content.decode()
            return answers == {404}, article.title in quotes, article.title in front

        with time_machine.travel(self.MOMENT - timedelta(seconds=1), tick=False):
            assert seen() == (True, False, False)
        with time_machine.travel(self.MOMENT, tick=False):
            assert seen() == (False, True, True)
            assert {client.get(each).status_code for each in addresses} == {200, 301, 302}

    def test_who_may_edit_reads_all_and_others_what_is_published(self):
        live, draft = make_article(), make_article(live=False)
        helper = User.objects.create_user("helper", is_staff=True)
        for user in [AnonymousUser(), helper]:
            assert list(Article.objects.readable_by(user)) == [live]
        assert set(Article.objects.readable_by(make_editor())) == {live, draft}

    def test_people_and_categories_are_met_through_published_articles_alone(self):
        make_quote(make_article(live=False, category=make_category("A"), author=make_author("A")))
        make_quote(expert=None)
        two = make_article(category=make_category("B"), author=make_author("B"))
        seen = make_quote(two).expert
        make_article(category=two.category, author=two.author)
        assert list(Expert.objects.published()) == [seen]
        assert set(Author.objects.published()) == {two.author, make_author()}
        assert set(Category.objects.published()) == {two.category, make_category()}
        assert len(Author.objects.published()) == len(Category.objects.published()) == 2
