"""Pictures on their way in, by the form and by the model."""

import re
import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageCms

from articles import pictures
from articles.models import Photo
from tests.factories import make_editor, make_photo, make_upload, picture_bytes

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><rect/></svg>'


@pytest.fixture
def upload(client):
    """Posts the admin's form for a new photo; the answer's errors, or None if it was taken."""
    client.force_login(make_editor())

    def post(data, name="track.jpg", **fields):
        file = SimpleUploadedFile(name, data)
        texts = {"alternative_text": "A track.", "caption": "", "credit": "Photo: Ines Varga"}
        response = client.post(
            reverse("admin:articles_photo_add"), texts | fields | {"image": file}
        )
        if response.status_code == 302:
            return None
        return str(response.context["adminform"].form.errors)

    return post


def png_header(width, height):
    """The start of a picture of any size, in a few dozen bytes."""

    def chunk(kind, data):
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


class TestRefusals:
    @pytest.mark.parametrize(
        "data",
        [SVG, picture_bytes(kind="GIF"), picture_bytes(kind="TIFF"), b"plain words", b"<html>"],
        ids=["svg", "gif", "tiff", "text", "html"],
    )
    def test_other_formats_are_refused_whatever_their_name(self, upload, data):
        assert "no JPEG, PNG, WebP or AVIF picture" in upload(data, "photo.jpg")
        assert not Photo.objects.exists()

    @pytest.mark.parametrize("size", [(12000, 10000), (8000, 5001), (60000, 60000)])
    def test_a_picture_over_40_megapixels_is_refused_by_its_header(self, upload, size, monkeypatch):
        monkeypatch.setattr(Image.Image, "load", lambda self: pytest.fail("It was decoded."))
        assert "more than 40 megapixels" in upload(png_header(*size), "small.png")

    @pytest.mark.parametrize("size", [(500, 16384), (16384, 500)])
    def test_a_picture_that_is_too_long_for_its_smaller_copies_is_refused(self, upload, size):
        assert "more than 16,383 pixels" in upload(png_header(*size), "strip.png")

    def test_a_file_over_15_megabytes_is_refused_unread(self, upload, monkeypatch):
        monkeypatch.setattr(Image, "open", lambda *a, **k: pytest.fail("It was opened."))
        assert "larger than 15 MB" in upload(b"\xff\xd8" + bytes(15 * 1024 * 1024), "big.jpg")

    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
    def test_a_picture_that_was_cut_off_is_refused_in_the_form(self, upload, kind):
        noise = Image.effect_noise((400, 400), 90).convert("RGB")
        buffer = BytesIO()
        noise.save(buffer, kind)
        data = buffer.getvalue()
        assert re.search("damaged|corrupted|no JPEG", upload(data[: len(data) // 2]))
        assert not Photo.objects.exists()

    def test_a_new_photo_needs_a_picture(self, client, upload):
        response = client.post(reverse("admin:articles_photo_add"), {"alternative_text": "A"})
        assert "image" in response.context["adminform"].form.errors

    def test_the_model_refuses_what_the_form_refuses(self):
        with pytest.raises(ValidationError):
            make_photo(image=SimpleUploadedFile("a.jpg", SVG))


class TestTexts:
    @pytest.mark.parametrize("name", ["IMG_2041", "track-final.JPG", "DSC_0001.jpeg", "pxl_1.webp"])
    def test_a_file_name_is_no_alternative_text(self, upload, name):
        assert "This is a file name" in upload(picture_bytes(), alternative_text=name)

    @pytest.mark.parametrize(
        "text", ["A jog.", "Runners on a track in St. Gallen", "IMG is a word"]
    )
    def test_words_are_an_alternative_text(self, upload, text):
        assert upload(picture_bytes(), alternative_text=text) is None

    def test_an_alternative_text_or_the_tick_is_needed(self, upload):
        assert "Write what the picture shows" in upload(picture_bytes(), alternative_text="")
        assert upload(picture_bytes(), alternative_text="", decorative="on") is None

    def test_a_decorative_picture_has_no_alternative_text(self, upload):
        assert upload(picture_bytes(), decorative="on") is not None


class TestWhatIsStored:
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
    def test_each_format_that_we_take_is_taken(self, upload, kind):
        assert upload(picture_bytes(kind=kind)) is None

    def test_hidden_data_is_left_behind(self):
        exif = Image.Exif()
        exif[0x010E] = "At home, 12 Elm Street"
        exif.get_ifd(0x8825)[1] = "N"
        data = picture_bytes(exif=exif, comment=b"secret")
        assert b"Elm Street" in data
        photo = make_photo(image=SimpleUploadedFile("a.jpg", data))
        for name in stored_names(photo):
            with photo.image.storage.open(name) as file:
                stored = file.read()
            assert b"Elm Street" not in stored
            assert b"secret" not in stored
            assert not opened(photo, name).getexif()

    def test_the_picture_stands_upright(self):
        exif = Image.Exif()
        exif[0x0112] = 6  # The camera was held on its side.
        sideways = Image.new("RGB", (640, 480), "white")
        sideways.paste("red", (0, 0, 64, 480))
        buffer = BytesIO()
        sideways.save(buffer, "JPEG", exif=exif)
        photo = make_photo(image=SimpleUploadedFile("a.jpg", buffer.getvalue()))
        assert (photo.width, photo.height) == (480, 640)
        red, _, blue = opened(photo).getpixel((240, 10))
        assert red > 200 > 60 > blue

    def test_a_colour_profile_is_worked_into_the_picture(self):
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        data = picture_bytes(icc_profile=profile)
        photo = make_photo(image=SimpleUploadedFile("a.jpg", data))
        assert "icc_profile" not in opened(photo).info

    def test_a_grey_of_16_bits_keeps_its_shades(self):
        grey = Image.new("I;16", (64, 64), 0x8000)
        buffer = BytesIO()
        grey.save(buffer, "PNG")
        photo = make_photo(image=SimpleUploadedFile("scan.png", buffer.getvalue()))
        assert opened(photo).getpixel((32, 32)) == (128, 128, 128)

    def test_three_widths_in_two_formats_with_the_pictures_own_proportions(self):
        photo = make_photo(image=make_upload(width=2000, height=1000))
        assert photo.widths == [480, 960, 1600]
        sizes = {name.rsplit("-")[-1]: opened(photo, name).size
                 for name in stored_names(photo)[1:]}  # fmt: skip
        assert sizes == {
            f"{width}.{kind}": (width, width // 2)
            for width in (480, 960, 1600)
            for kind in ("avif", "webp")
        }

    @pytest.mark.parametrize(
        ("width", "widths"),
        [(300, [300]), (480, [480]), (700, [480, 700]), (1600, [480, 960, 1600])],
    )
    def test_a_small_picture_is_never_blown_up(self, width, widths):
        assert pictures.widths_for(width) == widths

    def test_the_file_is_named_by_its_content_and_stored_once(self):
        first, second = make_photo(), make_photo(image=make_upload("../../other name.html"))
        assert first.image.name == second.image.name
        assert first.image.name.startswith("photos/")
        assert first.image.name.endswith(".jpg")

    def test_transparency_is_kept(self):
        buffer = BytesIO()
        Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(buffer, "PNG")
        photo = make_photo(image=SimpleUploadedFile("a.png", buffer.getvalue()))
        assert opened(photo).mode == "RGBA"

    def test_texts_are_corrected_without_sending_the_picture_again(self, client, upload):
        photo = make_photo()
        before = photo.image.name
        client.post(
            reverse("admin:articles_photo_change", args=[photo.pk]),
            {"alternative_text": "Corrected words.", "credit": "Photo: Ines Varga"},
        )
        photo.refresh_from_db()
        assert (photo.alternative_text, photo.image.name) == ("Corrected words.", before)

    def test_a_picture_is_replaced_but_never_taken_away(self, client, upload):
        photo = make_photo()
        page = client.get(reverse("admin:articles_photo_change", args=[photo.pk]))
        assert "image-clear" not in page.content.decode()


def opened(photo, name=None):
    with photo.image.storage.open(name or photo.image.name) as file:
        picture = Image.open(BytesIO(file.read()))
    picture.load()
    return picture


def stored_names(photo):
    name = photo.image.name
    return [name] + [
        pictures.variant_name(name, width, kind)
        for width in photo.widths
        for kind in pictures.VARIANTS
    ]
