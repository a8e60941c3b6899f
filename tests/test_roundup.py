"""Reading a roundup: each file of `roundups/` has the shape of a copied page, and its own traps."""

from datetime import date

import pytest

from articles.roundup import NotARoundup, read_roundup
from articles.roundup.lines import read_lines
from tests.roundups import FILES, doubts, headings, names, read, source, words


@pytest.mark.parametrize("name", FILES)
def test_every_line_becomes_exactly_one_part_or_is_left_out_by_name(name):
    roundup = read(name)
    assert sorted(roundup.account.parts) == read_lines(source(name))
    left_out = {line for line, part in roundup.account.parts.items() if part == "left out"}
    assert left_out <= {line for line, _ in roundup.account.problems}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "disguise",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "\r"),
        lambda text: "\ufeff" + text,
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("\n", "  \u200b\n"),
        lambda text: text.rstrip("\n"),
    ],
    ids=["windows", "old mac", "byte order mark", "hard spaces", "trailing blanks", "no last end"],
)
def test_line_ends_and_invisible_signs_change_nothing(name, disguise):
    plain, disguised = read(name), read_roundup(disguise(source(name)))
    assert disguised.account == plain.account
    assert disguised.sections == plain.sections


def test_the_usual_shape_comes_out_whole():
    roundup = read("three_experts.txt")
    header = roundup.header
    assert roundup.title.text == "Which Muscles Does Rowing Use?"
    assert (header.author, header.category) == ("Nora Whitlock", "Rowing")
    assert header.updated_on == date(2024, 3, 9)
    assert len(header.introduction) == 4
    assert names(roundup) == ["Imani Okoro-Lund", "Tomás Ångström", "Len van der Berg"]
    assert headings(roundup) == [
        "The Drive Starts At The Feet",
        "Strong, Steady And Slow Wins The Long Piece",
        "What Do The Arms Do, Then?",
    ]
    assert [len(section.words) for section in roundup.sections] == [4, 3, 1]
    assert [section.picture.alternative_text for section in roundup.sections] == [
        "Rower At The Catch",
        "Empty Boathouse At Dawn",
        "Rowing Machine From Above",
    ]
    assert roundup.sections[1].picture.credit == "Photo: Harbour Lane Clinic"
    assert [part.heading.text for part in roundup.closing] == [
        "Before You Sit Down",
        "The Short Version – What To Remember",
    ]
    assert doubts(roundup) == {}


def test_titles_of_other_pages_are_told_from_their_pictures_texts():
    assert words(read("three_experts.txt").related) == [
        "Don’t Fear The Barbell (Six Trainers Explain)",
        "Is Stretching Compatible With Strength? We Compared",
        "Dr Alva Maté on Sleep, Stubborn Calves and What ‘Rest’ Really Means",
        "Why Patience Is Training (According To 5 Coaches)",
        "How Long Should An Easy Run Be?",
    ]


def test_titles_that_are_much_alike_are_no_pictures_texts():
    assert words(read("tricky_end.txt").related) == [
        "Which Muscles Does Rowing Use?",
        "Which Muscles Does Swimming Use?",
        "Which Muscles Does Climbing Use?",
    ]


def test_a_closing_that_lacks_its_last_full_stop_is_no_title_of_another_page():
    (part,) = read("tricky_end.txt").closing
    assert part.heading.text == "What We Take From This"
    assert words(part.words)[0].endswith("has nothing to fear from it")


def test_a_heading_within_an_experts_words_stays_there_and_is_pointed_out():
    roundup = read("tricky_end.txt")
    assert words(roundup.sections[0].words)[1] == "My Three Rules"
    assert doubts(roundup)[12].endswith("stays in the words of Priya Nair")


def test_the_least_roundup_is_a_title_and_one_expert():
    roundup = read("one_expert.txt")
    assert (names(roundup), headings(roundup)) == (["Ada Quill"], ["The grip gives up first"])
    assert (roundup.closing, roundup.related, roundup.header.updated_on) == ([], [], None)
    assert (roundup.header.author, roundup.header.category) == ("", "")


def test_affiliations_come_with_commas_dashes_bars_titles_and_degrees():
    read_so = [
        (each.name, each.credentials, each.title, each.organisation)
        for each in (section.person for section in read("affiliations.txt").sections)
    ]
    professor = "Professor of Biomechanics"
    assert read_so == [
        ("Maren Holt-Lindqvist", "PhD, MSc", professor, "the University of Tarn, Northern Campus"),
        ("J. R. O’Dowd", "", "chartered physiotherapist", "Tarn Valley Hospital"),
        ("Lena de la Cruz", "", "Mountain guide", ""),
        ("D'Arcy Penhaligon", "MD", "Owner and Head Coach", "Load & Carry Ltd."),
        ("Yuki al-Sayed", "", "strength coach, author, and founder", "Quiet Barbell, Leeds"),
        ("Jean-Luc Sørensen", "", "Ohio-based Private Coach", "TarnFit.com"),
        ("Ottoline Strong", "", "expedition nurse", ""),
        ("Bram ter Horst III", "", "CEO", "Rucksack Makers’ Guild"),
    ]


