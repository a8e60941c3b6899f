"""Who names which muscle, in words and as a table: plain values in, plain values out."""

import re

import pytest

from articles import consensus
from articles.said import Said

HOW_MANY = range(1, 21)
WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()


def experts(count):
    return [f"Expert {number}" for number in range(count)]


def said_by(count, *totals):
    return consensus.sentence(experts(count), totals)


def voice(name, *slugs):
    return consensus.Voice(name, "#", dict.fromkeys(slugs, Said()))


@pytest.mark.parametrize("asked", range(3, 21))
def test_all_agree(asked):
    word = WORDS[asked - 1]
    assert said_by(asked, ("Calves", asked)) == f"All {word} experts name the calves."


@pytest.mark.parametrize("asked", range(3, 21))
def test_more_than_half_agree(asked):
    most = asked // 2 + 1
    who = f"{WORDS[most - 1].capitalize()} of the {WORDS[asked - 1]} experts"
    assert said_by(asked, ("Core", 1), ("Calves", most)) == f"{who} name the calves."


@pytest.mark.parametrize("asked", range(4, 21, 2))
def test_half_is_no_majority(asked):
    half = asked // 2
    assert said_by(asked, ("Calves", half)) == (
        f"No muscle is named by more than half of the {WORDS[asked - 1]} experts. "
        f"{WORDS[half - 1].capitalize()} name the calves."
    )


@pytest.mark.parametrize("asked", range(3, 21))
def test_no_two_agree(asked):
    told = said_by(asked, ("Calves", 1), ("Core", 1))
    assert told == f"No two of the {WORDS[asked - 1]} experts name the same muscle."


def test_it_is_not_said_of_an_expert_without_muscles_that_they_name_some():
    assert said_by(2, ("Calves", 1)) == "The two experts name no muscle in common."


@pytest.mark.parametrize("asked", HOW_MANY)
def test_nobody_names_any_muscle(asked):
    assert said_by(asked) == "No muscle is named."


def test_nobody_was_asked():
    assert said_by(0) == ""


def test_two_experts_are_both():
    told = said_by(2, ("Calves", 2), ("Core", 1), ("Glutes", 2))
    assert told == "Both experts name the calves and glutes."


def test_one_expert_is_called_by_name():
    told = consensus.sentence(["Imani Okoro"], [("Calves", 1), ("Hip flexors", 1)])
    assert told == "Imani Okoro names the calves and hip flexors."


def test_two_groups_that_most_agree_on_are_two_sentences():
    told = said_by(4, ("Calves", 3), ("Core", 1), ("Glutes", 4), ("Shins", 3))
    assert told == "All four experts name the glutes. Three of the four name the calves and shins."


def test_a_third_group_is_left_to_the_table():
    told = said_by(5, ("Calves", 5), ("Core", 4), ("Shins", 3))
    assert told == "All five experts name the calves. Four of the five name the core."


def test_more_than_twenty_are_written_in_figures():
    assert said_by(21, ("Calves", 21)) == "All 21 experts name the calves."


@pytest.mark.parametrize("asked", HOW_MANY)
@pytest.mark.parametrize("muscles", [1, 2, 3, 7, 21])
def test_every_sentence_is_whole(asked, muscles):
    """Whatever the numbers: capital first, full stop last, no gap, nothing unfinished."""
    for most in range(1, asked + 1):
        totals = [(f"Muscle {n}", max(1, most - n)) for n in range(muscles)]
        told = said_by(asked, *totals)
        assert re.fullmatch(r"[A-Z][^.]*\.( [A-Z][^.]*\.)?", told), told
        assert not re.search(r" {2}| ,|,,|None|\bno of|the \.|and \.", told), told


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (1, "a"),
        (2, "a and b"),
        (3, "a, b and c"),
        (6, "a, b, c, d, e and f"),
        (7, "a, b, c, d, e and two others"),
        (21, "a, b, c, d, e and sixteen others"),
    ],
)
def test_a_list_is_written_as_in_a_sentence(count, text):
    assert consensus.listed([chr(ord("a") + n) for n in range(count)]) == text


def test_the_table_begins_with_the_muscle_that_most_name():
    voices = [voice("A", "core", "calves"), voice("B", "calves"), voice("C", "calves", "shins")]
    rows = consensus.table(voices, ["core", "shins", "calves"])
    assert [(row.muscle, row.total) for row in rows] == [("calves", 3), ("core", 1), ("shins", 1)]


def test_muscles_named_as_often_stand_in_the_given_order():
    voices = [voice("A", "shins", "neck", "core")]
    rows = consensus.table(voices, ["neck", "core", "shins"])
    assert [row.muscle for row in rows] == ["neck", "core", "shins"]


def test_a_muscle_that_nobody_names_has_no_row():
    assert consensus.table([voice("A", "core")], ["neck"]) == []


def test_each_cell_belongs_to_the_voice_in_the_same_place():
    [row] = consensus.table([voice("A"), voice("B", "core"), voice("C")], ["core"])
    assert row.cells == [None, Said(), None]


def test_an_expert_who_speaks_twice_counts_once_at_the_first_quote():
    said = [
        (1, "Ana Berg", "#q-1", {"calves": Said()}),
        (2, "Ben Holm", "#q-2", {"core": Said()}),
        (1, "Ana Berg", "#q-3", {"core": Said()}),
    ]
    ana, ben = consensus.voices(said)
    assert (ana.href, set(ana.said)) == ("#q-1", {"calves", "core"})
    assert (ben.href, set(ben.said)) == ("#q-2", {"core"})


def test_two_experts_of_one_name_stay_two():
    said = [
        (1, "Ana Berg", "#q-1", {"calves": Said()}),
        (2, "Ana Berg", "#q-2", {"calves": Said()}),
    ]
    assert len(consensus.voices(said)) == 2


