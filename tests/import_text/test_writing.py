"""What an import writes, and that a second one changes nothing."""

from datetime import date

import pytest
from django.core.management import CommandError

from articles import richtext
from articles.models import Article, Author, Expert, Quote, Revision
from tests.factories import make_article, make_author, make_category, make_expert
from tests.import_text.command import (
    FILES,
    ROUNDUPS,
    ROWING,
    all_words_of,
    comparable,
    last_line,
    run,
    stored,
)

pytestmark = pytest.mark.django_db


# --- What is written --------------------------------------------------------------------------


def test_a_roundup_becomes_a_draft_with_all_its_parts():
    output = run()
    article = Article.objects.get()
    assert (article.title, article.slug) == (
        "Which Muscles Does Rowing Use?",
        "which-muscles-does-rowing-use",
    )
    assert article.state == Article.State.DRAFT
    assert article.author.name == "Nora Whitlock"
    assert article.category.name == "Rowing"
    assert article.updated_on == date(2024, 3, 9)
    assert article.introduction.startswith("<p>A rowing machine looks like work for the arms.</p>")
    assert article.closing.startswith("<h2>Before You Sit Down</h2><p>Set the resistance low")
    assert article.quotes.count() == 3
    assert article.related_links.count() == 5
    assert last_line(output) == (
        "“Which Muscles Does Rowing Use?” was added with 3 quotes by 3 experts, 3 pictures, "
        "2 closing sections and 5 related titles. Now: draft. Next: check it and choose the "
        f"muscles at http://localhost:8000/admin/articles/article/{article.pk}/change/"
    )


def test_a_quote_keeps_heading_words_affiliation_and_a_picture_without_its_file():
    run()
    quote = Article.objects.get().quotes.for_page()[1]
    assert quote.heading == "Strong, Steady And Slow Wins The Long Piece"
    assert quote.body.startswith("<p>The erector spinae hold the trunk")
    assert quote.affiliation == "Physiotherapist, Harbour Lane Clinic"
    assert (quote.expert.name, quote.expert.title) == ("Tomás Ångström", "Physiotherapist")
    assert quote.expert.organisation == "Harbour Lane Clinic"
    assert quote.photo.alternative_text == "Empty Boathouse At Dawn"
    assert (quote.photo.credit, quote.photo.image) == ("Photo: Harbour Lane Clinic", "")


def test_the_page_of_an_imported_article_shows_no_broken_picture(client):
    run(ROWING, "--publish")
    page = client.get(Article.objects.get().get_absolute_url()).content.decode()
    assert "Tomás Ångström" in page
    assert 'src=""' not in page
    assert "<picture" not in page


def test_quotes_lose_their_outer_quotation_marks():
    run(ROUNDUPS / "american.txt")
    first, *_ = Article.objects.get().quotes.for_page()
    assert first.heading == "The forearm does the work"
    assert richtext.plain_text(first.body).splitlines() == [
        "The flexor digitorum profundus sits in the forearm.",
        "It pulls on a string, if you like.",
        "That’s all a grip is.",
    ]


def test_a_picture_before_all_sections_is_the_cover():
    run(ROUNDUPS / "lists.txt")
    assert Article.objects.get().cover.alternative_text == "Skis Leaning On A Hut"


def test_an_expert_who_speaks_twice_is_one_expert():
    output = run(ROUNDUPS / "two_in_a_list.txt")
    assert "4 quotes by 3 experts" in last_line(output)
    assert Expert.objects.get(name="Ana Ruiz").quotes.count() == 2


def test_experts_author_and_category_are_found_without_regard_to_case_and_accents():
    expert = make_expert("Tomas Angstrom", title="Rower", organisation="Leeds")
    author, category = make_author("NORA WHITLOCK"), make_category("rowing")
    output = run()
    article = Article.objects.get()
    assert (article.author, article.category) == (author, category)
    assert expert.quotes.get().affiliation == "Physiotherapist, Harbour Lane Clinic"
    expert.refresh_from_db()
    assert (expert.title, expert.organisation) == ("Rower", "Leeds")
    assert (
        "Tomás Ångström · title “Physiotherapist” · organisation “Harbour Lane Clinic” (known)"
        in output
    )
    assert "(new)" in output


def test_a_name_that_nearly_is_a_known_one_is_asked_about():
    make_expert("Tomás Angstroem")
    output = run()
    assert (
        "line 34 names a new expert, Tomás Ångström: the same person as Tomás Angstroem?" in output
    )


