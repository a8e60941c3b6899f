import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from articles import samples
from articles.mentions import find_mentions
from articles.models import (
    Article,
    Author,
    Category,
    Expert,
    FormerAddress,
    MuscleGroup,
    OtherName,
    Photo,
    Quote,
    RelatedLink,
    Revision,
    SimplePage,
)
from articles.pictures import file_name_as_text
from articles.richtext import plain_text
from articles.samples import drawings, portraits
from tests.factories import make_article, make_expert

MODELS = [Article, Author, Category, Expert, FormerAddress, Photo, Quote, RelatedLink, SimplePage]


@pytest.fixture
def small_pictures(monkeypatch):
    """To draw and to store the real ones takes seconds."""
    picture = Image.new("RGB", (60, 40))
    monkeypatch.setattr(drawings, "draw", lambda name: picture)
    monkeypatch.setattr(portraits, "draw", lambda **traits: picture)


@pytest.fixture
def own_samples(tmp_path, monkeypatch):
    """A folder of samples, to be filled by the test."""
    folder = tmp_path / "samples"
    (folder / "articles").mkdir(parents=True)
    for name in ("authors", "experts", "pages"):
        (folder / f"{name}.toml").touch()
    monkeypatch.setattr(samples, "FOLDER", folder)
    return folder


@pytest.fixture
def loaded(db, small_pictures):
    load()


def load(*arguments):
    output = StringIO()
    call_command("load_demo", *arguments, stdout=output)
    return output.getvalue()


def counts():
    return {model.__name__: model.objects.count() for model in MODELS}


def published_quotes():
    return Quote.objects.published()


def test_there_is_enough_to_fill_every_page(loaded):
    assert Article.objects.published().count() >= 7
    assert Article.objects.drafts().count() == 1
    assert Article.objects.scheduled().count() == 1
    assert published_quotes().count() >= 40
    assert Expert.objects.published().count() >= 14
    assert Author.objects.published().count() == 3
    assert 4 <= Category.objects.published().count() <= 6


def test_every_muscle_group_is_named_in_a_published_quote(loaded):
    unnamed = MuscleGroup.objects.with_published_count().filter(quote_count=0)
    assert list(unnamed) == []


def test_the_words_of_each_quote_name_the_muscles_that_it_is_tagged_with(loaded):
    names = dict(MuscleGroup.objects.values_list("name", "slug"))
    names |= dict(OtherName.objects.values_list("name", "muscle__slug"))
    for quote in Quote.objects.for_list():
        found = {mention.slug for mention in find_mentions(plain_text(quote.body), names)}
        assert {muscle.slug for muscle in quote.named_muscles} <= found, quote


def test_a_published_quote_without_muscles_says_that_none_is_named(loaded):
    assert not published_quotes().filter(muscles=None, none_named=False)
    assert published_quotes().filter(none_named=True)
    assert not published_quotes().filter(none_named=True, tagged_items__isnull=False)


def test_a_published_quote_has_heading_affiliation_source_and_a_readable_length(loaded):
    for quote in published_quotes():
        assert all([quote.heading, quote.affiliation, quote.source])
        assert 60 <= quote.words <= 200, quote
        assert 2 <= quote.body.count("<p>") <= 4, quote


def test_articles_range_from_two_experts_to_eight_of_whom_one_speaks_twice(loaded):
    numbers = Article.objects.published().for_list().values_list("expert_count", flat=True)
    assert min(numbers) == 2
    largest = Article.objects.get(slug="sore-legs")
    assert max(numbers) == largest.quotes.values("expert").distinct().count() == 8
    assert largest.quotes.count() == 9


def test_two_experts_of_one_article_have_the_same_initials(loaded):
    names = {quote.expert.name for quote in Article.objects.get(slug="sore-legs").quotes.all()}
    assert {"Tomás Verhale", "Thea Vinter"} <= names


def test_some_experts_have_moved_on_since_they_were_quoted(loaded):
    moved = {q.expert.name for q in published_quotes() if q.affiliation != q.expert.affiliation}
    assert moved == {"Tomás Verhale", "Sefa Duarte"}


def test_every_title_is_a_question(loaded):
    assert all(title.endswith("?") for title in Article.objects.values_list("title", flat=True))


def test_every_person_says_that_they_are_a_sample(loaded):
    assert all("sample expert" in expert.biography for expert in Expert.objects.all())
    assert all("sample author" in author.biography for author in Author.objects.all())


def test_every_picture_has_a_useful_text_or_is_decorative(loaded):
    for photo in Photo.objects.all():
        assert photo.decorative or photo.alternative_text.endswith(".")
        assert not file_name_as_text(photo.alternative_text)


def test_published_pictures_have_credit_and_one_file_is_missing(loaded):
    shown = Photo.objects.filter(quotes__in=published_quotes())
    assert all(photo.caption and photo.credit for photo in shown)
    assert [photo.caption for photo in shown.filter(image="")] != []


def test_some_experts_have_a_portrait_and_some_have_none(loaded):
    assert Expert.objects.exclude(portrait=None).count() >= 8
    assert Expert.objects.filter(portrait=None).count() >= 5


def test_closings_have_headings_and_an_introduction_has_a_list_and_a_link(loaded):
    articles = Article.objects.published()
    assert articles.filter(closing__contains="<h2>").filter(closing__contains="<h3>")
    assert articles.filter(introduction__contains="<ul>").filter(introduction__contains="<a href=")


