"""Two versions of a text in one, each word where it belongs."""

import re
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.history.words import combined, combined_names, marked
from articles.richtext import CleanHTML

OUT = re.compile(r'<del><span class="hide">taken out: </span>(.*?)</del>', re.DOTALL)
IN = re.compile(r'<ins><span class="hide">added: </span>(.*?)</ins>', re.DOTALL)


def readable(html):
    """“[-old-] {+new+}” for the marks."""
    return IN.sub(r"{+\1+}", OUT.sub(r"[-\1-]", html))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("<p>The belt carries it.</p>", "<p>The belt pulls it.</p>",
         "<p>The belt [-carries -]{+pulls +}it.</p>"),
        ("<p>One two.</p>", "<p>One two three.</p>", "<p>One [-two.-]{+two three.+}</p>"),
        ("", "<p>New.</p>", "<p>{+New.+}</p>"),
        ("<p>Old words.</p>", "", "<p>[-Old words.-]</p>"),
        ("<p>One.</p><p>Two.</p>", "<p>Two.</p>", "<p>[-One.-]</p><p>Two.</p>"),
        ("<p>A b c d.</p>", "<p>A b <strong>c</strong> d.</p>",
         "<p>A b [-c -]<strong>{+c+}</strong> d.</p>"),
        ("<ul><li><p>One</p></li></ul>", "<ul><li><p>One</p></li><li><p>Two</p></li></ul>",
         "<ul><li><p>One</p></li><li><p>{+Two+}</p></li></ul>"),
    ],
)  # fmt: skip
def test_what_changed_is_marked_in_its_place(old, new, expected):
    assert readable(combined(old, new)) == expected


def test_names_are_compared_as_a_set():
    both = combined_names(["Core", "Gluteals", "Shins"], ["Calves & <co>", "Gluteals", "Core"])
    assert readable(both) == "<p>{+Calves &amp; &lt;co&gt;+}, Gluteals, Core, [-Shins-]</p>"


def test_each_version_is_marked_for_itself():
    old, new = marked("<p>It never rests.</p>", "<p>It hardly rests.</p>")
    assert readable(old) == "<p>It [-never -]rests.</p>"
    assert readable(new) == "<p>It {+hardly +}rests.</p>"


def test_the_same_is_not_marked_and_the_result_is_safe_to_show():
    html = "<p>The <em>same</em>.</p>"
    assert combined(html, html) == html
    assert isinstance(combined(html, html), CleanHTML)


def many_words(number, changed=""):
    texts = (changed if changed and n % 50 == 0 else f"w{n % 300} the" for n in range(number))
    return f"<p>{' '.join(texts)}</p>"


def nothing_alike(letter):
    return "".join(f"<p>{' '.join(f'{letter}{n}{m}' for m in range(10))}</p>" for n in range(1000))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (many_words(5000), many_words(5000, "other")),
        (nothing_alike("a"), nothing_alike("b")),
    ],
)
def test_ten_thousand_words_take_no_time(old, new):
    start = perf_counter()
    combined(old, new)
    assert perf_counter() - start < 5


def test_escaped_signs_stay_escaped():
    assert "<script" not in combined("<p>a</p>", "<p>&lt;script&gt; a</p>")


WORDS = st.lists(
    st.sampled_from(["one ", "two ", "three ", "<em>four</em> ", "&lt;p "]), max_size=8
)
TEXTS = st.lists(WORDS.map("".join).map("<p>{}</p>".format), max_size=4).map("".join)


def words(html):
    return re.sub(r"<[^>]+>", " ", html).split()


@settings(max_examples=200, deadline=None, database=None)
@given(TEXTS, TEXTS)
def test_no_word_of_either_version_is_lost(old, new):
    both = combined(old, new)
    assert words(OUT.sub(r"\1", IN.sub("", both))) == words(old)
    assert words(IN.sub(r"\1", OUT.sub("", both))) == words(new)
    before, after = marked(old, new)
    assert (OUT.sub(r"\1", before), IN.sub(r"\1", after)) == (old, new)


@settings(max_examples=200, deadline=None, database=None)
@given(TEXTS, TEXTS)
def test_no_mark_breaks_an_element(old, new):
    both = combined(old, new)
    opened = []
    for closing, name in re.findall(r"<(/?)(\w+)", both):
        if closing:
            assert opened.pop() == name
        else:
            opened.append(name)
    assert not opened
