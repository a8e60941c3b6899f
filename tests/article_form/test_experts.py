"""Experts are chosen by name, or made with their first quote."""

import pytest

from articles.models import Expert
from tests.article_form.form import change, muscle, post, problems
from tests.factories import (
    make_author,
    make_expert,
)

pytestmark = pytest.mark.django_db


NEW = {
    "quotes-3-new_name": "Wanda Osei",
    "quotes-3-new_title": "Physiotherapist",
    "quotes-3-new_organisation": "Harbour Lane Clinic",
    "quotes-3-heading": "Fourth",
    "quotes-3-none_named": "on",
}
NONE_NAMED = {"quotes-3-none_named": "on"}


def test_an_expert_is_chosen_by_name_whatever_case_and_accents(admin, three_quotes):
    expert = make_expert("Tomás Verhale")
    post(admin, change(three_quotes), **{"quotes-3-expert": "tomas verhale"} | NONE_NAMED)
    assert three_quotes.quotes.get(expert=expert).position == 4


def test_of_two_namesakes_each_can_be_chosen(admin, three_quotes):
    make_expert("Ana Ruiz", title="Coach", organisation="North Club")
    second = make_expert("Ana Ruiz", title="Coach", organisation="South Club")
    post(
        admin,
        change(three_quotes),
        **{"quotes-3-expert": "Ana Ruiz, Coach, South Club"} | NONE_NAMED,
    )
    assert three_quotes.quotes.filter(expert=second).exists()


def test_an_unknown_expert_is_refused_and_near_names_are_pointed_out(admin, three_quotes):
    make_expert("Priya Raghunath")
    response = post(admin, change(three_quotes), **{"quotes-3-expert": "Priya Ragunath"})
    text = " ".join(problems(response))
    assert "No expert is called “Priya Ragunath”" in text
    assert "Did you mean Priya Raghunath?" in text


def test_a_new_expert_is_made_with_the_quote(admin, three_quotes):
    named = [muscle("calves"), muscle("shins"), muscle("core")]
    typed = {name: value for name, value in NEW.items() if name not in NONE_NAMED}
    post(admin, change(three_quotes), **typed, **{"quotes-3-muscles": named})
    quote = three_quotes.quotes.get(heading="Fourth")
    assert (quote.expert.name, quote.expert.slug) == ("Wanda Osei", "wanda-osei")
    assert quote.affiliation == "Physiotherapist, Harbour Lane Clinic"
    assert [each.slug for each in quote.named_muscles] == ["core", "calves", "shins"]


def test_one_new_name_in_two_cards_is_one_person(admin, three_quotes):
    second = {"quotes-4-new_name": "wanda osei", "quotes-4-none_named": "on"}
    post(admin, change(three_quotes), **NEW, **second)
    assert Expert.objects.get(name="Wanda Osei").quotes.count() == 2


@pytest.mark.parametrize("known", ["Wanda Osey", "Osei Wanda", "Wanda Maria Osei"])
def test_a_new_name_like_a_known_one_asks_first(admin, three_quotes, known):
    make_expert(known)
    response = post(admin, change(three_quotes), **NEW)
    assert f"Did you mean {known}?" in " ".join(problems(response))
    assert not Expert.objects.filter(name="Wanda Osei").exists()
    post(admin, change(three_quotes), **NEW, **{"quotes-3-another_person": "on"})
    assert Expert.objects.filter(name="Wanda Osei").exists()


def test_a_chosen_and_a_new_expert_are_too_many(admin, three_quotes):
    make_expert("Tomás Verhale")
    response = post(admin, change(three_quotes), **NEW, **{"quotes-3-expert": "Tomás Verhale"})
    assert "not both" in " ".join(problems(response))


def test_an_affiliation_stays_when_it_is_typed(admin, three_quotes):
    post(admin, change(three_quotes), **NEW, **{"quotes-3-affiliation": "Then elsewhere"})
    assert three_quotes.quotes.get(heading="Fourth").affiliation == "Then elsewhere"


def test_an_author_is_no_expert(admin, three_quotes):
    make_author("Nora Whitlock")
    response = post(admin, change(three_quotes), **{"quotes-3-expert": "Nora Whitlock"})
    assert "No expert is called" in problems(response)[0]
