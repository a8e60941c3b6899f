"""What is read from what somebody typed."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.question import Question, Term

NAMES = {
    ("hip", "flexors"): 1,
    ("hip", "flexor"): 1,
    ("psoas",): 1,
    ("butt",): 2,
    ("glutes",): 2,
    ("back", "of", "the", "thigh"): 3,
}


def read(typed):
    return Question.read(typed, NAMES)


def words(terms):
    return [" ".join(term.words) for term in terms]


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("big toe", ["big", "toe"], []),
        ("Água’s ÉTÉ", ["agua s", "ete"], []),
        ('"big toe" heel', ["big toe", "heel"], []),
        ("“big toe” «the heel»", ["big toe", "the heel"], []),
        ('"big toe', ["big", "toe"], []),
        ("short-toe", ["short toe"], []),
        ("toe -heel", ["toe"], ["heel"]),
        ("hip -toe flexors", ["hip", "flexors"], ["toe"]),
        ('hip "big toe" flexors', ["hip", "big toe", "flexors"], []),
        ('"hip" "flexors"', ["hip", "flexors"], []),
        ('toe -"big heel"', ["toe"], ["big heel"]),
        ("toe − heel - sole", ["toe", "heel", "sole"], []),
        ("-toe", [], ["toe"]),
        ("--toe", [], ["toe"]),
        ("what do the toes do", ["toes"], []),
        ("what is it", ["what", "is", "it"], []),
        ('"what is it"', ["what is it"], []),
        ("calf muscles", ["calf"], []),
        ("toe OR heel AND (sole) NOT arch*", ["toe", "heel", "sole", "arch"], []),
        ("names:toe NEAR(heel) ^arch", ["names toe", "near heel", "arch"], []),
        ("", [], []),
        ("\"\" '' - . % _ \\ 😀 \x00", [], []),
        ("היפ hip مرحبا", ["היפ", "hip", "مرحبا"], []),
    ],
)
def test_words_phrases_and_what_is_excluded(typed, wanted, unwanted):
    question = read(typed)
    assert (words(question.wanted), words(question.unwanted)) == (wanted, unwanted)


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("hip flexors", [("hip flexors", {1})]),
        ("Hip-Flexors running", [("hip flexors", {1}), ("running", set())]),
        ("running hip flexor", [("running", set()), ("hip flexor", {1})]),
        ("hip", [("hip", set())]),
        ("hip and flexors", [("hip", set()), ("flexors", set())]),
        ("butt", [("butt", {2})]),
        ('"butt"', [("butt", set())]),
        ("the back of the thigh", [("back of the thigh", {3})]),
        ("back", [("back", set())]),
    ],
)
def test_a_name_of_a_muscle_is_one_term_that_knows_its_muscle(typed, terms):
    read_terms = [(" ".join(term.words), set(term.muscles)) for term in read(typed).wanted]
    assert read_terms == terms


def test_what_is_not_wanted_knows_its_muscle_too():
    assert [term.muscles for term in read("toe -butt").unwanted] == [{2}]


@pytest.mark.parametrize(
    ("typed", "text", "marked"),
    [
        ("ham", "Hams and hamstrings, no sham", ["Ham", "ham"]),
        (
            "agua",
            "Água Á A\N{COMBINING ACUTE ACCENT}guas",
            ["Água", "A\N{COMBINING ACUTE ACCENT}gua"],
        ),
        ("strasse", "Die Straßen", ["Straße"]),
        ('"ham"', "ham hams", ["ham"]),
        ('"big toe"', "big toes, a big toe, the big  toe", ["big toe", "big  toe"]),
        ("butt", "glutes, butt and button", ["glutes", "butt"]),
        (
            "hip flexor",
            "hip flexors, hip-flexor, flexor, psoas",
            ["hip flexors", "hip-flexor", "psoas"],
        ),
        ("toe -heel", "toe heel", ["toe"]),
        ("big", "nothing of it", []),
    ],
)
def test_where_it_stands(typed, text, marked):
    assert [text[start:end] for start, end in read(typed).spans(text)] == marked


def test_loosely_words_may_end_otherwise():
    wanted = read('stretching runners "walking" legs toes').loosely().wanted
    assert words(wanted) == ["stretch", "runn", "walking", "legs", "toes"]


@given(st.text(max_size=200), st.text(max_size=400))
def test_anything_can_be_asked_of_any_text(typed, text):
    question = read(typed)
    for term in (*question.wanted, *question.unwanted):
        assert term.words
        assert all(word.isalnum() for word in term.words)
    ends = [0]
    for start, end in question.spans(text):
        assert ends[-1] <= start < end <= len(text)
        ends.append(end)


def test_no_letter_of_all_is_an_operator():
    everything = " ".join(map(chr, range(1, sys.maxunicode, 7)))
    assert all(
        word.isalnum() for term in Question.read(everything, {}).wanted for word in term.words
    )


def test_a_whole_term_stays_whole():
    assert Term(("butt",), whole=True).shortened() == Term(("butt",), whole=True)
