"""Draws a card: the title as large as it fits, whose page it is and of what kind; beside them a photograph, or a number to call."""

from __future__ import annotations

import dataclasses
import io
from typing import Any

from PIL import Image, ImageDraw, ImageOps
from willow.image import UnrecognisedImageFormatError

from pages.cards.facts import CARD_HEIGHT, CARD_WIDTH, CardFacts
from pages.drawing.colours import CREAM, GREEN_BLUE, PEACH, PLUM, SUN, WHITE
from pages.drawing.lettering import Face, balanced, cut, height_of, largest, width_of, write
from pages.drawing.settable import settable
from pages.drawing.shapes import FINER, reduced, rings, sign, smooth

MOST_BYTES = 120_000
"""Some networks show no image that is heavier than what a telephone loads at once."""

QUALITIES = ((90, 0), (82, 0), (74, 0), (64, 2), (46, 2), (28, 2), (14, 2))
"""Pillow's qualities and ways to halve colours, the best first: letters keep their edges for as long as the photograph is not too rich."""

MARGIN = 64
COLUMN, FULL_COLUMN = 608, 952
"""How wide lines are beside something round, and where only the rings lie behind them."""

TITLE_SIZES = range(88, 39, -4)
KIND_SIZE, CLUB_SIZE = 30, 28
UNDER_SIZES = range(32, 25, -2)
NUMBER_SIZES = range(128, 47, -8)
SIGN_SIDE = 60

PHOTOGRAPH = "fill-560x630|format-jpeg|jpegquality-92"
"""The part of a cover that a card shows, as Wagtail's filter; its focal point stays in sight."""
PHOTOGRAPH_SIZE = (560, CARD_HEIGHT)

_DISC_CENTRE, _DISC_RADIUS, _EDGE = (1262, 315), 540, 12
_NUMBER_CENTRE, _NUMBER_RADIUS, _NUMBER_ROOM = (960, 315), 176, 270


def card_image(facts: CardFacts, photograph: Image.Image | None = None) -> bytes:
    """The card as JPEG of at most ``MOST_BYTES``; ``photograph`` is the picture of ``facts.photograph``, None where it cannot be read."""
    facts = _settable(facts)
    image = Image.new("RGB", (CARD_WIDTH, CARD_HEIGHT), PLUM)
    is_rtl = Face(facts.language, is_bold=True).is_rtl
    if photograph is not None:
        _show_photograph(image, photograph, is_rtl=is_rtl)
    elif facts.number:
        _show_number(image, facts, is_rtl=is_rtl)
    else:
        rings(image, is_rtl=is_rtl)
    _set_words(image, facts, COLUMN if photograph is not None or facts.number else FULL_COLUMN)
    return _as_jpeg(image)


def _settable(facts: CardFacts) -> CardFacts:
    bold, regular = Face(facts.language, is_bold=True), Face(facts.language, is_bold=False)
    names = tuple(name for name in (settable(regular, name) for name in facts.names) if name)
    return dataclasses.replace(facts, title=settable(bold, facts.title), names=names, line=settable(regular, facts.line))


def photograph_of(cover: Any) -> Image.Image | None:
    """The part of a cover that a card shows; None where its file is missing or broken."""
    try:
        rendition = cover.get_rendition(PHOTOGRAPH)
        with rendition.file.open("rb") as file, Image.open(file) as opened:
            return ImageOps.fit(opened.convert("RGB"), PHOTOGRAPH_SIZE, Image.Resampling.LANCZOS)
    except (OSError, ValueError, UnrecognisedImageFormatError):
        return None


def _as_jpeg(image: Image.Image) -> bytes:
    for quality, subsampling in QUALITIES:
        sink = io.BytesIO()
        image.save(sink, "JPEG", quality=quality, subsampling=subsampling, optimize=True, progressive=True)
        if sink.tell() <= MOST_BYTES:
            break
    return sink.getvalue()


