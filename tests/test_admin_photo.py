import pytest
from bs4 import BeautifulSoup
from django.db import OperationalError, connection
from django.urls import reverse

from articles.models import Photo
from tests.article_form.form import ADD_PHOTO, add_photo
from tests.factories import make_article, make_editor, make_expert, make_photo, make_quote

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def editor(client):
    client.force_login(make_editor())


def listed(client, **chosen):
    return client.get(reverse("admin:articles_photo_changelist"), chosen)


def titles(client, **chosen):
    return {str(photo) for photo in listed(client, **chosen).context["cl"].result_list}


def page(response):
    return " ".join(response.content.decode().split())


def test_a_row_shows_the_smallest_copy_with_its_proportions(client):
    photo = make_photo(width=640, height=480)
    name = photo.image.name.removesuffix(".jpg")
    image = f'<img src="/media/{name}-480.webp" alt="" width="96" height="72" loading="lazy">'
    assert image in page(listed(client))


def test_a_missing_picture_is_said_and_not_shown_broken(client):
    make_photo(image="")
    assert "Picture missing" in page(listed(client))
    assert "<img" not in page(listed(client)).split("result_list")[1]


def test_a_row_leads_to_each_place_where_the_photo_is_used(client):
    photo = make_photo()
    quote = make_quote(make_article(title="Hills"), photo=photo)
    cover = make_article(title="Stairs", cover=photo)
    expert = make_expert("Priya Raghunath", portrait=photo)
    answer = page(listed(client))
    form = reverse("admin:articles_article_change", args=[quote.article.pk])
    assert f'<a href="{form}?quote={quote.pk}">Hills</a>' in answer
    form = reverse("admin:articles_article_change", args=[cover.pk])
    assert f'<a href="{form}">Stairs (cover)</a>' in answer
    form = reverse("admin:articles_expert_change", args=[expert.pk])
    assert f'<a href="{form}">Priya Raghunath (portrait)</a>' in answer


def test_a_photo_that_nobody_uses_is_found(client):
    make_quote(photo=make_photo(alternative_text="In a quote"))
    make_article(cover=make_photo(alternative_text="A cover"))
    make_expert(portrait=make_photo(alternative_text="A face"))
    make_photo(alternative_text="Idle")
    assert titles(client, use="unused") == {"Idle"}
    assert titles(client, use="used") == {"In a quote", "A cover", "A face"}
    assert "Nowhere" in page(listed(client, use="unused"))


def test_photos_are_found_by_what_they_lack(client):
    make_photo(alternative_text="Whole")
    make_photo(alternative_text="No credit", credit="")
    make_photo(alternative_text="No picture", image="")
    make_photo(alternative_text="No caption", caption="")
    make_photo(alternative_text="", decorative=True, caption="Ornament")
    gaps = {
        "credit": {"No credit"},
        "picture": {"No picture"},
        "caption": {"No caption"},
        "alt": {"Ornament"},
        "any": {"No credit", "No picture"},
    }
    for gap, found in gaps.items():
        assert titles(client, lacking=gap) == found


def test_the_three_texts_are_searched(client):
    make_photo(alternative_text="A", caption="B", credit="C")
    make_photo(alternative_text="X", caption="X", credit="X")
    for words in "ABC":
        assert titles(client, q=words) == {"A"}


@pytest.mark.parametrize("use", ["quote", "cover", "portrait"])
def test_a_photo_in_use_stays_and_the_page_says_where(client, use):
    photo = make_photo()
    makers = {
        "quote": lambda: make_quote(heading="Named here", photo=photo),
        "cover": lambda: make_article(title="Named here", cover=photo),
        "portrait": lambda: make_expert("Named here", portrait=photo),
    }
    makers[use]()
    answer = client.post(reverse("admin:articles_photo_delete", args=[photo.pk]), {"post": "yes"})
    assert "can’t be deleted while still in use here" in page(answer)
    assert "Named here" in page(answer)
    assert Photo.objects.filter(pk=photo.pk).exists()


def test_an_idle_photo_is_deleted(client):
    photo = make_photo()
    client.post(reverse("admin:articles_photo_delete", args=[photo.pk]), {"post": "yes"})
    assert not Photo.objects.exists()


def test_where_no_photo_can_be_stored_the_form_comes_back_with_all_words(
    client, settings, tmp_path, caplog
):
    client.raise_request_exception = False
    settings.MEDIA_ROOT = tmp_path / "no-folder"
    settings.MEDIA_ROOT.write_text("but a file")
    response = add_photo(client)
    assert (response.status_code, response.headers["Location"]) == (302, ADD_PHOTO)
    assert f"{ADD_PHOTO}: MEDIA_ROOT cannot be written: " in caplog.text
    page = BeautifulSoup(client.get(ADD_PHOTO).content, "html5lib")
    assert "photos cannot be stored just now" in page.get_text()
    assert page.find(id="id_alternative_text")["value"] == "A bend"
    assert not Photo.objects.exists()
    settings.MEDIA_ROOT.unlink()
    assert add_photo(client).status_code == 302
    assert Photo.objects.exists()


def test_where_the_words_cannot_be_kept_either_it_is_said_to_come_back(client, settings, tmp_path):
    """As on one full disk for database and photos: the browser's way back has the form still."""
    client.raise_request_exception = False
    settings.MEDIA_ROOT = tmp_path / "no-folder"
    settings.MEDIA_ROOT.write_text("but a file")
    with connection.execute_wrapper(refuse_writing):
        response = add_photo(client)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")


def refuse_writing(execute, sql, params, many, context):
    if sql.startswith(("INSERT", "UPDATE")):
        raise OperationalError("database or disk is full")
    return execute(sql, params, many, context)
