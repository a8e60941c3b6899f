"""Which words are put right, and which are left alone."""

import pytest

from articles.search.spelling import Speller

SPELLER = Speller(
    [
        "Hamstrings",
        "gluteus maximus",
        "quadriceps",
        "Tomás Verhale",
        "springs and anchors",
        "heel",
        "stand",
    ]
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hamstirngs", "hamstrings"),
        ("Hamstrigns", "hamstrings"),
        ("hamstring curl", None),
        ("hamstirngs curl", "hamstrings curl"),
        ("gluetus maxmus", "gluteus maximus"),
        ("quadrisepts", "quadriceps"),
        ("verhael", "verhale"),
        ("heal", "heel"),
        ("hams", None),
        ("hel", None),
        ("zebra", None),
        ("itband", None),
        ("splints", None),
        ("with", None),
        ("-hamstirngs “heal”", "-hamstrings “heel”"),
        ("", None),
    ],
)
def test_what_is_nearly_a_known_word_is_put_right(typed, meant):
    suggestion = SPELLER.corrected(typed)
    assert (suggestion and suggestion.words) == meant


def test_of_two_that_are_as_near_the_one_that_is_known_longer_comes_first():
    assert Speller(["heat", "heel"]).corrected("heet").words == "heat"
    assert Speller(["heel", "heat"]).corrected("heet").words == "heel"


def test_a_word_that_is_known_may_be_doubted():
    speller = Speller(["heel", "heal"])
    assert speller.corrected("heel") is None
    assert speller.corrected("heel", doubting=True).words == "heal"
    assert SPELLER.corrected("heel", doubting=True) is None


def test_what_was_put_right_is_told_apart():
    html = SPELLER.corrected("<b> hamstirngs & curl").html
    assert html == "&lt;b&gt; <strong>hamstrings</strong> &amp; curl"
