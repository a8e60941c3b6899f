"""Sentences in which something is found are marked, whatever emphasis and links cross them."""

import re

import pytest
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from articles.marking import mark
from articles.richtext import CleanHTML


def find(text):
    return [found.span() for found in re.finditer("core", text)]


def marked(html, anchor=""):
    return mark(CleanHTML(html), find, anchor=anchor)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<p>The arms rest. The core holds! Then you run.</p>",
            "<p>The arms rest. <mark>The core holds!</mark> Then you run.</p>",
        ),
        (
            "<p>The core</p><p>holds. It is a core.</p>",
            "<p><mark>The core</mark></p><p>holds. <mark>It is a core.</mark></p>",
        ),
        (
            '<p>The <em>core</em> holds. So <a href="/a>b/">do</a> you.</p>',
            '<p><mark>The <em>core</em> holds.</mark> So <a href="/a>b/">do</a> you.</p>',
        ),
        (
            "<p><em>The core holds.</em> So do you.</p>",
            "<p><em><mark>The core holds.</mark></em> So do you.</p>",
        ),
        (
            "<p>The <em>core holds. And</em> you run.</p>",
            "<p><mark>The </mark><em><mark>core holds.</mark> And</em> you run.</p>",
        ),
        (
            "<p>A co<strong>re</strong> holds.</p>",
            "<p><mark>A co<strong>re</strong> holds.</mark></p>",
        ),
        (
            "<p>Push &amp; pull. R&amp;R core.</p>",
            "<p>Push &amp; pull. <mark>R&amp;R core.</mark></p>",
        ),
        (
            "<p>About 4.5 kg of core<br>and e.g. the rest.</p>",
            "<p><mark>About 4.5 kg of core<br>and e.g. the rest.</mark></p>",
        ),
        ("<p>“Use the core.” Then rest.</p>", "<p><mark>“Use the core.”</mark> Then rest.</p>"),
        ("<p>Nothing here.</p>", "<p>Nothing here.</p>"),
        ("", ""),
    ],
)
def test_the_sentence_is_marked(html, expected):
    assert marked(html) == expected


def test_only_the_first_mark_has_the_anchor():
    assert marked("<p>A core. A core.</p>", "m3") == (
        '<p><mark id="m3">A core.</mark> <mark>A core.</mark></p>'
    )
    assert marked("<p>A <em>core. B</em> c.</p>", "m1").count('id="m1"') == 1


WORDS = st.sampled_from(
    ["core", "The", " ", ". ", "<em>", "</em>", "</p><p>", "<br>", "&amp;", "&lt;core&gt;", "x"]
)


@given(st.lists(WORDS, max_size=30).map("".join))
def test_nothing_but_marks_is_added(html):
    assert re.sub(r"</?mark>", "", marked(html)) == html
    assert strip_tags(marked(html)) == strip_tags(html)
