"""An image keeps its pixels, and nothing of who took it, when or where."""

from __future__ import annotations

import base64
import io
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image

from pages.image_preparation import describe_pixels, without_metadata
from tests.pages.photographs import NOTE, jpeg_with_press_notes, noted_exif, photograph, plain, png_with_texts, written


def cleaned(content: bytes) -> bytes:
    file = without_metadata(ContentFile(content, name="photo.jpg"))
    assert file.name == "photo.jpg"
    return file.read()


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_exif_and_the_place_go_and_the_picture_stands_upright(kind: str) -> None:
    content = cleaned(photograph(kind))
    image = opened(content)
    assert (image.format, image.size, dict(image.getexif()), "exif" in image.info) == (kind, (30, 60), {}, False)
    assert (NOTE.encode() in content, b"GPS" in content) == (False, False)


def test_a_telephones_file_of_several_pictures_becomes_one_photograph() -> None:
    content = photograph("MPO", save_all=True, append_images=[plain("#00ff00")])
    assert opened(content).format == "MPO"
    image = opened(cleaned(content))
    assert (image.format, image.size, dict(image.getexif()), getattr(image, "n_frames", 1)) == ("JPEG", (30, 60), {}, 1)
    assert NOTE.encode() not in cleaned(content)


@pytest.mark.parametrize(
    ("kind", "options"),
    [("GIF", {"comment": NOTE.encode()}), ("PNG", {"exif": noted_exif()}), ("WEBP", {"exif": noted_exif()})],
)
def test_a_moving_picture_keeps_its_pace(kind: str, options: dict[str, Any]) -> None:
    content = cleaned(written(plain(), kind, save_all=True, append_images=[plain("#00ff00")], duration=[100, 200], loop=3, **options))
    image = opened(content)
    durations = []
    for frame in range(image.n_frames):
        image.seek(frame)
        image.load()
        durations.append(image.info["duration"])
    assert (durations, image.info["loop"], NOTE.encode() in content) == ([100, 200], 3, False)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_the_texts_of_a_png_go_and_its_pixels_stay(mode: str) -> None:
    before = Image.new(mode, (8, 8), 1 if mode in ("1", "L", "P", "I;16") else None)
    content = cleaned(png_with_texts(before))
    assert (NOTE.encode() in content, opened(content).mode, opened(content).tobytes()) == (False, mode, before.tobytes())


def test_a_transparent_colour_stays_transparent() -> None:
    before = Image.new("P", (8, 8), 5)
    before.putpalette([0] * 15 + [255, 0, 0] + [0] * 750)
    before.info["transparency"] = 5
    assert opened(cleaned(png_with_texts(before))).convert("RGBA").getpixel((0, 0)) == (255, 0, 0, 0)


@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_the_notes_of_the_press_go(mode: str) -> None:
    content = cleaned(jpeg_with_press_notes(plain(mode=mode)))
    assert (NOTE.encode() in content, opened(content).mode) == (False, mode)


def test_the_comment_of_a_jpeg_goes() -> None:
    assert NOTE.encode() not in cleaned(written(plain(), "JPEG", comment=NOTE.encode()))


def test_a_colour_profile_stays() -> None:
    profile = b"\x00" * 36 + b"acsp" + b"\x00" * 88
    content = cleaned(written(plain(), "JPEG", exif=noted_exif(), icc_profile=profile))
    assert (opened(content).info["icc_profile"], NOTE.encode() in content) == (profile, False)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_a_picture_without_notes_is_kept_byte_for_byte(kind: str) -> None:
    content = written(plain(), kind, icc_profile=b"\x00" * 36 + b"acsp" + b"\x00" * 88)
    assert cleaned(content) == content


@pytest.mark.parametrize(
    "content",
    [b"", b"Ceci n'est pas une image.", b"<svg xmlns='http://www.w3.org/2000/svg'/>", written(plain(), "TIFF"), photograph()[:200]],
)
def test_what_is_no_image_of_ours_is_refused(content: bytes) -> None:
    with pytest.raises(ValidationError) as refusal:
        without_metadata(ContentFile(content, name="photo.jpg"))
    assert refusal.value.message_dict == {"file": ["Ce fichier ne peut pas être lu comme une image."]}


@pytest.mark.parametrize(("color", "expected"), [("#336699", "#336699"), ("#ffffff", "#ffffff"), ("#000000", "#000000")])
def test_the_dominant_colour_and_a_tiny_placeholder_are_computed(color: str, expected: str) -> None:
    image = plain("#ff0000", size=(90, 30))
    image.paste(plain(color, size=(60, 30)), (0, 0))
    file = ContentFile(written(image, "PNG"))
    pixels = describe_pixels(file)
    assert (pixels.dominant_color, file.tell()) == (expected, 0)
    prefix, encoded = pixels.placeholder.split(",")
    small = opened(base64.b64decode(encoded))
    assert (prefix, small.format, small.size) == ("data:image/webp;base64", "WEBP", (16, 5))
