"""The images of a kit: one for each shape that networks show, drawn from the edition's words and its associations' logos."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageDraw, ImageOps

from editorial.share_kit.contents import Kit, KitInLanguage
from editorial.share_kit.texts import edition_number
from pages.drawing.colours import CREAM, GREEN_BLUE, PLUM, SUN, WHITE
from pages.drawing.lettering import Face, height_of, largest, lines_of, width_of, write
from pages.drawing.settable import settable
from pages.drawing.shapes import rings
from pages.reader_words import words


@dataclass(frozen=True, slots=True)
class Shape:
    """An image's size in pixels, the room for its title, and what its small print measures."""

    name: str
    width: int
    height: int
    margin: int
    title_sizes: range
    small: int


SHAPES = (
    Shape("square", 1080, 1080, 84, range(104, 47, -4), 38),
    Shape("landscape", 1200, 630, 64, range(80, 35, -4), 30),
    Shape("story", 1080, 1920, 96, range(124, 55, -4), 46),
)

STORY_EDGE = 0.13
"""The share of a story's height above and below which networks lay their own signs."""


def image_of(kit: Kit, said: KitInLanguage, shape: Shape) -> bytes:
    """The image as PNG."""
    image = Image.new("RGB", (shape.width, shape.height), PLUM)
    rings(image, is_rtl=Face(said.code, is_bold=True).is_rtl)
    draw = ImageDraw.Draw(image)
    edge = round(shape.height * STORY_EDGE) if shape.name == "story" else shape.margin
    column = shape.width - 2 * shape.margin
    top = _head(draw, kit, said, shape, edge)
    foot = _foot(image, draw, kit, said, shape, shape.height - edge)
    bold = Face(said.code, is_bold=True)
    room = (column, foot - top - 2 * shape.small)
    title = settable(bold, said.title)
    size = largest(bold, title, room, shape.title_sizes)
    lines = lines_of(bold, title, size, column)
    start = top + shape.small + max(0, (room[1] - height_of(len(lines), size)) // 2)
    write(draw, bold, lines, size, (shape.margin, start), column, WHITE)
    sink = io.BytesIO()
    image.save(sink, "PNG", optimize=True)
    return sink.getvalue()


def _head(draw: ImageDraw.ImageDraw, kit: Kit, said: KitInLanguage, shape: Shape, top: int) -> int:
    """The name of the site and the number of the edition; above them, on a draft, what it is."""
    bold, regular = Face(said.code, is_bold=True), Face(said.code, is_bold=False)
    column = shape.width - 2 * shape.margin
    if kit.is_draft:
        top = _badge(draw, bold, words("before_publication", said.code), shape, top)
    draw.rectangle((0, 0, shape.width, 16), fill=SUN)
    top = write(draw, bold, [words("club", said.code)], shape.small, (shape.margin, top), column, SUN)
    return write(draw, regular, [edition_number(kit, said.code)], shape.small, (shape.margin, top), column, CREAM)


def _badge(draw: ImageDraw.ImageDraw, face: Face, text: str, shape: Shape, top: int) -> int:
    padding = shape.small // 2
    width = round(width_of(face, text, shape.small)) + 2 * padding
    height = round(shape.small * 1.3) + padding
    left = shape.width - shape.margin - width if face.is_rtl else shape.margin
    draw.rectangle((left, top, left + width, top + height), fill=GREEN_BLUE)
    write(draw, face, [text], shape.small, (left + padding, top + padding // 3), width - 2 * padding, WHITE)
    return top + height + padding


def _foot(image: Image.Image, draw: ImageDraw.ImageDraw, kit: Kit, said: KitInLanguage, shape: Shape, bottom: int) -> int:
    """The short address, and below it the logos; returns where they begin."""
    column = shape.width - 2 * shape.margin
    is_rtl = Face(said.code, is_bold=True).is_rtl
    if kit.logos:
        bottom = _logos(image, draw, kit.logos, shape, bottom, is_rtl=is_rtl) - shape.small // 2
    latin = Face("fr", is_bold=True)
    address = said.link.partition("://")[2]
    size = largest(latin, address, (column, shape.small * 2), range(round(shape.small * 1.2), 15, -2))
    top = bottom - height_of(1, size)
    left = round(shape.width - shape.margin - width_of(latin, address, size)) if is_rtl else shape.margin
    write(draw, latin, [address], size, (left, top), column, SUN)
    return top


def _logos(image: Image.Image, draw: ImageDraw.ImageDraw, logos: tuple[Any, ...], shape: Shape, bottom: int, *, is_rtl: bool) -> int:
    """The logos in a row on white, as many as there is room for."""
    height, gap = round(shape.small * 2.8), shape.small // 2
    column, top = shape.width - 2 * shape.margin, bottom - height
    fitted: list[Image.Image] = []
    taken = gap
    for logo in logos:
        small = _fitted(logo, (height * 3, height - gap))
        if taken + small.width + gap > column:
            break
        fitted.append(small)
        taken += small.width + gap
    left = shape.width - shape.margin - taken if is_rtl else shape.margin
    draw.rectangle((left, top, left + taken, bottom), fill=WHITE)
    for small in fitted:
        image.paste(small, (left + gap, top + (height - small.height) // 2), small)
        left += small.width + gap
    return top


def _fitted(logo: Any, most: tuple[int, int]) -> Image.Image:
    with logo.file.open("rb") as file, Image.open(file) as opened:
        return ImageOps.contain(opened.convert("RGBA"), most)
