"""What a single line of a roundup looks like, and the HTML that lines become."""

from datetime import date

import pytest

from articles.roundup.lines import is_title_case, read_credit, read_date
from articles.roundup.markup import prose, speech, without_outer_marks


@pytest.mark.parametrize(
    "text",
    [
        "4 May 2023",
        "4th of May 2023",
        "4 MAY 2023",
        "May 4, 2023",
        "May 4th, 2023",
        "2023-05-04",
        "4.5.2023",
        "Thursday, 4 May 2023",
    ],
)
def test_dates_are_read_as_people_write_them(text):
    assert read_date(text) == date(2023, 5, 4)


@pytest.mark.parametrize(
    "text", ["04/05/2023", "31 February 2023", "May 2023", "4 Foo 2023", "soon"]
)
def test_what_is_no_sure_date_is_none(text):
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("(Photo: Adobe Stock)", ("", "Photo: Adobe Stock")),
        ("Photo credit: Ines Varga", ("", "Photo credit: Ines Varga")),
        ("(Photo by Ines Varga)", ("", "Photo by Ines Varga")),
        ("Photo by Ines Varga on a hill", ("", "Photo by Ines Varga on a hill")),
        ("A track. (Image: I. V.)", ("A track.", "Image: I. V.")),
        ("Photo: I took it in May, and it rained.", None),
        ("(Photos are taken by phone)", None),
    ],
)
def test_a_credit_is_known_by_its_first_word_and_colon(line, found):
    assert read_credit(line) == found


def test_title_case_forgives_small_words():
    assert is_title_case("Rowing Leans on the Legs of the Whole Boat")
    assert not is_title_case("Rowing leans on Legs")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (["“All of it.”"], ["All of it."]),
        (['"All of it."'], ["All of it."]),
        (["‘All of it, isn’t it.’"], ["All of it, isn’t it."]),
        (["«All of it.»"], ["All of it."]),
        (["“One.", "“Two.", "Three.”"], ["One.", "Two.", "Three."]),
        (["“One.”", "“Two.”"], ["One.", "Two."]),
        (["“A” and “B”"], ["“A” and “B”"]),
        (['"A" and "B"'], ['"A" and "B"']),
        (["‘Push first’ or ‘pull first’"], ["‘Push first’ or ‘pull first’"]),
        (["“Push” comes first.", "Then pull."], ["“Push” comes first.", "Then pull."]),
        (["“He said “push”.”"], ["He said “push”."]),
        (["It's fine", "isn't it"], ["It's fine", "isn't it"]),
        (["“"], ["“"]),
    ],
)
def test_only_the_outer_quotation_marks_go(said, kept):
    assert without_outer_marks(said) == kept


def test_lists_become_lists_in_prose_and_lines_in_speech():
    lines = ["Take:", "- bread", "• jam <3", "Then eat."]
    assert prose(lines) == (
        "<p>Take:</p><ul><li><p>bread</p></li><li><p>jam &lt;3</p></li></ul><p>Then eat.</p>"
    )
    assert speech(lines) == "<p>Take:</p><p>- bread<br>• jam &lt;3</p><p>Then eat.</p>"


def test_a_numbered_list_is_one_only_if_it_counts_from_one():
    assert prose(["1. push", "2. pull"]) == "<ol><li><p>push</p></li><li><p>pull</p></li></ol>"
    assert prose(["4. push", "2. pull"]) == "<p>4. push</p><p>2. pull</p>"
