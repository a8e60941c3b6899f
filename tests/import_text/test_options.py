"""Muscles that are suggested or set, and articles that are published at once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError
from django.utils import timezone

from articles.models import (
    Article,
    MuscleGroup,
    Quote,
)
from tests.import_text.command import ROUNDUPS, ROWING, last_line, run, stored

pytestmark = pytest.mark.django_db


# --- Muscles ----------------------------------------------------------------------------------


def test_muscles_are_suggested_with_the_words_that_prompt_them_and_not_set():
    output = run()
    assert "    Gluteals (“gluteus maximus”)" in output
    assert "    Lower back (“erector spinae”, “lower back”)" in output
    assert not Quote.objects.filter(tagged_items__isnull=False).exists()


def test_each_suggestion_stands_over_its_sentence():
    assert "    Gluteals (“Gluteus medius”)\n      Gluteus medius is" in run(ROUNDUPS / "lists.txt")


def test_a_question_is_asked_and_never_set(run_text):
    text = (
        "A title\nBy Nora Whitlock\n\nA start.\n\nThe claim\n\nAna Ruiz, Coach\n\nGluteus medius.\n"
    )
    assert "    Hip abductors? (“Gluteus medius”)" in run_text(text, "--tag")
    assert [muscle.slug for muscle in Quote.objects.get().named_muscles] == ["glutes"]


def test_tag_sets_the_suggested_muscles():
    run(ROWING, "--tag")
    named = [{m.slug for m in q.muscles.all()} for q in Article.objects.get().quotes.for_page()]
    assert named == [
        {"quadriceps", "glutes", "calves"},
        {"lower-back", "obliques"},
        {"upper-back", "biceps", "forearms"},
    ]


def test_tag_can_follow_later_and_touches_no_quote_that_an_editor_tagged_or_confirmed():
    run()
    first, second, third = Article.objects.get().quotes.for_page()
    first.muscles.set([MuscleGroup.objects.get(slug="core")])
    Quote.objects.filter(pk=second.pk).update(none_named=True)
    assert "with the suggested muscles set" in run(ROWING, "--tag")
    assert [m.slug for m in first.muscles.all()] == ["core"]
    assert not second.muscles.exists()
    assert third.muscles.count() == 3


# --- Publishing -------------------------------------------------------------------------------


def test_publish_makes_it_live_since_the_day_that_the_text_tells():
    output = run(ROWING, "--publish")
    article = Article.objects.get()
    assert article.published_at == datetime(2024, 3, 9, 12, tzinfo=UTC)
    assert (
        "Now: live since 9 March 2024, 12:00 UTC. Next: read it at http://localhost:8000/articles/"
        in output
    )


def test_publish_without_a_date_is_now(run_text):
    run_text(
        "A title\nBy Nora Whitlock\n\nA start.\n\nThe claim\n\nAna Ruiz, Coach\n\nGlutes.\n",
        "--publish",
    )
    assert timezone.now() - Article.objects.get().published_at < timedelta(minutes=1)


def test_publish_is_refused_without_an_author_and_then_nothing_is_written():
    before = stored()
    with pytest.raises(CommandError, match="can’t be published: it lacks an author"):
        run(ROUNDUPS / "one_expert.txt", "--publish")
    assert stored() == before


def test_publish_can_follow_later():
    run()
    run(ROWING, "--publish")
    assert Article.objects.get().state == Article.State.LIVE
    assert (
        "with the same words. Now: live since 9 March 2024, 12:00 UTC. Next: read it at"
        in last_line(run(ROWING, "--publish"))
    )
