import sys

import pytest

from articles.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Tomás  Ångström", "tomas angstrom"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("doesn’t", "doesn't"),
        ("ﬁt\n½", "fit 1⁄2"),
        ("\N{MODIFIER LETTER CAPITAL A}", "a"),
        ("\N{COMBINING ACUTE ACCENT}", ""),
    ],
)
def test_case_accents_and_apostrophes_make_no_difference(text, folded):
    assert fold(text) == folded


def test_what_is_folded_stays_as_it_is():
    assert not [
        sign for sign in map(chr, range(sys.maxunicode + 1)) if fold(fold(sign)) != fold(sign)
    ]
