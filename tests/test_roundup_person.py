"""A line that names a person: who it is, and as what."""

import pytest

from articles.roundup.person import read_person


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
