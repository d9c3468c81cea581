"""Images: the formats of the web, recognised and read whole before anything is done with them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from pages.uploads.sizes import check_size, ending

FORMATS: dict[str, frozenset[str]] = {
    "AVIF": frozenset({"avif"}),
    "GIF": frozenset({"gif"}),
    "JPEG": frozenset({"jpg", "jpeg"}),
    # Several pictures in one file, as telephones make them: Pillow opens it as JPEG and then says so.
    "MPO": frozenset({"jpg", "jpeg"}),
    "PNG": frozenset({"png"}),
    "WEBP": frozenset({"webp"}),
}
"""What Pillow may find, and the endings it may have."""

DECODERS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")
"""No other is tried on what people send."""

_UNREADABLE = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError)
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)
_START = 4096


def check_image(file: Any) -> None:
    """Raises ``ValidationError`` on the field "file" where an open file is no image, too large, or another than its name says.

    The file is left rewound. Its pixels are counted, all frames together, before they are unpacked.
    """
    try:
        check_size(file, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
        _refuse_drawing(file)
        _check_pixels(file)
    except ValidationError as error:
        raise ValidationError({"file": error}) from error
    finally:
        file.seek(0)


def _refuse_drawing(file: Any) -> None:
    file.seek(0)
    if ending(file) == "svg" or b"<svg" in file.read(_START).lower():
        raise ValidationError(_("SVG drawings are not taken: they can hold scripts. Export the drawing as PNG or WebP."))


def _check_pixels(file: Any) -> None:
    file.seek(0)
    try:
        image = Image.open(file, formats=DECODERS)
        if ending(file) not in FORMATS[str(image.format)]:
            raise ValidationError(_("This image is a %(format)s file, whatever its name says."), params={"format": image.format})
        pixels = image.width * image.height * getattr(image, "n_frames", 1)
        if pixels > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
            raise _too_many_pixels()
        image.load()
    except _BOMBS as error:
        raise _too_many_pixels() from error
    except _UNREADABLE as error:
        raise ValidationError(_("This file cannot be read as an image.")) from error


def _too_many_pixels() -> ValidationError:
    millions = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    return ValidationError(_("This image has too many pixels: %(limit)s million at most, all frames together."), params={"limit": millions})