def test_related_links_lead_inside_and_outside_and_miss_nothing(loaded):
    wanted = sum(len(article["related"]) for article in samples.articles().values())
    assert RelatedLink.objects.exclude(target=None).count() > 10
    assert RelatedLink.objects.outside().filter(url__startswith="https://www.example.org/")
    assert RelatedLink.objects.count() == wanted


def test_no_article_was_updated_before_it_was_published(loaded):
    updated = Article.objects.exclude(updated_on=None)
    assert updated
    assert all(article.updated_on > article.published_at.date() for article in updated)


def test_a_reader_sees_each_published_article_and_each_page(loaded, client):
    for page in [*Article.objects.published(), *SimplePage.objects.all()]:
        assert client.get(page.get_absolute_url()).status_code == 200


def test_a_former_address_leads_to_its_article(loaded, client):
    response = client.get("/articles/muscles-used-in-running/")
    assert response.headers["Location"] == "/articles/running-muscles/"


def test_links_within_the_samples_lead_somewhere(loaded, client):
    texts = [*Article.objects.values_list("introduction", flat=True)]
    texts += SimplePage.objects.values_list("body", flat=True)
    addresses = {path for text in texts for path in re.findall(r'href="(/[^"]*)"', text)}
    assert len(addresses) >= 3
    for address in addresses:
        assert client.get(address).status_code == 200, address


def test_the_texts_are_typeset_with_care():
    for path in samples.FOLDER.rglob("*.toml"):
        for words in strings(samples.read(path)):
            plain = re.sub(r"<[^>]*>", "", words)
            assert not re.search(r"[\"']|  | - |\.\.\.", plain), f"{path.name}: {plain}"


def strings(value):
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for each in inner for text in strings(each)]


def test_pictures_are_the_same_each_time_and_not_too_wide():
    for name in drawings.SCENES:
        picture = drawings.draw(name)
        assert drawings.png(picture) == drawings.png(drawings.draw(name))
        assert picture.width <= 1600


def test_each_portrait_is_a_square_of_its_own():
    traits = [expert["portrait"] for expert in samples.experts().values() if "portrait" in expert]
    pictures = [portraits.draw(**each) for each in traits]
    assert {picture.size for picture in pictures} == {(480, 480)}
    assert len({picture.tobytes() for picture in pictures}) == len(pictures)


def test_a_drawing_reaches_the_reader_in_several_sizes(db, own_samples):
    (own_samples / "experts.toml").write_text(
        '[a-b]\nname = "A B"\n[a-b.portrait]\n'
        'skin = "tan"\nhair = "red"\nstyle = "bun"\ncloth = "ink"\nbehind = "fog"\n'
    )
    load()
    portrait = Expert.objects.get().portrait
    assert (portrait.width, portrait.height, portrait.widths) == (480, 480, [480])
    assert portrait.image.storage.exists(portrait.image.name)


def test_a_second_run_changes_nothing_and_says_so(loaded):
    before = counts()
    assert "Nothing was changed" in load()
    assert counts() == before
    assert set(Revision.objects.values_list("number", "by")) == {(1, "load_demo")}


def test_a_changed_sample_stays_as_it_is_and_a_missing_one_comes_back(loaded):
    article = Article.objects.get(slug="feet")
    article.title = "What do feet want?"
    article.save()
    SimplePage.objects.get(slug="about").delete()
    output = load()
    assert "Added 1 samples." in output
    assert "were there already and stay as they are" in output
    assert Article.objects.get(slug="feet").title == "What do feet want?"
    assert SimplePage.objects.filter(slug="about").exists()


def test_an_article_that_moved_is_not_added_again(loaded):
    article = Article.objects.get(slug="feet")
    FormerAddress.objects.create(article=article, slug="feet")
    Article.objects.filter(pk=article.pk).update(slug="strong-feet")
    assert "Nothing was changed" in load()


def test_a_dry_run_names_what_it_would_add_and_adds_nothing(db):
    output = load("--dry-run")
    assert "Would add the article running-muscles." in output
    assert "Would add the expert imani-okoro-lund." in output
    assert not any(counts().values())


def test_the_last_line_says_what_is_there_and_what_comes_next(db, small_pictures):
    last = load().strip().splitlines()[-1]
    assert last.startswith(f"There are now {Article.objects.count()} articles, ")
    assert last.endswith("Next: `manage.py serve` shows them.")
    assert "Without --dry-run" not in last


def test_samples_go_beside_what_is_there(db, small_pictures):
    article, expert = make_article(title="Our own"), make_expert("Our Own Expert")
    load()
    assert Article.objects.get(title="Our own") == article
    assert Expert.objects.get(name="Our Own Expert") == expert


def test_without_a_muscle_group_nothing_is_added(db, small_pictures):
    MuscleGroup.objects.get(slug="shins").delete()
    with pytest.raises(CommandError, match="muscle groups are missing: shins"):
        load()
    assert not any(counts().values())


def test_a_failure_leaves_nothing_behind(db, own_samples):
    (own_samples / "authors.toml").write_text('[a-b]\nname = "A B"\n')
    (own_samples / "pages.toml").write_text('[about]\nbody = "Words."\nunknown = 1\n')
    with pytest.raises(TypeError):
        load()
    assert not any(counts().values())


def test_progress_is_shown_only_to_a_watching_terminal(db, small_pictures):
    class Terminal(StringIO):
        def isatty(self):
            return True

    watched = Terminal()
    call_command("load_demo", stdout=watched)
    assert "\rAdds 1 of " in watched.getvalue()
    Article.objects.get(slug="feet").delete()
    assert "\r" not in load()
