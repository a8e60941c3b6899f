import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles import richtext
from articles.models import (
    Article,
    Author,
    Category,
    Expert,
    MuscleGroup,
    Photo,
    Quote,
    RelatedLink,
)
from tests.factories import make_article, make_author, make_category, make_expert

ROUNDUPS = Path(__file__).parent / "roundups"
FILES = sorted(ROUNDUPS.glob("*.txt"))
ROWING = ROUNDUPS / "three_experts.txt"

pytestmark = pytest.mark.django_db


def run(file=ROWING, *options, **more):
    out = io.StringIO()
    call_command("import_text", str(file), *options, stdout=out, no_color=True, **more)
    return out.getvalue()


@pytest.fixture
def run_text(tmp_path):
    """Imports a text that is given as such, or as bytes."""

    def run_it(text, *options):
        path = tmp_path / "text.txt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return run(path, *options)

    return run_it


def last_line(output):
    return output.strip().splitlines()[-1]


def stored():
    """Everything that an import may write, in words."""
    models = (Article, Author, Category, Expert, MuscleGroup, Photo, Quote, RelatedLink)
    return [list(model.objects.order_by("pk").values()) for model in models] + [
        list(Quote.muscles.through.objects.order_by("pk").values_list("content_object", "tag"))
    ]


def all_words_of(article):
    """What readers can meet of an article, without regard to spaces and quotation marks."""
    quotes = article.quotes.for_page()
    html = [article.introduction, article.closing, *(quote.body for quote in quotes)]
    photos = [article.cover, *(quote.photo for quote in quotes)]
    texts = [article.title, article.standfirst, *map(richtext.plain_text, html)]
    texts += [f"{quote.heading}\n{quote.affiliation}" for quote in quotes]
    texts += [f"{photo.alternative_text}\n{photo.credit}" for photo in photos if photo]
    return comparable("\n".join(texts))


def comparable(text):
    for sign in '“”«»"':
        text = text.replace(sign, "")
    return " ".join(text.split())


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


# --- Nothing is lost, and nothing is written twice ----------------------------------------------


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


# --- Muscles ----------------------------------------------------------------------------------


def test_muscles_are_suggested_with_the_words_that_prompt_them_and_not_set():
    output = run()
    assert "    Gluteals (“gluteus maximus”)" in output
    assert "    Lower back (“erector spinae”, “lower back”)" in output
    assert not Quote.objects.filter(tagged_items__isnull=False).exists()


def test_gluteus_medius_asks_for_the_abductors():
    assert "Gluteals (“Gluteus medius”; the hip abductors too?)" in run(ROUNDUPS / "lists.txt")


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


# --- What is no roundup -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "text.txt is empty."),
        (b"\xef\xbb\xbf \r\n\t\n", "text.txt is empty."),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "text.txt is no plain text"),
        (b"PK\x03\x04\x14\x00", "text.txt is no plain text"),
        (b"caf\x81", "text.txt is no plain text"),
        (b"a" * (2 * 1024 * 1024 + 1), "text.txt is larger than 2 MB"),
        (b"Just a line\n", "text.txt has no line such as “Name, affiliation”"),
        (b"(Photo: A. B.)\n", "text.txt has no line such as “Name, affiliation”"),
    ],
)
def test_what_is_no_roundup_is_refused_in_one_sentence(data, reason, run_text):
    with pytest.raises(CommandError) as error:
        run_text(data)
    assert str(error.value).startswith(reason)
    assert str(error.value).endswith(".")
    assert not Article.objects.exists()


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    with pytest.raises(CommandError, match=r"nothing.txt can’t be read: No such file"):
        run(tmp_path / "nothing.txt")
    with pytest.raises(CommandError, match="can’t be read: Is a directory"):
        run(tmp_path)


@pytest.mark.parametrize(("codec", "name"), [("cp1252", "Windows-1252"), ("utf-16", "UTF-16")])
def test_other_encodings_are_read_and_named(codec, name, run_text):
    output = run_text(ROWING.read_text().replace("Å", "A").encode(codec))
    assert f"text.txt is not UTF-8; it was read as {name}." in output
    assert "Here’s what they told us." in richtext.plain_text(Article.objects.get().introduction)


def test_a_text_can_come_by_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ROWING.read_bytes())))
    assert "was added with" in last_line(run("-"))


def test_what_the_models_refuse_is_said_and_nothing_is_written(run_text):
    before = stored()
    text = f"{'Long ' * 40}\n\nWe asked.\n\nThe claim\n\nAna Ruiz, Coach\n\nGlutes.\n"
    with pytest.raises(CommandError, match=r"Nothing was written: article “Long Long.* 160 char"):
        run_text(text)
    assert stored() == before


def test_lines_that_were_not_understood_are_printed_with_their_numbers():
    output = run(ROUNDUPS / "american.txt")
    assert (
        "  line 7 stands at the head and is no name, date or category; it was left out: 7 min read"
        in output
    )
