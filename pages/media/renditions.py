"""The sizes in which images go out: a closed list, so that nobody can make the server compute others."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RenditionSpec:
    """One size: Wagtail's filter, the type of the file, and what it is for."""

    filter_spec: str
    content_type: str
    extension: str
    purpose: str


def _webp(resize: str, purpose: str) -> RenditionSpec:
    return RenditionSpec(f"{resize}|format-webp|webpquality-78", "image/webp", "webp", purpose)


RENDITIONS: dict[str, RenditionSpec] = {
    "thumbnail": _webp("fill-320x180", "A small 16:9 image for dense lists."),
    "card": _webp("fill-640x360", "A 16:9 image for cards."),
    "square": _webp("fill-400x400", "A square image, for portraits and logos."),
    "wide": _webp("width-1280", "The whole image, at most 1280 pixels wide."),
    "full": _webp("max-1920x1920", "The whole image, at most 1920 pixels on its longer side."),
    "social": RenditionSpec(
        "fill-1200x630|format-jpeg|jpegquality-82", "image/jpeg", "jpg", "1200 by 630 pixels as JPEG, for networks and messages."
    ),
}