def test_a_person_of_the_house_needs_no_role(run_text):
    make_expert("Long Shins")
    text = "A title\n\nWe asked.\n\nThe claim\n\nLong Shins, Leeds\n\nOnly glutes\n"
    assert "1 quote by 1 expert" in run_text(text)


def test_two_people_may_share_an_address_in_letters():
    make_expert("Ana Ruiz-Ek", slug="ana-ruiz")
    run(ROUNDUPS / "two_in_a_list.txt")
    assert Expert.objects.get(name="Ana Ruiz").slug == "ana-ruiz-2"


def test_author_names_another_than_the_text():
    run(ROWING, "--author", "Sol Reyes")
    assert Article.objects.get().author.name == "Sol Reyes"
    assert Author.objects.count() == 1


def test_a_related_title_links_to_the_article_of_that_title():
    found = make_article(title="Don't fear the barbell (six trainers explain)")
    run()
    first, second, *_ = Article.objects.get(title__startswith="Which").related_links.all()
    assert (first.target, first.title, first.position) == (found, "", 1)
    assert (second.target, second.url) == (None, "")
    assert second.title == "Is Stretching Compatible With Strength? We Compared"


def test_an_article_is_not_related_to_itself(run_text):
    run_text(
        ROWING.read_text().replace(
            "How Long Should An Easy Run Be?", "Which muscles does rowing use?"
        )
    )
    assert Article.objects.get().related_links.count() == 4


def test_markup_in_the_text_is_shown_as_written(run_text):
    text = "A <b>title</b>\n\nWe asked.\n\nThe claim\n\nAna Ruiz, Coach\n\nUse <script> & glutes.\n"
    run_text(text)
    assert Quote.objects.get().body == "<p>Use &lt;script&gt; &amp; glutes.</p>"


# --- Nothing is lost, and nothing is written twice --------------------------------------------


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_no_line_is_lost(file):
    output = run(file)
    kept = all_words_of(Article.objects.get())
    printed = comparable(output)
    for line in file.read_text(encoding="utf-8").splitlines():
        wanted = comparable(line)
        item = wanted.lstrip("-•0123456789. ")
        assert wanted in kept or wanted in printed or item in kept


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
@pytest.mark.parametrize("options", [[], ["--tag"]], ids=["plain", "tagged"])
def test_a_second_run_on_the_same_text_changes_nothing(file, options):
    run(file, *options)
    before = stored()
    output = run(file, *options)
    assert stored() == before
    assert "was there already, with the same words." in last_line(output)


def test_a_draft_that_an_editor_changed_is_left_alone():
    run()
    quote = Article.objects.get().quotes.for_page()[0]
    quote.body = quote.body.replace("Rowers push", "Rowers shove")
    quote.save()
    before = stored()
    output = run()
    assert stored() == before
    assert "is there already with other words in quote 1" in last_line(output)
    with pytest.raises(
        CommandError, match=r"Nothing was written: .* so edit and publish it at http"
    ):
        run(ROWING, "--publish")
    assert stored() == before


@pytest.mark.parametrize(
    "change",
    [
        {"title": "How rowing works"},
        {"slug": "rowing"},
        {"title": "How rowing works", "slug": "how-rowing-works"},
    ],
)
def test_an_article_is_known_again_by_title_address_or_quotes(change):
    run()
    Article.objects.update(**change)
    Article.objects.get().save()
    output = run()
    assert Article.objects.count() == 1
    assert "already" in last_line(output)


def test_an_article_is_known_again_by_a_former_address_and_by_its_present_one():
    run()
    article = Article.objects.get()
    article.quotes.all().delete()
    Article.objects.update(title="How rowing works", folded_title="how rowing works")
    assert "is there already with other words" in last_line(run())
    article.former_addresses.create(slug=article.slug)
    Article.objects.update(slug="how-rowing-works")
    assert "is there already with other words" in last_line(run())
    assert Article.objects.count() == 1


def test_a_dry_run_says_the_same_and_writes_nothing():
    before = stored()
    output = run(ROWING, "--dry-run", "--tag", "--publish")
    assert stored() == before
    assert last_line(output) == (
        "Nothing was written; without --dry-run: “Which Muscles Does Rowing Use?” was added with "
        "3 quotes by 3 experts, 3 pictures, 2 closing sections and 5 related titles, "
        "with the suggested muscles set. Now: live since 9 March 2024, 12:00 UTC. "
        "Next: run it without --dry-run."
    )


def test_an_import_is_the_first_revision_and_a_second_makes_none():
    run()
    run()
    (revision,) = Revision.objects.all()
    assert (revision.by, revision.article_key) == ("import_text", Article.objects.get().pk)
    assert len(revision.parts["quotes"]) == 3
