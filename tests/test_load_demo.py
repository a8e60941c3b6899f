from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles import samples
from articles.models import (
    Article,
    Author,
    Category,
    Expert,
    FormerAddress,
    MuscleGroup,
    Photo,
    Quote,
    RelatedLink,
    Revision,
    SimplePage,
)
from tests.factories import make_article, make_expert, plain_pictures

MODELS = [Article, Author, Category, Expert, FormerAddress, Photo, Quote, RelatedLink, SimplePage]


@pytest.fixture
def small_pictures():
    with plain_pictures():
        yield


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
