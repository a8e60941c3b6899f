"""The promises that the database keeps, whoever writes to it."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError, RestrictedError
from django.utils import timezone

from articles.models import (
    Article,
    Author,
    Category,
    Expert,
    ExpertComment,
    FormerAddress,
    MuscleGroup,
    OtherName,
    Photo,
    Quote,
    RelatedLink,
    Revision,
    SignOff,
    TaggedQuote,
)
from articles.said import Said
from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_expert,
    make_photo,
    make_quote,
)

pytestmark = pytest.mark.django_db


def muscle(slug="calves"):
    return MuscleGroup.objects.get(slug=slug)


def tag_twice():
    quote = make_quote(muscles=["calves"])
    TaggedQuote.objects.create(content_object=quote, tag=muscle())


def link(**fields):
    return RelatedLink.objects.create(article=make_article(), **fields)


def link_to_itself():
    article = make_article()
    RelatedLink.objects.create(article=article, target=article)


def link_twice():
    article, target = make_article(), make_article()
    RelatedLink.objects.bulk_create([RelatedLink(article=article, target=target) for _ in range(2)])


def former_twice(**owner):
    FormerAddress.objects.bulk_create([FormerAddress(slug="once", **owner) for _ in range(2)])


def revise_twice():
    rows = [Revision(article_key=1, number=1, by="somebody", parts={}) for _ in range(2)]
    Revision.objects.bulk_create(rows)


def comment_nothing():
    ExpertComment.objects.create(sign_off=SignOff.objects.create(quote=make_quote()), text="")


# Each named constraint, and how somebody might try to break it past every form.
ATTEMPTS = {
    "article_title_not_empty": lambda: make_article(title=""),
    "article_published_has_author": lambda: make_article(author=None),
    "related_link_one_target": lambda: link(target=make_article(), url="https://example.org/"),
    "related_link_has_title": lambda: link(url="https://example.org/"),
    "related_link_url_is_web": lambda: link(url="javascript:alert(1)", title="A page"),
    "related_link_not_itself": link_to_itself,
    "related_link_target_once": link_twice,
    "muscle_name_unique": lambda: MuscleGroup.objects.filter(slug="calves").update(name="CORE"),
    "muscle_slug_not_empty": lambda: MuscleGroup.objects.filter(slug="calves").update(slug=""),
    "other_name_unique": lambda: OtherName.objects.create(muscle=muscle(), name="GLUTES"),
    "expert_name_not_empty": lambda: make_expert() and Expert.objects.update(name=""),
    "expert_website_is_web": lambda: make_expert(website="javascript:alert(1)"),
    "photo_alternative_text_or_decorative": lambda: make_photo(alternative_text=""),
    "quote_position_from_one": lambda: make_quote(position=0),
    "tagged_quote_once": tag_twice,
    "tagged_quote_role_known": lambda: make_quote().name_muscles({muscle().pk: Said("often")}),
    "former_address_one_owner": lambda: FormerAddress.objects.create(slug="once"),
    "former_article_address_once": lambda: former_twice(article=make_article()),
    "former_expert_address_once": lambda: former_twice(expert=make_expert()),
    "former_author_address_once": lambda: former_twice(author=make_author()),
    "former_muscle_address_once": lambda: former_twice(muscle=muscle()),
    "revision_number_once_an_article": revise_twice,
    "expert_comment_text_not_empty": comment_nothing,
}  # fmt: skip


def ours():
    return list(apps.get_app_config("articles").get_models())


def test_each_named_constraint_has_an_attempt_to_break_it():
    named = {constraint.name for model in ours() for constraint in model._meta.constraints}
    assert named == set(ATTEMPTS)


@pytest.mark.parametrize("name", ATTEMPTS)
def test_the_database_refuses(name):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        ATTEMPTS[name]()
    # SQLite names the columns of a broken unique rule, and not the rule.
    assert name in str(refusal.value) or "UNIQUE" in str(refusal.value)


@pytest.mark.parametrize("name", ATTEMPTS)
def test_each_constraint_speaks_to_an_editor(name):
    constraints = [each for model in ours() for each in model._meta.constraints]
    message = next(each for each in constraints if each.name == name).violation_error_message
    assert message.endswith(".")
    assert name not in message


def test_a_decorative_photo_has_no_alternative_text():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_photo(decorative=True)


@pytest.mark.parametrize("model", [Article, Author, Category, Expert, MuscleGroup])
def test_an_address_is_given_once(model):
    slug = model._meta.get_field("slug")
    assert slug.unique


class TestProtection:
    @pytest.mark.parametrize(
        ("make", "field"),
        [
            (lambda: make_quote().expert, "an expert who is quoted"),
            (lambda: make_article().author, "an author with an article"),
            (lambda: make_article().category, "a category with an article"),
            (lambda: make_quote(photo=make_photo()).photo, "a photo in a quote"),
            (lambda: make_article(cover=make_photo()).cover, "a cover"),
            (lambda: make_expert(portrait=make_photo()).portrait, "a portrait"),
            (lambda: make_quote(muscles=["calves"]) and muscle(), "a muscle that is named"),
        ],
    )
    def test_what_a_page_needs_is_not_deleted(self, make, field):
        row = make()
        with pytest.raises((ProtectedError, RestrictedError)):
            row.delete()
        assert type(row).objects.filter(pk=row.pk).exists(), field

    def test_what_nobody_uses_is_deleted(self):
        for row in (make_expert(), make_author(), make_category(), make_photo(), muscle()):
            row.delete()
            assert not type(row).objects.filter(pk=row.pk).exists()

    def test_an_article_goes_with_its_quotes_and_leaves_people_and_photos(self):
        quote = make_quote(photo=make_photo(), muscles=["calves"])
        FormerAddress.objects.create(article=quote.article, slug="old")
        RelatedLink.objects.create(article=make_article(), target=quote.article)
        quote.article.delete()
        for model in (Quote, TaggedQuote, FormerAddress, RelatedLink):
            assert not model.objects.exists()
        assert Expert.objects.exists()
        assert Photo.objects.exists()

    def test_every_key_says_what_a_delete_does(self):
        keys = {
            f"{model.__name__}.{field.name}": field.remote_field.on_delete
            for model in ours()
            for field in model._meta.get_fields()
            if isinstance(field, models.ForeignKey)
        }
        cascading = {name for name, rule in keys.items() if rule is models.CASCADE}
        assert cascading == {
            "ExpertComment.sign_off",
            "FormerAddress.article",
            "FormerAddress.author",
            "FormerAddress.expert",
            "FormerAddress.muscle",
            "PreviewLink.article",
            "OtherName.muscle",
            "Quote.article",
            "RelatedLink.article",
            "RelatedLink.target",
            "TaggedQuote.content_object",
        }
        forgetting = {name for name, rule in keys.items() if rule is models.SET_NULL}
        assert forgetting == {
            "Article.created_by",
            "GoneQuote.article",
            "Merge.made_by",
            "PreviewLink.made_by",
            "Revision.user",
            "SignOff.made_by",
        }
        # A removed quote may come back with its id.
        assert keys.pop("SignOff.quote") is models.DO_NOTHING
        # The database itself deletes the dated rows with what they refer to.
        dated = [name for name in keys if name.startswith("Dated")]
        assert {keys.pop(name) for name in dated} == {models.DO_NOTHING}
        known = (models.CASCADE, models.PROTECT, models.SET_NULL)
        assert all(rule in known for rule in keys.values())


class TestState:
    @pytest.mark.parametrize(
        ("seconds", "state"), [(None, "draft"), (-1, "live"), (0, "live"), (1, "scheduled")]
    )
    def test_one_article_and_the_querysets_agree(self, seconds, state, time_machine):
        now = timezone.now().replace(microsecond=0)
        time_machine.move_to(now, tick=False)
        moment = None if seconds is None else now + timedelta(seconds=seconds)
        article = make_article(published_at=moment)
        found = {
            "draft": Article.objects.drafts(),
            "scheduled": Article.objects.scheduled(),
            "live": Article.objects.published(),
        }
        assert article.state == state
        assert {name for name, articles in found.items() if article in articles} == {state}

    def test_a_scheduled_article_is_live_as_soon_as_its_moment_comes(self, time_machine):
        now = timezone.now()
        article = make_article(published_at=now + timedelta(hours=1))
        assert article not in Article.objects.published()
        time_machine.move_to(now + timedelta(hours=1, seconds=1))
        assert article in Article.objects.published()
        assert article.state == Article.State.LIVE

    @pytest.mark.parametrize("live", [True, False])
    def test_quotes_experts_and_photos_follow_their_article(self, live):
        quote = make_quote(make_article(live=live), muscles=["calves"])
        assert (quote in Quote.objects.published()) is live
        assert (quote.expert in Expert.objects.published()) is live
        assert (quote.article.category in Category.objects.published()) is live

    def test_a_quote_by_nobody_is_not_published(self):
        assert make_quote(expert=None) not in Quote.objects.published()


class TestRowsThatKeepThemselvesTrue:
    def test_an_article_counts_its_own_words_and_folds_its_title(self):
        article = make_article(title="Épaules", introduction="<p>One two</p>", closing="<p>3</p>")
        assert (article.words, article.folded_title) == (3, "epaules")

    def test_a_quote_counts_and_folds_its_words(self):
        quote = make_quote(heading="Ça va", body="<p>One &amp; <strong>Two</strong></p>")
        assert quote.words == 3
        assert quote.folded_words == "ca va one & two"

    def test_an_expert_folds_the_name(self):
        assert make_expert("Tomás  Ångström").folded_name == "tomas angstrom"

    def test_a_quote_keeps_its_affiliation_when_the_expert_moves_on(self):
        quote = make_quote(affiliation="Coach, Old Club")
        Expert.objects.update(organisation="New Club")
        quote.refresh_from_db()
        assert quote.affiliation == "Coach, Old Club"
