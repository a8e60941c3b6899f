"""Where sentences begin and end, in the texts that people write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import sentences


def split(text):
    return [text[start:end] for start, end in sentences.spans(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two! Three? Four… Five", ["One.", "Two!", "Three?", "Four…", "Five"]),
        ("About 4.5 kg, e.g. the core. Then rest.", ["About 4.5 kg, e.g. the core.", "Then rest."]),
        ("“Use the core.” Then rest.", ["“Use the core.”", "Then rest."]),
        ("He said: (Stop.) “Now.”", ["He said: (Stop.)", "“Now.”"]),
        ("A paragraph\nAnother one", ["A paragraph", "Another one"]),
        ("A line that\ngoes on", ["A line that\ngoes on"]),
        ("one\n \ntwo", ["one", "two"]),
        ("Run. Élan. 12 times.", ["Run.", "Élan.", "12 times."]),
        ("  Spaces round it.  ", ["Spaces round it."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_a_text_is_cut_into_sentences(text, found):
    assert split(text) == found


@given(st.text(alphabet="aB1 .!?…”'\n("))
def test_nothing_but_spaces_is_left_out(text):
    assert "".join("".join(split(text)).split()) == "".join(text.split())
