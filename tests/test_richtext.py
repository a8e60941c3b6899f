"""HTML from people is cleaned on its way into the database, whatever the way in."""

import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.template import Context, Template
from django.urls import reverse

from articles import richtext
from articles.models import Article, Quote, SimplePage
from tests.factories import make_article, make_author, make_editor, make_page, make_quote

pytestmark = pytest.mark.django_db

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "handler": '<p onclick="alert(1)">x</p>',
    "image": '<img src=x onerror="alert(1)">',
    "javascript": '<p><a href="javascript:alert(1)">x</a></p>',
    "obscured": '<p><a href="java&#10;script:alert(1)">x</a></p>',
    "data": '<p><a href="data:text/html,<script>alert(1)</script>">x</a></p>',
    "style": '<p style="position:fixed">x</p><style>p{}</style>',
    "class and id": '<p class="notice" id="content">x</p>',
    "frame": '<iframe src="https://elsewhere.example/"></iframe>',
    "svg": "<svg><script>alert(1)</script></svg>",
    "svg handler": '<svg onload="alert(1)">',
    "form": '<form action="https://elsewhere.example/"><input name="password"></form>',
    "meta": '<meta http-equiv="refresh" content="0;url=https://elsewhere.example/">',
    "base": '<base href="https://elsewhere.example/">',
    "object": '<object data="x.swf"></object><embed src="x.swf">',
    "mutation": "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "math": "<math><mtext></p><style><img src=x onerror=alert(1)></style></mtext></math>",
    "unclosed": '<p><b onmouseover="alert(1)"',
    "template": "<template><script>alert(1)</script></template>",
    "comment": "<!--<img src='--><img src=x onerror=alert(1)>",
}
FORBIDDEN = (
    "<script", "<img", "<iframe", "<svg", "<style", "<form", "<input", "<meta", "<base", "<object",
    "<embed", "<math", "<template", "<noscript", "<!--", " on", "style=", "class=", " id=",
    "javascript:", "data:",
)  # fmt: skip
FIELDS = [
    (Quote, "body"),
    (Article, "introduction"),
    (Article, "closing"),
    (SimplePage, "body"),
]


def make(model, field, html):
    makers = {
        Quote: make_quote,
        Article: make_article,
        SimplePage: make_page,
    }
    return makers[model](**{field: html})


def by_save(model, field, html):
    row = make(model, field, "<p>Before.</p>")
    setattr(row, field, html)
    row.save()
    return row.pk


def by_saving_one_field(model, field, html):
    row = make(model, field, "<p>Before.</p>")
    setattr(row, field, html)
    row.save(update_fields=[field])
    return row.pk


def by_create(model, field, html):
    return make(model, field, html).pk


def by_update(model, field, html):
    row = make(model, field, "<p>Before.</p>")
    model.objects.filter(pk=row.pk).update(**{field: html})
    return row.pk


def by_bulk_create(model, field, html):
    row = make(model, field, "<p>Before.</p>")
    row.delete()
    row.pk = None
    setattr(row, field, html)
    return model.objects.bulk_create([row])[0].pk


def by_bulk_update(model, field, html):
    row = make(model, field, "<p>Before.</p>")
    setattr(row, field, html)
    model.objects.bulk_update([row], [field])
    return row.pk


def by_update_or_create(model, field, html):
    row = make(model, field, "<p>Before.</p>")
    return model.objects.update_or_create(pk=row.pk, defaults={field: html})[0].pk


WAYS = [
    by_save,
    by_saving_one_field,
    by_create,
    by_update,
    by_bulk_create,
    by_bulk_update,
    by_update_or_create,
]


