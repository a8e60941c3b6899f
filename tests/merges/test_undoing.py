"""One row becomes two again; what was changed since stays as it is."""

import pytest
from django.core.exceptions import ValidationError

from articles.merges import merge, plan
from articles.models import (
    Expert,
    MuscleGroup,
    OtherName,
)
from articles.undoing import obstacle, plan_back, undo
from tests.factories import (
    make_article,
    make_author,
    make_category,
    make_expert,
    make_photo,
    make_quote,
)
from tests.merges.vocabulary import muscle, muscles_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("make", "use"),
    [
        (make_expert, lambda row: make_quote(expert=row)),
        (make_author, lambda row: make_article(author=row)),
        (make_category, lambda row: make_article(category=row)),
    ],
)
def test_people_and_categories_become_one_and_two_again(root, make, use):
    gone, kept = make("Ana Berg"), make("Anna Berg")
    used, pk = use(gone), gone.pk
    field = next(
        name for name in ("expert", "author", "category") if getattr(used, name, 0) == gone
    )
    done = merge(gone, kept, root)
    used.refresh_from_db()
    assert getattr(used, field) == kept
    undo(done, root)
    used.refresh_from_db()
    assert (getattr(used, field).pk, getattr(used, field).name) == (pk, "Ana Berg")


def test_a_merge_is_taken_back_whole(client, root, quotes):
    before = list(MuscleGroup.objects.values())
    names = set(OtherName.objects.values_list("name", "muscle"))
    done = merge(muscle("calves"), muscle("shins"), root)
    undo(done, root)
    assert list(MuscleGroup.objects.values()) == before
    assert set(OtherName.objects.values_list("name", "muscle")) == names
    assert [muscles_of(quote) for quote in quotes] == [{"calves"}, {"calves", "shins"}]
    assert client.get("/muscles/calves/").status_code == 200


def test_what_was_changed_since_stays(root, quotes):
    done = merge(muscle("calves"), muscle("shins"), root)
    quotes[0].muscles.set([muscle("core")])
    undo(done, root)
    assert muscles_of(quotes[0]) == {"core"}


def test_a_tag_that_was_dropped_comes_back_only_beside_the_one_that_stayed(root, quotes):
    done = merge(muscle("calves"), muscle("shins"), root)
    quotes[1].muscles.set([muscle("core")])
    undo(done, root)
    assert muscles_of(quotes[1]) == {"core"}


def test_what_was_changed_since_is_listed(root, quotes):
    done = merge(muscle("calves"), muscle("shins"), root)
    for quote in quotes:
        quote.muscles.set([muscle("core")])
    stays = {line.what: line.stays for line in plan_back(done)}
    assert stays["Quotes that name it"] == [quotes[0]]
    assert stays["Quotes that named both"] == [quotes[1]]


def test_two_of_one_name_become_one_and_two_again(root):
    done = merge(make_expert("Ana Berg"), make_expert("Ana Berg"), root)
    assert obstacle(done) == ""
    undo(done, root)
    assert Expert.objects.filter(name="Ana Berg").count() == 2


def test_a_portrait_goes_over_and_back(root):
    gone, kept = make_expert(portrait=make_photo()), make_expert(biography="Her own.")
    assert "Portrait" in [line.what for line in plan(gone, kept)]
    done = merge(gone, kept, root)
    kept.refresh_from_db()
    assert (kept.portrait, kept.biography) == (gone.portrait, "Her own.")
    undo(done, root)
    kept.refresh_from_db()
    assert kept.portrait is None
    assert Expert.objects.get(slug=gone.slug).portrait == gone.portrait


def test_a_portrait_that_was_changed_since_stays(root):
    gone, kept, newer = make_expert(portrait=make_photo()), make_expert(), make_photo()
    done = merge(gone, kept, root)
    Expert.objects.update(portrait=newer)
    undo(done, root)
    assert Expert.objects.get(pk=kept.pk).portrait == newer


def test_a_group_whose_name_another_one_took_can_not_be_taken_back(root):
    done = merge(muscle("calves"), muscle("shins"), root)
    OtherName.objects.filter(name="Calves").delete()
    OtherName.objects.create(name="calves", muscle=muscle("core"))
    assert "Take it out there first" in obstacle(done)


def test_a_merge_whose_name_is_taken_can_not_be_taken_back(root):
    done = merge(make_expert("Ana Berg", slug="ana-berg"), make_expert("Bo Ek"), root)
    make_expert("Somebody", slug="ana-berg")
    assert "belongs to another one now" in obstacle(done)
    with pytest.raises(ValidationError):
        undo(done, root)


def test_a_merge_is_taken_back_once(root):
    done = merge(make_expert("Ana Berg"), make_expert("Bo Ek"), root)
    undo(done, root)
    assert obstacle(done) == "It was taken back already."
