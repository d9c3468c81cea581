"""The sizes in which images go out: a closed list, so that nobody can make the server compute others."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache

from PIL import Image


@dataclass(frozen=True, slots=True)
class RenditionSpec:
    """One size: its name in addresses, Wagtail's filter, the type of the file, and what it is for."""

    name: str
    filter_spec: str
    content_type: str
    extension: str
    purpose: str

    @property
    def file_name(self) -> str:
        """The last part of the address."""
        return f"{self.name}.{self.extension}"


# Filters and endings of the formats, the smaller files first. AVIF's 60 and WebP's 78 look alike.
_FORMATS = {"image/avif": ("format-avif|avifquality-60", "avif"), "image/webp": ("format-webp|webpquality-78", "webp")}


def _spec(name: str, resize: str, purpose: str, content_type: str = "image/webp") -> RenditionSpec:
    filters, extension = _FORMATS[content_type]
    return RenditionSpec(name, f"{resize}|{filters}", content_type, extension, purpose)


_NAMED = (
    _spec("thumbnail", "fill-320x180", "A small 16:9 image for dense lists."),
    _spec("card", "fill-640x360", "A 16:9 image for cards."),
    _spec("square", "fill-400x400", "A square image, for portraits and logos."),
    _spec("wide", "width-1280", "The whole image, at most 1280 pixels wide."),
    _spec("full", "max-1920x1920", "The whole image, at most 1920 pixels on its longer side."),
    RenditionSpec(
        "social",
        "fill-1200x630|format-jpeg|jpegquality-82",
        "image/jpeg",
        "jpg",
        "1200 by 630 pixels as JPEG, for networks and messages.",
    ),
)

RENDITIONS: dict[str, RenditionSpec] = {spec.name: spec for spec in _NAMED}
"""The sizes that have a name for readers."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What of an image is shown, and the widths (pixels) in which browsers may choose it. `ratio` is that of a cut; None cuts nothing."""

    purpose: str
    widths: tuple[int, ...]
    ratio: tuple[int, int] | None = None

    def resize(self, width: int) -> str:
        """Wagtail's filter for a width."""
        if self.ratio is None:
            return f"width-{width}"
        across, down = self.ratio
        return f"fill-{width}x{width * down // across}"


SHAPES: dict[str, Shape] = {
    "whole": Shape("The whole image.", (320, 640, 960, 1280, 1920)),
    "landscape": Shape("Cut to 16:9 around its focal point.", (320, 640, 960, 1280), (16, 9)),
    "square": Shape("Cut to a square around its focal point.", (200, 400, 800), (1, 1)),
}

SOURCES: dict[str, dict[str, tuple[RenditionSpec, ...]]] = {
    name: {
        content_type: tuple(_spec(f"{name}-{width}", shape.resize(width), shape.purpose, content_type) for width in shape.widths)
        for content_type in _FORMATS
    }
    for name, shape in SHAPES.items()
}
"""By shape, then by type of file: the sizes among which browsers choose, the narrowest first."""

FILES: dict[str, RenditionSpec] = {
    spec.file_name: spec for spec in (*_NAMED, *(spec for formats in SOURCES.values() for specs in formats.values() for spec in specs))
}
"""Every file there is of an image, by the last part of its address."""


@cache
def can_write(content_type: str) -> bool:
    """Whether this build of Pillow writes files of the type: some come without AVIF."""
    try:
        Image.new("RGB", (1, 1)).save(io.BytesIO(), content_type.removeprefix("image/").upper())
    except (KeyError, OSError, ValueError):
        return False
    return True