def stored(model, field, pk):
    """What is in the table, past everything that the model does on the way out."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {field} FROM {model._meta.db_table} WHERE id = %s", [pk])
        return cursor.fetchone()[0]


def assert_harmless(html):
    found = [sign for sign in FORBIDDEN if sign in html.lower()]
    assert not found, html


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("model", "field"), FIELDS)
def test_hostile_html_is_cleaned_by_every_way_in(way, model, field):
    html = "".join(HOSTILE.values())
    assert_harmless(stored(model, field, way(model, field, html)))


@pytest.mark.parametrize("name", HOSTILE)
def test_each_hostile_text_is_cleaned_alone(name):
    assert_harmless(stored(Quote, "body", by_save(Quote, "body", HOSTILE[name])))


def test_a_fixture_is_cleaned(tmp_path):
    page = {"title": "P", "slug": "p", "updated_on": "2026-01-01", "body": HOSTILE["handler"]}
    fixture = tmp_path / "pages.json"
    fixture.write_text(json.dumps([{"model": "articles.simplepage", "pk": 7, "fields": page}]))
    call_command("loaddata", fixture, verbosity=0)
    assert stored(SimplePage, "body", 7) == "<p>x</p>"


def test_the_form_is_cleaned(client):
    client.force_login(make_editor())
    make_author()
    data = {"title": "P", "slug": "p", "position": 1, "body": "".join(HOSTILE.values())}
    assert client.post(reverse("admin:articles_simplepage_add"), data).status_code == 302
    assert_harmless(stored(SimplePage, "body", SimplePage.objects.get().pk))


def test_the_row_at_hand_shows_what_was_stored():
    quote = make_quote(body="<p onclick='x()'>Hello</p>")
    assert quote.body == "<p>Hello</p>"


class TestWhatMayBeWritten:
    speech = "<p>One <strong>two</strong> <em>three</em><br>four</p>"
    lists = "<ul><li><p>One</p></li></ul><ol><li><p>Two</p></li></ol>"
    headings = "<h2>Title</h2><h3>Part</h3>"
    link = '<p><a href="https://example.org/?a=1&amp;b=2"'

    @pytest.mark.parametrize(("model", "field"), FIELDS)
    def test_paragraphs_and_emphasis_are_kept_everywhere(self, model, field):
        assert stored(model, field, by_create(model, field, self.speech)) == self.speech

    @pytest.mark.parametrize("href", ["https://example.org/", "/articles/", "mailto:a@b.example"])
    def test_links_are_kept(self, href):
        kept = stored(Quote, "body", by_create(Quote, "body", f'<p><a href="{href}">x</a></p>'))
        assert f'href="{href}"' in kept

    def test_a_quote_has_no_headings_and_no_lists_but_keeps_their_words(self):
        kept = stored(Quote, "body", by_create(Quote, "body", self.headings + self.lists))
        assert not any(tag in kept for tag in ("<h2", "<h3", "<ul", "<ol", "<li"))
        assert all(word in kept for word in ("Title", "Part", "One", "Two"))

    def test_an_introduction_has_lists_and_no_headings(self):
        html = self.lists + self.headings
        kept = stored(Article, "introduction", by_create(Article, "introduction", html))
        assert self.lists in kept
        assert "<h2" not in kept
        assert "Title" in kept

    @pytest.mark.parametrize(("model", "field"), [(Article, "closing"), (SimplePage, "body")])
    def test_a_closing_and_a_page_have_headings_of_two_levels(self, model, field):
        html = f"<h1>No</h1>{self.headings}{self.lists}<h4>No</h4>"
        kept = stored(model, field, by_create(model, field, html))
        assert self.headings in kept
        assert "<h1" not in kept
        assert "<h4" not in kept

    def test_a_nul_character_is_dropped(self):
        assert stored(Quote, "body", by_create(Quote, "body", "<p>a\x00b</p>")) == "<p>ab</p>"

    def test_what_is_cleaned_away_is_not_counted_and_not_found(self):
        quote = make_quote(body="<p>one two<style>three four</style>\x00</p>", heading="")
        assert (quote.words, quote.folded_words) == (2, "one two")

    def test_cleaning_twice_changes_nothing(self):
        clean = Quote._meta.get_field("body").cleaned
        for html in [*HOSTILE.values(), self.speech, "<p>1 < 2 & 3 &amp; “4”</p>", "plain"]:
            assert clean(clean(html)) == clean(html)


class TestWhatIsShown:
    def test_cleaned_html_is_shown_as_it_is_and_other_text_is_escaped(self):
        quote = Quote.objects.get(pk=make_quote(heading="<b>x</b>", body="<p>x</p>").pk)
        page = Template("{{ quote.body }}{{ quote.heading }}").render(Context({"quote": quote}))
        assert page == "<p>x</p>&lt;b&gt;x&lt;/b&gt;"

    def test_html_that_was_not_cleaned_is_escaped(self):
        page = Template("{{ quote.body }}").render(Context({"quote": Quote(body="<p>x</p>")}))
        assert page == "&lt;p&gt;x&lt;/p&gt;"


class TestPlainText:
    @pytest.mark.parametrize(
        ("html", "text"),
        [
            ("", ""),
            ("<p>One  two</p>\n<p>three</p>", "One two\nthree"),
            ("<p>One<br>two</p>", "One\ntwo"),
            ("<ul><li><p>One</p></li><li><p>Two</p></li></ul>", "One\nTwo"),
            ("<h2>Head</h2><p>Text &amp; <em>more</em></p>", "Head\nText & more"),
            ("<p>a&nbsp;b &lt;c&gt;</p>", "a b <c>"),
        ],
    )
    def test_each_block_is_a_line(self, html, text):
        assert richtext.plain_text(html) == text

    def test_words_are_counted_without_tags(self):
        assert richtext.word_count("<p>One <strong>two</strong></p><p>three</p>") == 3

    def test_plain_lines_become_paragraphs_with_their_signs(self):
        assert richtext.paragraphs(["1 < 2", "a & b"]) == "<p>1 &lt; 2</p><p>a &amp; b</p>"


class TestExcerpts:
    @pytest.mark.parametrize(
        ("html", "opening"),
        [
            ("<p>One <em>two</em><br>three.</p><p>Four.</p>", "<p>One <em>two</em><br>three.</p>"),
            ("<p>Over\ntwo lines.</p><p>Four.</p>", "<p>Over\ntwo lines.</p>"),
            ("<ul><li><p>One</p></li></ul><p>Two</p>", "<ul><li><p>One</p></li></ul><p>Two</p>"),
            ("", ""),
        ],
    )
    def test_the_opening_is_the_first_paragraph(self, html, opening):
        found = richtext.opening(richtext.CleanHTML(html))
        assert found == opening
        assert isinstance(found, richtext.CleanHTML)

    @pytest.mark.parametrize(
        ("html", "sentence"),
        [
            ("<p>Stand <em>up</em>. Then sit.</p><p>More.</p>", "Stand up."),
            ("<p>Why? “Because,” she said.</p>", "Why?"),
            ("<p>Run 3.5 miles, i.e. about an hour. Then rest.</p>",
             "Run 3.5 miles, i.e. about an hour."),
            ("<p>No end</p><p>Next.</p>", "No end"),
            ("<p>Salt &amp; water. More.</p>", "Salt & water."),
            ("", ""),
        ],
    )  # fmt: skip
    def test_the_first_sentence_is_plain_text(self, html, sentence):
        assert richtext.first_sentence(html) == sentence

    @pytest.mark.parametrize(
        ("html", "parts"),
        [
            ("", []),
            ("<p>Alone.</p>", [("", "<p>Alone.</p>")]),
            ("<h2>A</h2><p>1</p><h2>B</h2><p>2</p>", [("A", "<p>1</p>"), ("B", "<p>2</p>")]),
            ("<p>0</p><h2>A</h2><p>1</p>", [("", "<p>0</p>"), ("A", "<p>1</p>")]),
            ("<h2>A &amp; <em>b</em></h2><h3>In</h3>", [("A & b", "<h3>In</h3>")]),
            ("<h2>Last</h2>", [("Last", "")]),
        ],
    )
    def test_a_closing_is_cut_at_its_headings(self, html, parts):
        found = richtext.parts(richtext.CleanHTML(html))
        assert found == parts
        assert all(isinstance(body, richtext.CleanHTML) for _, body in found)
