"""Three versions become one: each change is in the result, or is put to its author."""

from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.history.merging import merge

QUOTE = {
    "expert": 1,
    "heading": "The push comes from behind you",
    "body": "<p>Stand up from a chair.</p>",
    "affiliation": "Coach",
    "source": "",
    "none_named": False,
    "approved_at": None,
    "approved_words": "",
    "muscles": [1, 2],
    "roles": {"2": ["helps", ""]},
    "photo": None,
}
TEXTS = {"alternative_text": "A track.", "decorative": False, "caption": "", "credit": "Ines"}
BASE = {
    "fields": {"title": "A question", "standfirst": "They agree.", "category": 1, "cover": 7},
    "quotes": {key: deepcopy(QUOTE) for key in ("1", "2", "3")},
    "order": ["1", "2", "3"],
    "links": {"5": {"target": 8, "url": "", "title": ""}},
    "link_order": ["5"],
    "photos": {"7": TEXTS | {"image": "a.jpg"}},
}


def changed(**changes):
    """The base with some parts changed: `changed(quotes__1__body="<p>…</p>")`."""
    parts = deepcopy(BASE)
    for path, value in changes.items():
        *way, last = path.split("__")
        place = parts
        for step in way:
            place = place[step]
        place[last] = value
    return parts


def without(key, parts=BASE):
    parts = deepcopy(parts)
    parts["order"].remove(key)
    del parts["quotes"][key]
    return parts


def ids(merged):
    return [clash.id for clash in merged.clashes]


def test_different_parts_are_both_kept_without_asking():
    theirs = changed(quotes__1__heading="Hers", fields__title="Her title")
    mine = changed(quotes__2__body="<p>Mine.</p>", quotes__1__source="By phone")
    merged = merge(BASE, theirs, mine)
    first, second = merged.parts["quotes"]["1"], merged.parts["quotes"]["2"]
    assert (first["heading"], first["source"], second["body"]) == (
        "Hers",
        "By phone",
        "<p>Mine.</p>",
    )
    assert merged.parts["fields"]["title"] == "Her title"
    assert not merged.clashes
    assert {("/".join(kept.path), kept.whose) for kept in merged.kept} == {
        ("quotes/1/heading", "theirs"),
        ("fields/title", "theirs"),
        ("quotes/2/body", "mine"),
        ("quotes/1/source", "mine"),
    }


def test_the_same_change_by_both_is_no_clash():
    both = changed(quotes__1__body="<p>The same.</p>")
    assert not merge(BASE, both, both).clashes


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("theirs", "<p>Hers.</p>"),
        ("mine", "<p>Mine.</p>"),
        ("both", "<p>Hers.</p><p>Mine.</p>"),
    ],
)
def test_the_same_part_is_chosen(answer, expected):
    theirs, mine = changed(quotes__1__body="<p>Hers.</p>"), changed(quotes__1__body="<p>Mine.</p>")
    assert ids(merge(BASE, theirs, mine)) == ["quotes-1-body"]
    merged = merge(BASE, theirs, mine, {"quotes-1-body": answer})
    assert merged.parts["quotes"]["1"]["body"] == expected
    assert not merged.clashes


def test_only_texts_can_be_kept_both():
    theirs, mine = changed(fields__category=2), changed(fields__category=3)
    assert ids(merge(BASE, theirs, mine, {"fields-category": "both"})) == ["fields-category"]


def test_each_muscle_holds_for_itself():
    merged = merge(BASE, changed(quotes__1__muscles=[1, 2, 9]), changed(quotes__1__muscles=[2, 4]))
    assert merged.parts["quotes"]["1"]["muscles"] == [2, 4, 9]
    assert not merged.clashes


def test_each_role_holds_for_itself():
    theirs = changed(quotes__1__roles={"1": ["not", "uphill"], "2": ["helps", ""]})
    merged = merge(BASE, theirs, changed(quotes__1__roles={}))
    assert merged.parts["quotes"]["1"]["roles"] == {"1": ["not", "uphill"]}
    assert not merged.clashes


