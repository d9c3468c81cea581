"""What is done to an image at upload: metadata removed, dominant colour and placeholder computed."""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

PLACEHOLDER_PIXELS = 16
"""Longest side of the placeholder: enough to guess the composition, about 200 bytes as WebP."""

WRITTEN_AS: dict[str, tuple[str, dict[str, Any]]] = {
    "AVIF": ("AVIF", {"quality": 85}),
    "GIF": ("GIF", {}),
    "JPEG": ("JPEG", {"quality": 92}),
    # Several pictures in one file, as telephones make them: the first is the photograph.
    "MPO": ("JPEG", {"quality": 92}),
    "PNG": ("PNG", {"optimize": True}),
    "WEBP": ("WEBP", {"quality": 92}),
}
"""The formats that are taken, and how they are written again without what a camera or a program noted in them."""

OF_THE_PICTURE = frozenset(
    {
        "background",
        "blend",
        "chromaticity",
        "default_image",
        "disposal",
        "duration",
        "gamma",
        "icc_profile",
        "loop",
        "srgb",
        "transparency",
    }
)
"""What Pillow reads beside the pixels that belongs to the picture: kept."""

OF_THE_FORMAT = frozenset(
    {
        "adobe",
        "adobe_transform",
        "bbox",
        "dpi",
        "extension",
        "interlace",
        "jfif",
        "jfif_density",
        "jfif_unit",
        "jfif_version",
        "progression",
        "progressive",
        "timestamp",
        "version",
    }
)
"""What says how the file is written, and nothing of who made it. Anything else is taken for notes, and removed."""


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
    """The uploaded file turned upright and written again without EXIF, GPS, XMP, IPTC or comments.

    Files that carry none are returned as they are, byte for byte. Raises ``ValidationError`` for what is no image of ``WRITTEN_AS``.
    """
    image = _open(file)
    if image.format not in WRITTEN_AS:
        raise ValidationError({"file": _("This file cannot be read as an image.")})
    if not _carries_notes(image):
        file.seek(0)
        return file
    written_as, options = WRITTEN_AS[image.format]
    if profile := image.info.get("icc_profile"):
        options = {**options, "icc_profile": profile}
    frames = [_clean(frame) for frame in ImageSequence.Iterator(image)] if written_as != "JPEG" else [_clean(image)]
    if len(frames) > 1:
        durations = [frame.info.get("duration", 0) for frame in frames]
        options = {**options, "save_all": True, "append_images": frames[1:], "duration": durations, "loop": image.info.get("loop", 0)}
    buffer = io.BytesIO()
    frames[0].save(buffer, format=written_as, **options)
    return ContentFile(buffer.getvalue(), name=file.name)


def _carries_notes(image: Image.Image) -> bool:
    return image.format == "MPO" or bool(image.getexif()) or not (OF_THE_PICTURE | OF_THE_FORMAT).issuperset(map(str, image.info))


def _clean(frame: Image.Image) -> Image.Image:
    upright = ImageOps.exif_transpose(frame)
    clean = upright.copy()
    clean.info = {name: value for name, value in upright.info.items() if name in OF_THE_PICTURE}
    return clean


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
