import pytest
from django.urls import reverse

from articles.models import MuscleGroup, OtherName
from tests.factories import make_administrator, make_article, make_editor, make_quote

pytestmark = pytest.mark.django_db

NO_NAMES = {"other_names-TOTAL_FORMS": "0", "other_names-INITIAL_FORMS": "0"}


def one_name(name):
    return {
        "other_names-TOTAL_FORMS": "1",
        "other_names-0-name": name,
        "other_names-0-kind": "everyday",
    }


@pytest.fixture
def calves():
    return MuscleGroup.objects.get(slug="calves")


@pytest.fixture
def as_editor(client):
    client.force_login(make_editor())
    return client


@pytest.fixture
def as_administrator(client):
    client.force_login(make_administrator())
    return client


def address(page, *args):
    return reverse(f"admin:articles_musclegroup_{page}", args=args)


def page(response):
    return " ".join(response.content.decode().split())


def change(client, muscle, **fields):
    data = {
        "name": muscle.name,
        "slug": muscle.slug,
        "latin_name": muscle.latin_name,
        "description": muscle.description,
        "region": muscle.region,
        "position": muscle.position,
    }
    return client.post(address("change", muscle.pk), data | NO_NAMES | fields)


def test_an_administrator_adds_another_name(as_administrator, calves):
    assert change(as_administrator, calves, **one_name("jumping muscles")).status_code == 302
    assert calves.other_names.filter(name="jumping muscles").exists()


def test_a_name_that_belongs_to_another_group_is_refused_with_a_sentence(as_administrator, calves):
    answer = page(change(as_administrator, calves, **one_name("GLUTES")))
    assert "belongs to a muscle group already" in answer


def test_the_name_of_a_group_is_no_other_name(as_administrator, calves):
    answer = page(change(as_administrator, calves, **one_name("hamstrings")))
    assert "A muscle group is called so already" in answer
    assert "already another name" in page(change(as_administrator, calves, name="buttocks"))


def test_an_editor_neither_adds_nor_changes_nor_deletes_a_group(as_editor, calves):
    assert as_editor.get(address("add")).status_code == 403
    assert as_editor.post(address("delete", calves.pk), {"post": "yes"}).status_code == 403
    assert change(as_editor, calves, **one_name("jumping muscles")).status_code == 403
    assert "addlink" not in page(as_editor.get(address("changelist")))
    assert "deletelink" not in page(as_editor.get(address("change", calves.pk)))


def test_an_administrator_adds_a_group(as_administrator):
    data = {
        "name": "Jaw",
        "slug": "jaw",
        "latin_name": "masseter",
        "description": "It chews.",
        "region": "trunk",
        "position": 22,
    }
    assert as_administrator.post(address("add"), data | NO_NAMES).status_code == 302
    assert MuscleGroup.objects.filter(slug="jaw").exists()


@pytest.mark.parametrize("slug", ["gesäß", "٣", "two words", "a/b"])
def test_an_address_has_letters_that_addresses_have(as_administrator, calves, slug):
    """Else every page that links to the group would break."""
    response = change(as_administrator, calves, slug=slug)
    assert response.status_code == 200
    assert "consisting of" in page(response)
    calves.refresh_from_db()
    assert calves.slug == "calves"


def test_a_group_that_a_quote_names_stays_and_the_page_says_where(as_administrator, calves):
    quote = make_quote(make_article(title="Hills"), heading="Up you go", muscles=["calves"])
    answer = as_administrator.post(address("delete", calves.pk), {"post": "yes"})
    link = f"{reverse('admin:articles_article_change', args=[quote.article.pk])}?quote={quote.pk}"
    assert "The muscle group “Calves” can’t be deleted while still in use here" in page(answer)
    assert f'<a href="{link}">Up you go</a> <span class="mini">Hills, Live since' in page(answer)
    assert MuscleGroup.objects.filter(pk=calves.pk).exists()


def test_a_group_that_no_quote_names_is_deleted_with_its_names(as_administrator, calves):
    answer = as_administrator.post(address("delete", calves.pk), {"post": "yes"})
    assert answer.status_code == 302
    assert not OtherName.objects.filter(muscle=calves.pk).exists()


def test_the_list_shows_lay_words_and_counts_quotes(as_editor, calves):
    make_quote(muscles=["calves"])
    make_quote(make_article(live=False), muscles=["calves"])
    answer = page(as_editor.get(address("changelist"), {"q": "gastroc"}))
    assert "calf muscles, back of the lower leg" in answer
    assert f'<a href="{reverse("admin:articles_quote_changelist")}?muscle=calves">2</a>' in answer
