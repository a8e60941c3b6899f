import pytest

from articles.mentions import find_mentions
from articles.mentions.names import asks_for_abductors
from articles.models import MuscleGroup

NAMES = {
    "Biceps": "biceps",
    "biceps femoris": "hamstrings",
    "hip flexors": "hip-flexors",
    "flexors": "forearms",
    "hip-flexor": "hip-flexors",
    "glutes": "glutes",
    "gluteus medius": "glutes",
    "épaules": "shoulders",
    "core": "core",
}


def slugs(text, names=NAMES):
    return [mention.slug for mention in find_mentions(text, names)]


def test_the_longest_name_wins():
    assert slugs("The biceps femoris is no biceps.") == ["hamstrings", "biceps"]
    assert slugs("hip flexors") == ["hip-flexors"]


@pytest.mark.parametrize("text", ["hardcore", "cores", "core2", "glutesé", "score"])
def test_only_whole_words_count(text):
    assert slugs(text) == []


@pytest.mark.parametrize("text", ["core-strength", "“core”", "core’s", "(core)", "core/glutes"[:5]])
def test_signs_end_a_word(text):
    assert slugs(text) == ["core"]


@pytest.mark.parametrize(
    "text",
    ["HIP FLEXORS", "hip-flexors", "hip\u2010flexors", "hip\u2011flexors", "hip\u00a0flexors",
     "hip  flexors", "hip\nflexors"],
)  # fmt: skip
def test_case_hyphens_and_spaces_make_no_difference(text):
    assert slugs(text) == ["hip-flexors"]


def test_accents_make_no_difference_composed_or_not():
    assert slugs("Epaules, ÉPAULES, e\u0301paules") == ["shoulders"] * 3


def test_a_name_does_not_span_two_paragraphs():
    assert slugs("from the hip\n\nflexors of the arm") == ["forearms"]


def test_a_mention_says_where_it_stands_in_the_text_as_written():
    text = "Straße, ﬁt: e\u0301paules and HIP-FLEXORS, İ core"
    for mention in find_mentions(text, NAMES):
        assert text[mention.start : mention.end] == mention.words
    assert [m.words for m in find_mentions(text, NAMES)] == ["e\u0301paules", "HIP-FLEXORS", "core"]


def test_without_names_or_text_nothing_is_found():
    assert slugs("the core", {}) == []
    assert slugs("") == []


def test_a_name_with_signs_of_patterns_is_taken_literally():
    assert slugs("abs (deep)", {"abs (deep": "core"}) == ["core"]
    assert slugs("absx", {"abs.": "core"}) == []


def test_gluteals_of_the_side_ask_for_the_abductors():
    assert asks_for_abductors("Gluteus  Medius")
    assert asks_for_abductors("glute med")
    assert asks_for_abductors("gluteus minimus")
    assert not asks_for_abductors("gluteus maximus")
    assert not asks_for_abductors("vastus medialis")


@pytest.mark.django_db
def test_the_vocabulary_has_each_name_of_each_group_in_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        names = MuscleGroup.objects.vocabulary()
    assert names["Hamstrings"] == names["biceps femoris"] == "hamstrings"
    assert len(set(names.values())) == 21
