"""The index follows every way of writing; the same tests on every database."""

import pytest
from django.db import connection

from articles.models import Article, Category, Expert, MuscleGroup, Quote
from articles.search import index
from articles.search.question import Question, Term
from tests.factories import make_article, make_category, make_expert, make_quote

pytestmark = pytest.mark.django_db


def found(model, typed, within="all"):
    kind = model._meta.model_name
    terms = Question.read(typed, {}).wanted
    return list(model.objects.filter(index.having_all(kind, terms, within)))


def test_a_saved_row_is_found():
    quote = make_quote(heading="Lift the kneecap", body="<p>And <em>ham</em>string.</p><p>So</p>")
    assert found(Quote, "kneecap") == found(Quote, "hamstring") == [quote]
    assert found(Quote, "stringso") == found(Quote, "string") == found(Quote, "em") == []


def test_one_that_is_written_without_its_model_is_found():
    quote = make_quote()
    Quote.objects.update(body="<p>Kneecap</p>")
    assert found(Quote, "kneecap") == [quote]
    Quote.objects.bulk_update([Quote(pk=quote.pk, heading="Shoulder blade")], ["heading"])
    assert found(Quote, "shoulder") == [quote]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_quote SET body = '<p>Sideways</p>'")
    assert found(Quote, "sideways") == [quote]
    assert found(Quote, "kneecap") == []
    copy = Quote(article=quote.article, expert=quote.expert, body="<p>Copied</p>", folded_words="")
    assert found(Quote, "copied") == []
    Quote.objects.bulk_create([copy])
    assert found(Quote, "copied") == [copy]


def test_what_is_deleted_is_not_found():
    quote = make_quote(heading="Kneecap", muscles=["glutes"])
    quote.article.delete()
    assert [index.size(kind) for kind in ("article", "quote")] == [0, 0]


def test_a_quote_is_found_by_its_expert_and_its_article():
    quote = make_quote(make_article(title="Why rest?"), expert=make_expert("Ana Ruiz"))
    assert found(Quote, "rest") == found(Quote, "ruiz") == [quote]
    Expert.objects.update(name="Ana Diaz")
    Article.objects.update(title="Why sleep?")
    assert found(Quote, "rest") == found(Quote, "ruiz") == []
    assert found(Quote, "sleep diaz") == [quote]
    Quote.objects.update(article=make_article(title="Why eat?"))
    assert found(Quote, "eat") == [quote]


def test_a_quote_is_found_by_its_muscles():
    quote = make_quote(muscles=["calves"])
    calves, glutes = (MuscleGroup.objects.get(slug=slug) for slug in ("calves", "glutes"))

    def of(muscle):
        terms = [Term(("nothing",), muscles=frozenset({muscle.pk}))]
        return list(Quote.objects.filter(index.having_all("quote", terms)))

    assert (of(calves), of(glutes)) == ([quote], [])
    quote.tagged_items.update(tag=glutes)
    assert (of(calves), of(glutes)) == ([], [quote])
    quote.muscles.clear()
    assert (of(calves), of(glutes)) == ([], [])


def test_an_article_is_found_by_its_category_and_its_author():
    article = make_article(category=make_category("Rowing"), closing="<h2>Oars</h2><p>End</p>")
    assert found(Article, "rowing whitlock oars") == [article]
    Category.objects.filter(name="Rowing").update(name="Swimming")
    assert found(Article, "swimming") == [article]


def test_an_expert_is_found_by_all_that_is_known_of_them():
    expert = make_expert("Ana Ruiz", title="Coach", biography="Runs.", credentials="BSc")
    assert found(Expert, "ana coach northgate bsc runs") == [expert]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Água", "agua"),
        ("agua", "ÁGUA"),
        ("A\N{COMBINING ACUTE ACCENT}gua", "água"),
        ("Weiß", "weiss"),
        ("WEISS", "weiß"),
        ("doesn’t", "doesn't"),
        ("short-toe", "short toe"),
        ("short toe", "short-toe"),
        ("Ωmega", "ωMEGA"),
        ("ham & eggs", "ham eggs"),
        ("x" * 3000, "x" * 100),
        ("12 weeks", "12"),
    ],
)
def test_how_it_is_written_makes_no_difference(text, typed):
    quote = make_quote(heading=text[:160], body=f"<p>{text}</p>")
    assert found(Quote, typed) == [quote]


@pytest.mark.parametrize("typed", ["ot", '"short to"', '"toe short"', "toe-short", "amp", "nbsp"])
def test_what_does_not_stand_there_is_not_found(typed):
    make_quote(body="<p>A short&nbsp;toe &amp; a heel</p>")
    assert found(Quote, typed) == []


@pytest.mark.parametrize("typed", ["short", "sho", '"short toe"', "short-to", "heel short"])
def test_what_stands_there_is_found_by_beginnings_and_phrases(typed):
    quote = make_quote(body="<p>A short&nbsp;toe &amp; a heel</p>")
    assert found(Quote, typed) == [quote]


def test_how_near_the_top_it_must_stand():
    quote = make_quote(make_article(title="Third"), heading="First", body="<p>Second</p>")
    assert found(Quote, "first", "names") == found(Quote, "second", "words") == [quote]
    assert found(Quote, "third") == found(Quote, "first second third") == [quote]
    assert found(Quote, "second", "names") == found(Quote, "third", "words") == []


def test_a_very_long_article_can_be_saved():
    words = " ".join(f"word{number}" for number in range(60_000))
    article = make_article(introduction=f"<p>{words}</p>", closing=f"<p>{words}</p>")
    assert found(Article, "word7") == [article]
