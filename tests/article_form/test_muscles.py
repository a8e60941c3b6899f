"""The muscles of a quote in the form: ticks, roles, conditions."""

import pytest

from articles.models import Quote, Revision
from articles.said import Said
from tests.article_form.form import change, fields, muscle, post, problems
from tests.factories import make_quote

pytestmark = pytest.mark.django_db


@pytest.fixture
def quote():
    return make_quote(muscles={"core": Said("helps", "uphill"), "calves": Said()})


def said(quote):
    items = Quote.objects.get(pk=quote.pk).tagged_items.all()
    return {item.tag.slug: item.said for item in items}


def key(kind, slug, index=0):
    return f"quotes-{index}-muscles-{kind}-{muscle(slug)}"


def test_a_tick_alone_is_main(admin, quote):
    post(admin, change(quote.article), **{"quotes-0-muscles": [muscle("shins")]})
    assert said(quote) == {"shins": Said()}


def test_a_form_saved_as_it_is_keeps_role_and_condition(admin, quote):
    post(admin, change(quote.article))
    assert said(quote) == {"core": Said("helps", "uphill"), "calves": Said()}
    assert Revision.objects.count() <= 1


def test_role_and_condition_are_set_beside_the_tick(admin, quote):
    typed = {key("role", "calves"): "not", key("condition", "calves"): "  on a   treadmill. "}
    post(admin, change(quote.article), **typed)
    assert said(quote)["calves"] == Said("not", "on a treadmill")
    assert said(quote)["core"] == Said("helps", "uphill")


def test_a_role_alone_ticks_nothing(admin, quote):
    post(admin, change(quote.article), **{key("role", "neck"): "helps"})
    assert "neck" not in said(quote)


def test_a_blank_card_with_its_roles_is_no_quote(admin, quote):
    post(admin, change(quote.article), title="Another")
    assert quote.article.quotes.count() == 1


def test_no_muscle_and_some_muscles_are_not_both_confirmed(admin, quote):
    response = post(admin, change(quote.article), **{"quotes-0-none_named": "on"})
    assert "Muscles are ticked" in problems(response)[0]
    assert not Quote.objects.get(pk=quote.pk).none_named


def test_a_condition_that_is_too_long_comes_back_as_typed(admin, quote):
    typed = {key("role", "calves"): "not", key("condition", "calves"): "uphill " * 20}
    response = post(admin, change(quote.article), **typed)
    assert "A condition has at most 80 letters" in problems(response)[0]
    page = response.content.decode()
    assert ("uphill " * 20).strip() in page
    assert said(quote)["calves"] == Said()


def test_a_role_that_nobody_knows_is_the_usual_one(admin, quote):
    post(admin, change(quote.article), **{key("role", "calves"): "often"})
    assert said(quote)["calves"] == Said()


def test_a_muscle_that_is_gone_is_said_and_changes_nothing(admin, quote):
    response = post(admin, change(quote.article), **{"quotes-0-muscles": ["999999"]})
    assert "not in the list any more" in problems(response)[0]
    assert len(said(quote)) == 2


@pytest.mark.parametrize("pk", ["x", "", "²"])
def test_what_is_no_muscle_at_all_is_passed_over(admin, quote, pk):
    post(admin, change(quote.article), **{"quotes-0-muscles": [pk, muscle("core")]})
    assert said(quote) == {"core": Said("helps", "uphill")}


def test_the_form_shows_the_role_of_each_tick(admin, quote):
    shown = fields(admin, change(quote.article))
    assert shown[key("role", "core")] == "helps"
    assert shown[key("condition", "core")] == "uphill"
    assert shown[key("role", "calves")] == "main"


def test_a_change_of_role_is_a_version_that_says_so(admin, quote):
    post(admin, change(quote.article), **{key("role", "calves"): "helps"})
    newest = Revision.objects.of(quote.article_id).first()
    roles = newest.parts["quotes"][str(quote.pk)]["roles"]
    assert roles == {muscle("core"): ["helps", "uphill"], muscle("calves"): ["helps", ""]}


HOSTILE = ["9" * 5000, "9" * 19, "-1", "٣", "\x00", "a" * 100_000, "', \"", "\U0001f600\u202e"]


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: ascii(value[:6]))
@pytest.mark.parametrize(
    "name",
    [
        "quotes-0-muscles",
        "quotes-0-muscles-role-{calves}",
        "quotes-0-muscles-condition-{calves}",
        "quotes-0-dismissed",
        "quotes-0-position",
        "base",
    ],
)
def test_what_no_form_sends_is_answered_and_changes_nothing_else(admin, quote, name, value):
    name = name.format(calves=muscle("calves"))
    response = post(admin, change(quote.article), **{name: value})
    assert response.status_code in {200, 302}
    assert name == "quotes-0-muscles" or said(quote)["core"] == Said("helps", "uphill")
    assert quote.article.quotes.count() == 1