def test_headings_with_commas_and_questions_are_no_people():
    assert headings(read("affiliations.txt")) == [
        "Hips first, shoulders second, and the neck last",
        "Why does the neck ache?",
        "Slow, steady, boring",
        "Your core, your corset",
        "Bend the knees, they said",
        "Fast Feet, Slow Heart",
        "Who carries the water?",
        "The last word, for now",
    ]


def test_pictures_stand_in_the_introduction_in_one_line_and_in_square_brackets():
    roundup = read("lists.txt")
    assert roundup.cover.alternative_text == "Skis Leaning On A Hut"
    assert [(each.picture.alternative_text, each.picture.credit) for each in roundup.sections] == [
        ("A skier sits low in a turn, arms forward.", "Photo: Pia Frost"),
        ("Skier In Fog", "Image credit: Odd Hansen"),
    ]


def test_a_picture_without_a_place_is_pointed_out_with_its_words():
    found = doubts(read("lists.txt"))
    assert found[43] == (
        "is the second picture in one place; it shows “A lift chair hangs empty over fresh snow.”"
    )
    assert found[59].startswith("stands in the closing")


def test_a_sentence_above_a_credit_may_be_speech_and_is_pointed_out():
    assert doubts(read("lists.txt"))[41].startswith("was taken for what the picture shows")


def test_lists_stay_with_the_words_and_never_become_headings():
    roundup = read("lists.txt")
    assert [part.heading.text for part in roundup.closing] == ["How to begin", "The first week"]
    assert len(roundup.sections[0].words) == 5
    assert words(roundup.header.introduction)[1:] == ["- Start early.", "• Start small."]


def test_the_head_of_an_american_page_is_taken_apart():
    roundup = read("american.txt")
    header = roundup.header
    assert roundup.title.text == "How Climbers Train Their Fingers"
    assert (header.author, header.updated_on) == ("Nora Whitlock", date(2023, 5, 4))
    assert header.category == "Climbing"
    assert words(header.standfirst)[0].startswith("A question of skin")
    assert len(header.introduction) == 1


def test_buttons_and_menus_of_the_page_are_left_out_and_pointed_out():
    found = doubts(read("american.txt"))
    assert {1, 2, 11, 53} <= {n for n, why in found.items() if why.startswith("looks like a but")}
    assert found[5] == "says more than a name or a date, and the rest was left out"
    assert found[7] == "stands at the head and is no name, date or category"


def test_related_titles_may_stand_in_a_list_below_a_label():
    assert words(read("american.txt").related) == [
        "How Long Should An Easy Run Be?",
        "Which Muscles Does Rowing Use?",
        "Which Muscles Does Swimming Use?",
    ]


def test_sections_may_lack_their_headings():
    roundup = read("no_headings.txt")
    assert names(roundup) == ["Ines Farrow", "Paul Achebe", "Wen Li"]
    assert headings(roundup) == [None, None, None]
    assert words(roundup.sections[1].words)[-1].startswith("I say so with some regret")
    assert doubts(roundup)[13] == "has no heading above"
    assert roundup.header.author == "Nora Whitlock"


def test_headings_may_be_sentences():
    roundup = read("sentence_headings.txt")
    assert headings(roundup) == ["Lungs do.", "Legs that stay long do.", "Patience does!"]
    assert len(roundup.header.introduction) == 1


def test_a_date_that_two_countries_read_differently_is_left_to_the_editor():
    roundup = read("sentence_headings.txt")
    assert 4 in doubts(roundup)
    assert roundup.header.updated_on == date(2023, 9, 14)
    assert roundup.header.published_on == date(2022, 6, 2)


def test_a_list_of_the_experts_in_the_introduction_opens_no_section():
    roundup = read("two_in_a_list.txt")
    assert len(roundup.header.introduction) == 4
    assert names(roundup) == ["Ana Ruiz", "Bo Ek", "Ana Ruiz", "Jane Doe and Ray Poe"]
    reasons = [reason for _, reason in roundup.account.problems]
    assert "names more than one person; one expert was made" in reasons


@pytest.mark.parametrize("number", [1, 2, 7, 20])
def test_any_number_of_experts_comes_out(number):
    spelt = [f"{'ABCDEFGHIJKLMNOPQRST'[at]}nna Berg" for at in range(number)]
    sections = "\n\n".join(
        f"Claim Number {at + 1}\n\n{name}, Coach\n\nThe glutes, I say."
        for at, name in enumerate(spelt)
    )
    roundup = read_roundup(f"What Moves Us?\n\nWe asked.\n\n{sections}\n")
    assert names(roundup) == spelt
    assert all(len(section.words) == 1 for section in roundup.sections)
    assert roundup.related == []


def test_a_person_needs_no_role_below_a_heading_or_where_the_name_is_known():
    text = "A title\n\nAn opening sentence.\n\nThe claim\n\n{}\n\nI say so, and mean it.\n"
    assert names(read_roundup(text.format("Ana Berg, Leeds"))) == ["Ana Berg"]
    assert names(read_roundup(text.format("Ana Berg"))) == ["Ana Berg"]
    with pytest.raises(NotARoundup):
        read_roundup(text.format("Strong Legs"))
    assert names(read_roundup(text.format("Strong Legs"), ["STRONG LEGS"])) == ["Strong Legs"]
