"""The closed list of muscle groups and their other names, as the migrations bring it."""

from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles.folding import fold
from articles.mentions import find_mentions
from articles.models import MuscleGroup, OtherName

pytestmark = pytest.mark.django_db

# Ordered as readers meet them: region by region, from head to toe.
SLUGS = (
    "neck trapezius shoulders chest upper-back lower-back core obliques biceps triceps forearms "
    "glutes abductors hip-flexors adductors quadriceps hamstrings calves shins long-toe-flexors "
    "short-toe-flexors"
).split()

# What the house decided where language leaves a choice.
CONVENTIONS = {
    "gluteus maximus": "glutes",
    "gluteus medius": "glutes",
    "gluteus minimus": "glutes",
    "buttocks": "glutes",
    "hip abductors": "abductors",
    "tensor fasciae latae": "abductors",
    "outer hip": "abductors",
    "outer thigh": "abductors",
    "lats": "upper-back",
    "rhomboids": "upper-back",
    "erector spinae": "lower-back",
    "deltoids": "shoulders",
    "rotator cuff": "shoulders",
    "iliopsoas": "hip-flexors",
    "psoas": "hip-flexors",
    "gastrocnemius": "calves",
    "soleus": "calves",
    "tibialis anterior": "shins",
    "rectus femoris": "quadriceps",
    "biceps femoris": "hamstrings",
}


@pytest.fixture
def vocabulary():
    """Each name, also that of the group itself, with the slug of its group."""
    groups = MuscleGroup.objects.with_names()
    own = [(group.name, group.slug) for group in groups]
    return own + [(other.name, group.slug) for group in groups for other in group.other_names.all()]


def test_there_are_21_groups_in_the_readers_order():
    assert [group.slug for group in MuscleGroup.objects.all()] == SLUGS
    assert [group.position for group in MuscleGroup.objects.all()] == list(range(1, 22))


def test_each_group_has_a_latin_name_and_one_paragraph_of_description():
    for group in MuscleGroup.objects.all():
        assert group.latin_name, group.slug
        assert "\n" not in group.description
        assert 25 <= len(group.description.split()) <= 80, group.slug


def test_each_group_has_at_least_8_other_names():
    for group in MuscleGroup.objects.with_names():
        assert len(group.other_names.all()) >= 8, group.slug


def test_each_group_has_one_to_three_everyday_names_to_show():
    for group in MuscleGroup.objects.with_names():
        kinds = Counter(other.kind for other in group.other_names.all())
        assert 1 <= kinds["everyday"] <= 3, group.slug
        assert kinds["anatomical"], group.slug


def test_a_name_belongs_to_one_group_without_regard_to_case_and_accents(vocabulary):
    counts = Counter(fold(name) for name, _ in vocabulary)
    assert [name for name, count in counts.items() if count > 1] == []


def test_names_are_written_as_people_write_them(vocabulary):
    for name, _ in vocabulary:
        assert name == " ".join(name.split())
        assert len(name) > 1
        assert not set(name) & set(",;/()"), name


def test_the_conventions_of_the_house_hold(vocabulary):
    slugs = {fold(name): slug for name, slug in vocabulary}
    assert {name: slugs[name] for name in CONVENTIONS} == CONVENTIONS


def test_every_name_is_found_in_a_sentence_as_its_own_group(vocabulary):
    names = dict(vocabulary)
    for name, slug in vocabulary:
        found = [mention.slug for mention in find_mentions(f"It works the {name}, mostly.", names)]
        assert found == [slug], name


@pytest.mark.parametrize("name", ["GLUTES", "Glutes"])
def test_the_database_refuses_a_name_twice(name):
    with pytest.raises(IntegrityError), transaction.atomic():
        OtherName.objects.create(muscle=MuscleGroup.objects.get(slug="calves"), name=name)


def test_a_group_and_another_name_are_not_called_the_same():
    calves = MuscleGroup.objects.get(slug="calves")
    with pytest.raises(ValidationError):
        OtherName(muscle=calves, name="hamstrings").full_clean()
    calves.name = "BUTTOCKS"
    with pytest.raises(ValidationError):
        calves.full_clean()


def test_a_group_may_be_called_like_one_of_its_own_names():
    calves = MuscleGroup.objects.get(slug="calves")
    calves.name = "Calf muscles"
    calves.full_clean()
    calves.save()
    assert MuscleGroup.objects.get(slug="calves").name == "Calf muscles"
