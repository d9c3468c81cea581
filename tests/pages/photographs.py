"""Pictures as cameras and programs write them: with notes of where, when, by whom."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, PngImagePlugin

NOTE = "CANARI"

EXIF_ORIENTATION, EXIF_ARTIST, EXIF_GPS = 0x0112, 0x013B, 0x8825
TURNED_RIGHT = 6


def noted_exif() -> Image.Exif:
    """What a telephone held upright writes: it turned the picture, knows its owner and where it was."""
    exif = Image.Exif()
    exif[EXIF_ORIENTATION] = TURNED_RIGHT
    exif[EXIF_ARTIST] = NOTE
    exif.get_ifd(EXIF_GPS).update({1: "N", 2: (48.0, 51.0, 0.0), 3: "E", 4: (2.0, 21.0, 0.0)})
    return exif


def plain(color: str = "#ff0000", mode: str = "RGB", size: tuple[int, int] = (60, 30)) -> Image.Image:
    """A picture of one colour."""
    return Image.new("RGB", size, color).convert(mode)


def written(image: Image.Image, kind: str, **options: Any) -> bytes:
    """The bytes of a picture in a format of Pillow."""
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def photograph(kind: str = "JPEG", **options: Any) -> bytes:
    """A picture with EXIF data and a place."""
    return written(plain(), kind, exif=noted_exif(), **options)


def png_with_texts(image: Image.Image) -> bytes:
    """A PNG with an author and an XMP packet."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", NOTE)
    texts.add_itxt("XML:com.adobe.xmp", NOTE)
    return written(image, "PNG", pnginfo=texts)


def jpeg_with_press_notes(image: Image.Image) -> bytes:
    """A JPEG with the author's name as news agencies write it (IPTC, in a segment of Photoshop's)."""
    notes = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x0a\x1c\x02\x50\x00\x06" + NOTE.encode()
    content = written(image, "JPEG")
    return content[:2] + b"\xff\xed" + (len(notes) + 2).to_bytes(2, "big") + notes + content[2:]
