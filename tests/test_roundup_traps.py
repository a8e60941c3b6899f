"""Small texts, each with one thing in it that could mislead the reader."""

import pytest

from articles.roundup import NotARoundup, read_roundup
from tests.roundups import FILES, doubts, headings, names, read, words

SMALL = "A title\n\nWe asked.\n\n{}\n\nAna Berg{}\n\nThe glutes, I say.\n"


@pytest.mark.parametrize(
    "heading", ["1. The claim", "The claim?", "Push!", "Treadmill or road? Both"]
)
def test_headings_may_have_a_number_or_end_with_a_question(heading):
    assert headings(read_roundup(SMALL.format(heading, ", Coach"))) == [heading]


@pytest.mark.parametrize("mark", [", ", ": ", " - ", " – ", " — ", " | ", " · "])
def test_the_affiliation_may_follow_by_several_marks(mark):
    (section,) = read_roundup(SMALL.format("The claim", f"{mark}Coach, Leeds")).sections
    assert (section.person.name, section.person.affiliation) == ("Ana Berg", "Coach, Leeds")


def test_a_label_between_byline_and_introduction_is_no_person():
    text = SMALL.format(
        "I say it without a full stop and at such length that it is speech", ", Coach"
    )
    roundup = read_roundup(text.replace("We asked.", "By Sol Reyes\nGood Advice\n\nWe asked."))
    assert (names(roundup), roundup.header.category) == (["Ana Berg"], "Good Advice")


def test_once_known_a_person_changes_nothing_in_how_the_text_is_read():
    for name in FILES:
        roundup = read(name)
        assert read(name, known_people=names(roundup)).account == roundup.account


def test_a_pictures_text_is_known_where_others_lack_theirs():
    titles = "Patience Is Training\nWhy Patience Is Training (5 Coaches)\nDo Cats Run?\n"
    roundup = read_roundup(SMALL.format("The Claim", ", Coach") + "\n" + titles)
    assert words(roundup.related) == ["Why Patience Is Training (5 Coaches)", "Do Cats Run?"]


def test_a_one_line_answer_is_no_heading_of_the_next_expert():
    text = SMALL.format("The claim", ", Coach").replace("The glutes, I say.", "Glutes, of course")
    roundup = read_roundup(f"{text}\nBo Ek, Coach\n\nCalves, I say.\n")
    assert [words(section.words) for section in roundup.sections] == [
        ["Glutes, of course"],
        ["Calves, I say."],
    ]


@pytest.mark.parametrize("lines", ["Two things:\n\nHeavy Squats\n", "1. Heavy Squats\n"])
def test_what_follows_a_colon_or_a_number_opens_no_closing(lines):
    roundup = read_roundup(SMALL.format("The Claim", ", Coach") + f"\n{lines}\nNothing else.\n")
    assert roundup.closing == []


def test_a_closing_heading_without_text_is_pointed_out():
    end = "The end\n\nAnother End Of All This\n\nWords, words.\n"
    roundup = read_roundup(SMALL.format("The claim", ", Coach") + "\n" + end)
    assert [len(part.words) for part in roundup.closing] == [0, 1]
    assert doubts(roundup)[11] == "is a heading without text below"


def test_a_long_line_full_of_arrows_is_read_in_no_time():
    roundup = read_roundup(SMALL.format("a > " * 400 + "b.", ", Coach"))
    assert names(roundup) == ["Ana Berg"]


def test_a_known_person_among_the_related_titles_does_not_speak():
    plain, known = read("three_experts.txt"), read("three_experts.txt", known_people=["Alva Maté"])
    assert known.account == plain.account


def test_a_text_in_which_nobody_speaks_is_no_roundup():
    with pytest.raises(NotARoundup, match="nobody is quoted"):
        read_roundup("A title\n\nOne paragraph, and another one.\n\nBread, butter and jam\n")


def test_a_credit_without_words_above_is_pointed_out():
    text = (
        "A title\n\nWe asked.\n\nThe claim\n\nAna Berg, Coach\n\n(Photo: Ines Varga)\n\nGlutes.\n"
    )
    roundup = read_roundup(text)
    assert roundup.sections[0].picture is None
    assert doubts(roundup)[9].startswith("is a credit without a line above")


def test_a_file_name_is_no_picture_text():
    text = (
        "A title\n\nWe asked.\n\nThe claim\n\nAna Berg, Coach\n\nGlutes.\n\nIMG_2.jpg (Photo: I)\n"
    )
    roundup = read_roundup(text)
    assert roundup.sections[0].picture is None
    assert 11 in doubts(roundup)
