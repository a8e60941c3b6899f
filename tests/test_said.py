"""What an expert says of a muscle, as plain values."""

import pytest

from articles.said import Said, combined, merged


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Said(), "main"),
        (Said("main", "at steady pace"), "main, at steady pace"),
        (Said("helps"), "helps"),
        (Said("helps", "uphill"), "helps, uphill"),
        (Said("not"), "not worked"),
        (Said("not", "on a treadmill"), "not worked on a treadmill"),
    ],
)
def test_it_reads_as_in_a_sentence(said, words):
    assert str(said) == words
    assert said.unusual == (words != "main")


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (Said(), Said("helps"), Said()),
        (Said("helps"), Said("not"), Said("helps")),
        (Said("main", "uphill"), Said(), Said()),
        (Said("main", "uphill"), Said("main", "in sprints"), Said("main", "uphill and in sprints")),
        (Said("helps", "uphill"), Said("main", "in sprints"), Said("main", "in sprints")),
        (Said(), Said("not", "on a treadmill"), Said("main", "not on a treadmill")),
        (Said("helps"), Said("not", "on a treadmill"), Said("helps", "not on a treadmill")),
        (Said("main", "uphill"), Said("not", "on the flat"), Said("main", "uphill")),
    ],
)
def test_two_words_of_one_expert_are_one(first, second, together):
    assert combined(first, second) == together
    if first.role != second.role:
        assert combined(second, first) == together


def test_what_is_said_of_each_muscle_is_gathered():
    said = merged(
        {"core": Said(), "calves": Said("helps")}, {"calves": Said(), "neck": Said("not")}
    )
    assert said == {"core": Said(), "calves": Said(), "neck": Said("not")}