@pytest.mark.parametrize(
    ("names", "short"),
    [
        (["Imani Okoro-Lund", "Ben Holm"], ["IO", "BH"]),
        (["Imani Okoro", "Ines Olsen"], ["ImO", "InO"]),
        (["Ana Berg", "Ana Bell"], ["ABer", "ABel"]),
        (["Ana Berg", "Ana Bohm"], ["ABe", "ABo"]),
        (["Ana Berg", "Ana Bell", "Bo Li"], ["ABer", "ABel", "BL"]),
        (["Maria da Silva"], ["MS"]),
        (["Sting"], ["S"]),
        ([""], [""]),
        (["Ana Maria Berg", "Ana Berg"], ["Ana Maria Berg", "Ana Berg"]),
    ],
)
def test_initials_tell_the_experts_apart(names, short):
    assert list(consensus.distinct_initials(names).values()) == short


@pytest.mark.parametrize(
    ("totals", "told"),
    [
        ([], "Has named no muscle yet"),
        ([("Calves", 2)], "Speaks about the calves"),
        ([("Calves", 2), ("Core", 2)], "Speaks about the calves and core"),
        ([("Calves", 2), ("Core", 5)], "Speaks mostly about the core"),
        (
            [("Calves", 2), ("Core", 2), ("Neck", 2), ("Shins", 2)],
            "Speaks about the calves, core and neck",
        ),
    ],
)
def test_what_an_expert_speaks_about(totals, told):
    assert consensus.speaks_about(totals) == told


def voices_saying(*said):
    return [
        consensus.Voice(f"E{place}", "#", {"calves": each} if each else {})
        for place, each in enumerate(said)
    ]


def row(*said):
    [only] = consensus.table(voices_saying(*said), ["calves"])
    return only


def test_the_total_counts_who_says_that_it_works():
    assert row(Said(), Said("helps", "uphill"), Said("not"), None).total == 2


def test_a_muscle_that_is_only_denied_has_a_row():
    assert row(Said("not", "on a treadmill"), None).total == 0


@pytest.mark.parametrize(
    ("said", "differ"),
    [
        ([Said(), Said()], False),
        ([Said(), Said("helps"), None], False),
        ([Said(), Said("not")], True),
        ([Said("not"), Said("helps")], True),
        ([Said("not"), Said("not")], False),
        ([Said("not"), None], False),
        ([Said(), Said("main", "uphill")], True),
        ([Said("main", "uphill"), Said("helps", "uphill")], False),
        ([Said("main", "uphill"), Said("main", "in sprints")], True),
        ([Said("main", "uphill"), None], False),
    ],
)
def test_they_differ_by_opposite_roles_or_other_conditions(said, differ):
    lines = consensus.lines(voices_saying(*said), "calves")
    assert consensus.Sayings("Calves", "#", lines).differ is differ


def test_an_expert_who_denies_under_a_condition_what_they_said_before_still_counts():
    said = [
        (1, "Ana Berg", "#q-1", {"calves": Said()}),
        (1, "Ana Berg", "#q-2", {"calves": Said("not", "on a treadmill")}),
    ]
    [ana] = consensus.voices(said)
    assert ana.said == {"calves": Said("main", "not on a treadmill")}


@pytest.mark.parametrize(
    ("asked", "totals", "denied", "told"),
    [
        (1, [], [("Calves", 1)], "Expert 0 names the calves as not worked."),
        (2, [], [("Calves", 2)], "Both name the calves as not worked."),
        (3, [], [("Calves", 1)], "No muscle is named as worked."),
        (3, [("Core", 0)], [("Calves", 0)], "No muscle is named as worked."),
        (3, [], [("Calves", 2)], "Two of the three name the calves as not worked."),
        (
            4,
            [("Core", 4), ("Calves", 0)],
            [("Calves", 3), ("Core", 0)],
            "All four experts name the core. Three of the four name the calves as not worked.",
        ),
        (4, [("Core", 4), ("Calves", 1)], [("Calves", 2)], "All four experts name the core."),
    ],
)
def test_what_most_of_them_deny_is_said_too(asked, totals, denied, told):
    assert consensus.sentence(experts(asked), totals, denied) == told


@pytest.mark.parametrize("asked", HOW_MANY)
@pytest.mark.parametrize("muscles", range(1, 22))
def test_the_sentence_is_english_for_any_number(asked, muscles):
    totals = [(f"Muscle {n}", (asked * 7 + n * 3) % (asked + 1)) for n in range(muscles)]
    denied = [(name, asked - total) for name, total in totals]
    told = consensus.sentence(experts(asked), totals, denied)
    assert re.fullmatch(r"([A-Z][^.]*[a-z0-9]\. ?)+", told), told
    assert not re.search(r"\b(None|zero|no one|  )\b", told), told


@pytest.mark.parametrize(
    ("roles", "told"),
    [
        ("", ""),
        ("m", "A names the calves as a main muscle."),
        ("n", "A names the calves as not worked."),
        ("hh", "Both experts name the calves as one that helps."),
        ("mmm", "All three experts name the calves as a main muscle."),
        ("mh", "Of two experts, one names the calves as a main muscle and one as one that helps."),
        (
            "mmhnn",
            "Of five experts, two name the calves as a main muscle, one as one that helps and two "
            "as not worked.",
        ),
    ],
)
def test_how_many_give_a_muscle_which_role(roles, told):
    names = {"m": Said(), "h": Said("helps", "uphill"), "n": Said("not")}
    said = [(letter, names[role]) for letter, role in zip("ABCDE", roles, strict=False)]
    assert consensus.roles_in_words("Calves", said) == told
