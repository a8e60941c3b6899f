"""What a line of history says, and what a comparison shows."""

from copy import deepcopy

import pytest

from articles.history.differences import differences, in_words

QUOTE = {
    "expert": 1,
    "heading": "The push",
    "body": "<p>Stand up.</p>",
    "affiliation": "",
    "source": "",
    "none_named": False,
    "approved_at": None,
    "approved_words": "",
    "muscles": [1],
    "roles": {},
    "photo": 7,
}
NAMES = {
    "expert": {"1": "Ana Berg"},
    "muscle": {"1": "Glutes", "2": "Hamstrings"},
    "article": {"8": "Ten drills"},
}
OLD = {
    "fields": {"title": "A question", "category": 1, "cover": None, "published_at": None},
    "quotes": {key: deepcopy(QUOTE) for key in ("11", "12", "13", "14")},
    "order": ["11", "12", "13", "14"],
    "links": {"5": {"target": 8, "url": "", "title": ""}},
    "link_order": ["5"],
    "photos": {"7": {"alternative_text": "", "decorative": True, "caption": "", "credit": "I"}},
    "names": NAMES,
}


def changed(path, value):
    parts = deepcopy(OLD)
    *way, last = path.split(".")
    place = parts
    for step in way:
        place = place[step]
    place[last] = value
    return parts


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("fields.title", "Another", "title"),
        ("fields.published_at", "2026-05-12T09:00:00+00:00",
         "set the date of publication to 12 May 2026, 09:00"),
        ("quotes.12.heading", "Another", "heading of quote 2"),
        ("quotes.12.body", "<p>Sit down.</p>", "words of quote 2"),
        ("quotes.13.muscles", [1, 2], "added hamstrings to quote 3"),
        ("quotes.13.muscles", [2], "added hamstrings to quote 3, took glutes out of quote 3"),
        ("quotes.13.roles", {"1": ["helps", ""]}, "role of glutes in quote 3"),
        ("quotes.11.photo", None, "photo of quote 1"),
        ("quotes.11.approved_at", "2026-05-12T09:00:00+00:00", "approval of quote 1"),
        ("order", ["11", "12", "14", "13"], "moved quote 3 up"),
        ("order", ["14", "11", "12", "13"], "moved quote 1 up"),
        ("links.5.title", "Twelve drills", "changed related “Twelve drills”"),
    ],
)  # fmt: skip
def test_a_change_in_words(path, value, words):
    assert in_words(OLD, changed(path, value)) == words


def test_added_and_removed_quotes():
    parts = deepcopy(OLD)
    del parts["quotes"]["12"]
    parts["quotes"]["15"] = deepcopy(QUOTE)
    parts["order"] = ["11", "13", "14", "15"]
    assert in_words(OLD, parts) == "added quote 4, Ana Berg, removed quote 2, Ana Berg"


def test_the_text_of_one_photo_in_several_places_is_said_for_each():
    parts = deepcopy(OLD)
    parts["photos"]["7"]["credit"] = "Photo: Ines"
    assert in_words(OLD, parts).startswith("credit of photo of quote 1, credit of photo of quote 2")


def test_the_first_version_and_a_long_list():
    assert in_words(None, OLD) == "first version, with 4 quotes"
    parts = deepcopy(OLD)
    for quote in parts["quotes"].values():
        quote |= {"heading": "New", "body": "<p>New.</p>"}
    assert in_words(OLD, parts).endswith("words of quote 3, and 2 more")


def test_nothing_differs_in_the_same():
    assert differences(OLD, deepcopy(OLD)) == []


def test_related_links_in_another_order():
    old, new = deepcopy(OLD), deepcopy(OLD)
    for parts, order in ((old, ["5", "6"]), (new, ["6", "5"])):
        parts["links"]["6"] = {"target": None, "url": "https://example.org/", "title": "A page"}
        parts["link_order"] = order
    assert in_words(old, new) == "order of related links"
