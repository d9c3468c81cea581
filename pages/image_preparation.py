"""What is done to an image at upload: metadata removed, dominant colour and placeholder computed."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

PLACEHOLDER_PIXELS = 16
"""Longest side of the placeholder: enough to guess the composition, about 200 bytes as WebP."""

REENCODED: dict[str, dict[str, Any]] = {"JPEG": {"quality": 92}, "PNG": {"optimize": True}, "WEBP": {"quality": 92}}
"""The formats that carry EXIF and GPS data; they are written again without."""


@dataclass(frozen=True, slots=True)
class Pixels:
    """What is known of an image's pixels: ``#rrggbb`` and a ``data:`` address of a tiny WebP."""

    dominant_color: str
    placeholder: str


def _open(file: Any) -> Image.Image:
    file.seek(0)
    try:
        image = Image.open(file)
        image.load()
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise ValidationError({"file": _("This file cannot be read as an image.")}) from error
    return image


def without_metadata(file: Any) -> Any:
    """The uploaded file turned upright and written again without EXIF, GPS, XMP or comments.

    Files that carry none (and formats that cannot) are returned as they are, byte for byte.
    """
    image = _open(file)
    options = REENCODED.get(image.format or "")
    carries = bool(image.getexif()) or any(key in image.info for key in ("exif", "xmp", "comment", "XML:com.adobe.xmp"))
    if options is None or not carries or getattr(image, "is_animated", False):
        file.seek(0)
        return file
    upright = ImageOps.exif_transpose(image)
    clean = Image.new(upright.mode, upright.size)
    clean.paste(upright)
    if upright.mode == "P" and (palette := upright.getpalette()) is not None:
        clean.putpalette(palette)
    profile = image.info.get("icc_profile")
    buffer = io.BytesIO()
    clean.save(buffer, format=image.format, icc_profile=profile, **options)
    return ContentFile(buffer.getvalue(), name=file.name)


def describe_pixels(file: Any) -> Pixels:
    """Dominant colour and placeholder of an image file; the file is left rewound."""
    image = ImageOps.exif_transpose(_open(file)).convert("RGB")
    image.thumbnail((PLACEHOLDER_PIXELS, PLACEHOLDER_PIXELS))
    buffer = io.BytesIO()
    image.save(buffer, format="WEBP", quality=40)
    reduced = image.quantize(colors=8).convert("RGB")
    counted: Any = reduced.getcolors(PLACEHOLDER_PIXELS * PLACEHOLDER_PIXELS)
    _count, (red, green, blue) = max(counted)
    file.seek(0)
    return Pixels(
        dominant_color=f"#{red:02x}{green:02x}{blue:02x}",
        placeholder="data:image/webp;base64," + base64.b64encode(buffer.getvalue()).decode("ascii"),
    )