def test_the_role_of_one_muscle_that_both_changed_is_chosen():
    theirs = changed(quotes__1__roles={"2": ["not", ""]})
    mine = changed(quotes__1__roles={"2": ["helps", "uphill"]})
    assert ids(merge(BASE, theirs, mine)) == ["quotes-1-roles-2"]
    merged = merge(BASE, theirs, mine, {"quotes-1-roles-2": "mine"})
    assert merged.parts["quotes"]["1"]["roles"] == {"2": ["helps", "uphill"]}


def test_a_removed_quote_that_nobody_else_changed_is_gone():
    assert list(merge(BASE, without("2"), deepcopy(BASE)).parts["quotes"]) == ["1", "3"]
    assert merge(BASE, deepcopy(BASE), without("2")).parts["order"] == ["1", "3"]


@pytest.mark.parametrize(("answer", "stays"), [("theirs", False), ("mine", True)])
def test_a_quote_that_the_other_removed_while_i_changed_it(answer, stays):
    mine = changed(quotes__2__body="<p>Mine.</p>")
    assert ids(merge(BASE, without("2"), mine)) == ["quotes-2"]
    merged = merge(BASE, without("2"), mine, {"quotes-2": answer})
    assert ("2" in merged.parts["quotes"], "2" in merged.parts["order"]) == (stays, stays)


def test_a_quote_that_i_removed_while_the_other_changed_it():
    theirs = changed(quotes__2__muscles=[1])
    assert ids(merge(BASE, theirs, without("2"))) == ["quotes-2"]


def test_new_quotes_of_both_stand_beside_their_neighbours():
    theirs, mine = deepcopy(BASE), deepcopy(BASE)
    theirs["quotes"]["4"] = mine["quotes"]["quotes-3"] = deepcopy(QUOTE)
    theirs["order"] = ["1", "4", "2", "3"]
    mine["order"] = ["1", "2", "quotes-3", "3"]
    assert merge(BASE, theirs, mine).parts["order"] == ["1", "4", "2", "quotes-3", "3"]


def test_an_order_that_one_changed_never_asks():
    theirs = changed(order=["3", "1", "2"])
    merged = merge(BASE, theirs, changed(quotes__1__body="<p>Mine.</p>"))
    assert (merged.parts["order"], merged.clashes) == (["3", "1", "2"], [])


def test_two_orders_are_put_to_the_editor():
    theirs, mine = changed(order=["3", "1", "2"]), changed(order=["1", "3", "2"])
    assert ids(merge(BASE, theirs, mine)) == ["order"]
    assert merge(BASE, theirs, mine, {"order": "mine"}).parts["order"] == ["1", "3", "2"]


def test_the_texts_of_one_photo_are_parts():
    theirs, mine = changed(photos__7__credit="Photo: Ana"), changed(photos__7__caption="A bend.")
    merged = merge(BASE, theirs, mine)
    assert merged.parts["fields"]["cover"] == {"row": 7} | TEXTS | {
        "credit": "Photo: Ana",
        "caption": "A bend.",
    }
    assert not merged.clashes


def test_a_photo_that_the_other_replaced_while_i_described_it():
    theirs = changed(fields__cover=9, photos__9=TEXTS)
    mine = changed(photos__7__caption="A bend.")
    assert ids(merge(BASE, theirs, mine)) == ["fields-cover"]


def test_the_same_new_link_of_both_stands_once():
    theirs, mine = deepcopy(BASE), deepcopy(BASE)
    theirs["links"]["6"] = mine["links"]["related_links-1"] = {"target": 9, "url": "", "title": ""}
    theirs["link_order"], mine["link_order"] = ["5", "6"], ["5", "related_links-1"]
    merged = merge(BASE, theirs, mine)
    assert (list(merged.parts["links"]), merged.parts["link_order"]) == (["5", "6"], ["5", "6"])


def test_without_a_known_version_each_difference_is_a_question():
    theirs = changed(fields__title="Hers", fields__category=None)
    merged = merge({}, theirs, changed(quotes__1__body="<p>Mine.</p>"))
    assert set(ids(merged)) == {"fields-title", "fields-category", "quotes-1-body"}


