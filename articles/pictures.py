"""Pictures on their way in: refused by their header, made anew without hidden data, in sizes.

Whatever the way in, `PictureField` stores what `master` made and never the uploaded bytes.
"""

import hashlib
import io
from pathlib import PurePosixPath

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.db.models.fields.files import ImageFieldFile
from PIL import Image, ImageCms, ImageOps

FORMATS = ["JPEG", "PNG", "WEBP", "AVIF"]
MAX_BYTES = 15 * 1024 * 1024
MAX_PIXELS = 40_000_000
TOO_MANY_PIXELS = "The picture has more than 40 megapixels. Save it smaller and try again."
# WebP has no longer ones, and whoever shows so long a strip wants it cut.
LONGEST_SIDE = 16_383
TOO_LONG = "The picture is more than 16,383 pixels long or wide. Crop it and try again."
WIDTHS = [480, 960, 1600]
# Quality was chosen by eye on photographs; AVIF's speed 8 costs a tenth of the default's time.
VARIANTS = {"avif": {"quality": 55, "speed": 8}, "webp": {"quality": 78}}


def check_picture(file) -> None:
    """Raises ValidationError unless the header shows a picture that we take. Decodes nothing."""
    if file.size > MAX_BYTES:
        raise ValidationError("The file is larger than 15 MB. Save it smaller and try again.")
    file.seek(0)
    try:
        with Image.open(file, formats=FORMATS) as header:
            width, height = header.size
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(TOO_MANY_PIXELS) from error
    except Exception as error:
        raise ValidationError("This is no JPEG, PNG, WebP or AVIF picture.") from error
    finally:
        file.seek(0)
    if width * height > MAX_PIXELS:
        raise ValidationError(TOO_MANY_PIXELS)
    if max(width, height) > LONGEST_SIDE:
        raise ValidationError(TOO_LONG)


def file_name_as_text(text: str) -> bool:
    """Whether an alternative text is only the name of a file, such as “IMG_2041.jpg”."""
    name = text.strip().lower()
    camera = name.startswith(("img_", "dsc_", "dscf", "pxl_", "screenshot_", "photo_"))
    return PurePosixPath(name).suffix in {
        ".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".heic", ".tif", ".tiff"
    } or (camera and " " not in name)  # fmt: skip


def upright(file) -> Image.Image:
    """The decoded picture, turned as its EXIF says, in sRGB, with all metadata left behind."""
    file.seek(0)
    with Image.open(file, formats=FORMATS) as original:
        picture = ImageOps.exif_transpose(original)
        mode = "RGBA" if picture.has_transparency_data else "RGB"
        if profile := picture.info.get("icc_profile"):
            picture = in_srgb(picture, profile)
        picture = in_eight_bits(picture).convert(mode)
    picture.info.clear()
    return picture


def in_eight_bits(picture: Image.Image) -> Image.Image:
    """Scales a grey of 16 bits down, which `convert` would cut to white."""
    if not picture.mode.startswith("I;16"):
        return picture
    return picture.convert("I").point([level >> 8 for level in range(65_536)], "L")


def in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB")) or picture
    except (ImageCms.PyCMSError, OSError):
        return picture  # A broken profile: the plain numbers are the best guess.


def master(picture: Image.Image) -> tuple[str, bytes]:
    """File ending and bytes of the full-size picture: JPEG, or PNG where it is transparent."""
    buffer = io.BytesIO()
    if picture.mode == "RGBA":
        picture.save(buffer, "PNG", optimize=True)
        return "png", buffer.getvalue()
    picture.save(buffer, "JPEG", quality=88, optimize=True, progressive=True)
    return "jpg", buffer.getvalue()


def widths_for(width: int) -> list[int]:
    """Up to three widths, none above the picture's own; a small picture has its own width only."""
    return [w for w in WIDTHS if w < width] + ([width] if width <= WIDTHS[-1] else [])


def variant_name(name: str, width: int, kind: str) -> str:
    return f"{PurePosixPath(name).with_suffix('')}-{width}.{kind}"


class PictureFile(ImageFieldFile):
    def save(self, name, content, save=True):
        check_picture(content)
        picture = upright(content)
        ending, data = master(picture)
        # Named by its content: the address may be cached for ever, and a copy is stored once.
        stored = f"photos/{hashlib.sha256(data).hexdigest()[:20]}.{ending}"
        self.store(stored, data)
        self.instance.widths = widths_for(picture.width)
        for width in self.instance.widths:
            self.make_variants(stored, picture, width)
        self.name = stored
        setattr(self.instance, self.field.attname, stored)
        self._committed = True
        if save:
            self.instance.save()

    save.alters_data = True  # type: ignore[attr-defined]

    def make_variants(self, stored, picture, width):
        height = max(1, round(picture.height * width / picture.width))
        resized = picture.resize((width, height), Image.Resampling.LANCZOS)
        for kind, options in VARIANTS.items():
            buffer = io.BytesIO()
            resized.save(buffer, kind.upper(), **options)
            self.store(variant_name(stored, width, kind), buffer.getvalue())

    def store(self, name, data):
        if not self.storage.exists(name):
            self.storage.save(name, ContentFile(data))


class PictureFormField(forms.ImageField):
    def to_python(self, data):
        if data:
            check_picture(data)
        return super().to_python(data)

    def validate(self, value):
        """A header may be sound and the rest cut off: here the editor can still be told."""
        super().validate(value)
        try:
            if value:
                upright(value)
        except (OSError, SyntaxError, ValueError) as error:
            raise ValidationError("The picture is damaged. Save it anew and try again.") from error


class PictureField(models.ImageField):
    """An image whose stored file, and its smaller AVIF and WebP copies, we made ourselves."""

    attr_class = PictureFile

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PictureFormField} | kwargs)
