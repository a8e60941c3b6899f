"""Photos are uploaded within the form, with three texts that are never mixed."""

import pytest

from articles.models import Photo, Quote
from tests.article_form.form import change, photo_of, post, problems
from tests.factories import (
    make_photo,
    make_quote,
    make_upload,
)

pytestmark = pytest.mark.django_db


def test_a_photo_is_uploaded_within_the_form(admin, three_quotes):
    texts = photo_of(
        0, image=make_upload(width=640, height=480), alternative_text="A track.", caption="A bend."
    )
    post(admin, change(three_quotes), **texts | photo_of(0, credit="Ines"))
    photo = three_quotes.quotes.get(heading="First").photo
    assert (photo.alternative_text, photo.caption, photo.credit) == ("A track.", "A bend.", "Ines")
    assert photo.widths == [480, 640]


def test_the_cover_is_uploaded_within_the_form(admin, three_quotes):
    cover = {"cover-image": make_upload(), "cover-decorative": "on", "cover-credit": "Ines"}
    post(admin, change(three_quotes), **cover)
    three_quotes.refresh_from_db()
    assert three_quotes.cover.decorative


def test_another_picture_is_another_photo(admin):
    shared = make_photo()
    quote = make_quote(photo=shared)
    other = make_quote(photo=shared)
    upload = make_upload(colour=(1, 2, 3))
    post(admin, change(quote.article), **photo_of(0, image=upload, caption="New"))
    quote.refresh_from_db()
    assert quote.photo.caption == "New"
    assert Quote.objects.get(pk=other.pk).photo.caption == shared.caption


def test_a_photo_can_be_taken_off(admin):
    quote = make_quote(photo=make_photo())
    post(admin, change(quote.article), **photo_of(0, remove="on"))
    quote.refresh_from_db()
    assert quote.photo is None
    assert Photo.objects.exists()


@pytest.mark.parametrize(
    ("texts", "complaint"),
    [
        ({}, "Write what the picture shows, or tick “decorative”."),
        ({"alternative_text": "IMG_2041.jpg"}, "This is a file name. Say what the picture shows."),
        (
            {"alternative_text": "A track.", "decorative": "on"},
            "Empty the alternative text, or take this tick away.",
        ),
    ],
)
def test_a_photo_needs_one_true_alternative_text(admin, three_quotes, texts, complaint):
    texts = {"image": make_upload(), "credit": "Ines", **texts}
    response = post(admin, change(three_quotes), **photo_of(0, **texts))
    assert [problem.endswith(complaint) for problem in problems(response)] == [True]
    assert not Photo.objects.exists()


def test_texts_without_a_picture_are_refused(admin, three_quotes):
    texts = photo_of(0, alternative_text="A track.", credit="Ines")
    assert "These texts have no picture" in problems(post(admin, change(three_quotes), **texts))[0]