# --- Any change by two editors ----------------------------------------------------------------

WORDS = st.sampled_from(["one", "two", "three"])


def edit(parts, kind, key, word):
    """One change of a version, as far as it can still be made there."""
    quote = parts["quotes"].get(key)
    if kind == "title":
        parts["fields"]["title"] = word
    elif kind == "caption":
        parts["photos"]["7"]["caption"] = word
    elif kind == "add":
        parts["quotes"][f"{word}-new"] = QUOTE | {"heading": word}
        parts["order"] = [*only_once(parts["order"], f"{word}-new"), f"{word}-new"]
    elif quote is None:
        return
    elif kind == "body":
        parts["quotes"][key] = quote | {"body": word}
    elif kind == "muscle":
        parts["quotes"][key] = quote | {"muscles": sorted(set(quote["muscles"]) ^ {len(word)})}
    elif kind == "up":
        parts["order"] = [key, *only_once(parts["order"], key)]
    else:
        del parts["quotes"][key]
        parts["order"] = only_once(parts["order"], key)


def only_once(order, key):
    return [other for other in order if other != key]


KINDS = st.sampled_from(["title", "caption", "add", "body", "muscle", "up", "remove"])
EDITS = st.lists(st.tuples(KINDS, st.sampled_from(["1", "2", "3"]), WORDS), max_size=6)


def edited(edits):
    parts = deepcopy(BASE)
    for each in edits:
        edit(parts, *each)
    return parts


def leaves(parts):
    """Each part by its path; a quote has one more, which says that it is there."""
    merged = merge(parts, parts, parts).parts
    found = {("fields", name): value for name, value in merged["fields"].items()}
    for key, quote in merged["quotes"].items():
        found[("quotes", key)] = True
        found |= {("quotes", key, name): value for name, value in quote.items()}
    return found


def holds(path, side, base, merged, clashes):
    """Whether what one side made of a part is in the result, or is asked about."""
    if any(clash.path in (path, path[:2]) or path == clash.path[:2] for clash in clashes):
        return True
    if path[-1] == "muscles" and path in merged and path in base and path in side:
        added, removed = (
            set(a) - set(b) for a, b in ((side[path], base[path]), (base[path], side[path]))
        )
        return added <= set(merged[path]) and not removed & set(merged[path])
    if path[-1] == "cover":
        return all(
            merged[path][name] == value
            for name, value in side[path].items()
            if base[path][name] != value
        ) or any(clash.path[:2] == path for clash in clashes)
    return merged.get(path) == side.get(path)


@settings(max_examples=200, deadline=None, database=None)
@given(EDITS, EDITS)
def test_every_change_is_in_the_result_or_is_asked_about(hers, his):
    theirs, mine = edited(hers), edited(his)
    merged = merge(BASE, theirs, mine)
    base, result = leaves(BASE), leaves_of_merged(merged)
    for side in map(leaves, (theirs, mine)):
        for path in base.keys() | side.keys():
            if base.get(path) != side.get(path):
                assert holds(path, side, base, result, merged.clashes), path
    assert sorted(merged.parts["order"]) == sorted(merged.parts["quotes"])


def leaves_of_merged(merged):
    return leaves(merged.parts)


@settings(max_examples=100, deadline=None, database=None)
@given(EDITS)
def test_what_only_one_changed_never_asks(edits):
    version = edited(edits)
    for theirs, mine in ((version, deepcopy(BASE)), (deepcopy(BASE), version)):
        merged = merge(BASE, theirs, mine)
        assert not merged.clashes
        assert leaves_of_merged(merged) == leaves(version)
        assert merged.parts["order"] == version["order"]


@settings(max_examples=100, deadline=None, database=None)
@given(EDITS, EDITS)
def test_both_editors_would_be_asked_the_same(hers, his):
    theirs, mine = edited(hers), edited(his)
    assert {c.id for c in merge(BASE, theirs, mine).clashes} == {
        c.id for c in merge(BASE, mine, theirs).clashes
    }
