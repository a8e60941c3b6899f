"""Reading a roundup: each file of `roundups/` has the shape of a copied page, and its own traps."""

from datetime import date
from pathlib import Path

import pytest

from articles.roundup import NotARoundup, read_roundup
from articles.roundup.lines import is_title_case, read_credit, read_date, read_lines
from articles.roundup.markup import prose, speech, without_outer_marks
from articles.roundup.person import read_person

ROUNDUPS = Path(__file__).parent / "roundups"
FILES = sorted(path.name for path in ROUNDUPS.glob("*.txt"))


def source(name):
    return (ROUNDUPS / name).read_text(encoding="utf-8")


def read(name, **options):
    return read_roundup(source(name), **options)


def headings(roundup):
    return [section.heading and section.heading.text for section in roundup.sections]


def names(roundup):
    return [section.person.name for section in roundup.sections]


def words(lines):
    return [line.text for line in lines]


def doubts(roundup):
    return {line.number: reason for line, reason in roundup.account.problems}


# --- Whole roundups ---------------------------------------------------------------------------


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
    read_roundup(SMALL.format("a > " * 400 + "b.", ", Coach"))


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


# --- Single lines -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "Strong, steady and slow",
        "Hip Thrusts, Deadlifts And Squats",
        "Personally, I never stretch before a run",
        "Joan Vale, who trained me, said so.",
        "By Nora Whitlock, editor",
        "Here’s what they said:",
        "- Ana Ruiz, coach",
        "Anna Berg, who is a coach of mine, runs slowly",
    ],
)
def test_these_lines_name_no_person_for_sure(line):
    person = read_person(line)
    assert person is None or not person.certain


@pytest.mark.parametrize(
    ("line", "name", "affiliation"),
    [
        ("Dr Jane Doe, PhD, sports doctor", "Jane Doe", "PhD, sports doctor"),
        ("Professor Sir Ian Doe, surgeon", "Ian Doe", "surgeon"),
        ("Len van der Berg – coach, Leeds", "Len van der Berg", "coach, Leeds"),
        ("Ada O'Neill-Ruiz | coach", "Ada O'Neill-Ruiz", "coach"),
        ("3. Ana Ruiz, coach", "Ana Ruiz", "coach"),
        ("Ray Poe, Jr., coach", "Ray Poe Jr.", "coach"),
        ("Ray Poe PT, DPT, OCS", "Ray Poe", "PT, DPT, OCS"),
        ("João d’Ávila, técnico e coach", "João d’Ávila", "técnico e coach"),
    ],
)
def test_name_and_affiliation_are_told_apart(line, name, affiliation):
    person = read_person(line)
    assert (person.name, person.affiliation, person.certain) == (name, affiliation, True)


@pytest.mark.parametrize(
    ("affiliation", "title", "organisation"),
    [
        ("Owner of Silver Lane Strength", "Owner", "Silver Lane Strength"),
        ("Sleep and Food Expert", "Sleep and Food Expert", ""),
        (
            "Physiotherapist, Harbour Lane Clinic, Leeds",
            "Physiotherapist",
            "Harbour Lane Clinic, Leeds",
        ),
        ("Head of Performance, Leeds Rhinos", "Head of Performance", "Leeds Rhinos"),
        ("Director of the Movement Institute", "Director", "the Movement Institute"),
        ("Founder and Coach at RunFast, London", "Founder and Coach", "RunFast, London"),
        (
            "Physiotherapist, Strength Coach and Author",
            "Physiotherapist, Strength Coach and Author",
            "",
        ),
        ("Harbour Lane Clinic", "", "Harbour Lane Clinic"),
        ("PhD", "", ""),
    ],
)
def test_an_affiliation_is_split_into_title_and_organisation(affiliation, title, organisation):
    person = read_person(f"Ana Ruiz, {affiliation}")
    assert (person.title, person.organisation) == (title, organisation)


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