def _disc_mask(centre: tuple[int, int], radius: int, *, is_rtl: bool) -> Image.Image:
    mask = smooth((CARD_WIDTH, CARD_HEIGHT))
    x, y = (CARD_WIDTH - centre[0] if is_rtl else centre[0]), centre[1]
    corners = tuple(value * FINER for value in (x - radius, y - radius, x + radius, y + radius))
    ImageDraw.Draw(mask).ellipse(corners, fill=255)
    return reduced(mask)


def _show_photograph(image: Image.Image, photograph: Image.Image, *, is_rtl: bool) -> None:
    """The picture in a disc that reaches beyond the card's end, with a bright edge."""
    image.paste(SUN, mask=_disc_mask(_DISC_CENTRE, _DISC_RADIUS + _EDGE, is_rtl=is_rtl))
    layer = Image.new("RGB", image.size, PLUM)
    layer.paste(photograph, (0 if is_rtl else CARD_WIDTH - photograph.width, 0))
    image.paste(layer, mask=_disc_mask(_DISC_CENTRE, _DISC_RADIUS, is_rtl=is_rtl))


def _show_number(image: Image.Image, facts: CardFacts, *, is_rtl: bool) -> None:
    """The number to call in a disc, and below it whose it is."""
    image.paste(SUN, mask=_disc_mask(_NUMBER_CENTRE, _NUMBER_RADIUS + _EDGE // 2, is_rtl=is_rtl))
    image.paste(GREEN_BLUE, mask=_disc_mask(_NUMBER_CENTRE, _NUMBER_RADIUS, is_rtl=is_rtl))
    draw = ImageDraw.Draw(image)
    middle = CARD_WIDTH - _NUMBER_CENTRE[0] if is_rtl else _NUMBER_CENTRE[0]
    latin = Face("fr", is_bold=True)
    size = largest(latin, facts.number, (_NUMBER_ROOM, height_of(1, NUMBER_SIZES[0])), NUMBER_SIZES)
    top = _NUMBER_CENTRE[1] - round(size * 0.68)
    write(draw, latin, [facts.number], size, (middle - round(width_of(latin, facts.number, size) / 2), top), _NUMBER_ROOM, WHITE)


def _set_words(image: Image.Image, facts: CardFacts, column: int) -> None:
    """Kind, title, names, one below another, and at the foot the Club."""
    draw = ImageDraw.Draw(image)
    bold, regular = Face(facts.language, is_bold=True), Face(facts.language, is_bold=False)
    left = CARD_WIDTH - MARGIN - column if bold.is_rtl else MARGIN
    foot = _sign_off(image, facts, left, column)
    top = MARGIN - 8
    if facts.kind:
        top = write(draw, bold, cut(bold, [facts.kind], KIND_SIZE, column, 1), KIND_SIZE, (left, top), column, SUN) + 12
    under = [line for line in (facts.line, " · ".join(facts.names)) if line]
    room = foot - top - height_of(len(under), UNDER_SIZES[0]) - 56
    size = largest(bold, facts.title, (column, room), TITLE_SIZES)
    lines = cut(bold, balanced(bold, facts.title, size, column), size, column, room // height_of(1, size))
    start = top + max(0, (room + 20 - height_of(len(lines), size)) // 2)
    top = write(draw, bold, lines, size, (left, start), column, WHITE) + 14
    for line in under:
        size = largest(regular, line, (column, height_of(1, UNDER_SIZES[0])), UNDER_SIZES)
        top = write(draw, regular, cut(regular, [line], size, column, 1), size, (left, top), column, CREAM)


def _sign_off(image: Image.Image, facts: CardFacts, left: int, column: int) -> int:
    """The sign and the name of the Club at the foot; returns where they begin."""
    face = Face(facts.language, is_bold=True)
    top = CARD_HEIGHT - MARGIN - SIGN_SIDE + 12
    sign(image, (left + column - SIGN_SIDE if face.is_rtl else left, top), SIGN_SIDE)
    beside = SIGN_SIDE + 18
    name_top = top + (SIGN_SIDE - height_of(1, CLUB_SIZE)) // 2 + 4
    at = (left if face.is_rtl else left + beside, name_top)
    write(ImageDraw.Draw(image), face, [facts.club], CLUB_SIZE, at, column - beside, PEACH)
    return top
