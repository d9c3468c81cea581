"""Lettering: text set in lines, with the font of its script and in its direction.

Arabic is shaped by Pillow's Raqm. A word in another script inside an Arabic line (a name, an address) keeps its own direction and font.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from PIL import ImageDraw, ImageFont, features

from pages import languages

FONTS = Path(__file__).with_name("fonts")
LINE_HEIGHT = 1.3
ARABIC = range(0x0600, 0x0700)


def can_set(code: str) -> bool:
    """Whether this Pillow can set a language: those written from right to left need Raqm."""
    return languages.direction(code) == "ltr" or bool(features.check("raqm"))


@dataclass(frozen=True, slots=True)
class Face:
    """A weight of the family, as a language is set in it."""

    code: str
    is_bold: bool

    @property
    def is_rtl(self) -> bool:
        """Whether its lines run from right to left."""
        return languages.direction(self.code) == "rtl"

    def runs(self, line: str) -> list[tuple[str, bool]]:
        """The parts of a line that are set in one font, in reading order, each with whether that is the Arabic one."""
        if not self.is_rtl:
            return [(line, False)]
        return [(" ".join(words), arabic) for arabic, words in groupby(line.split(), key=_is_arabic)]


def _is_arabic(word: str) -> bool:
    """Whether a word goes with the Arabic text: it has a letter of it, or none of any script (a number, a dash)."""
    return any(ord(character) in ARABIC for character in word) or not any(character.isalpha() for character in word)


@cache
def _font(is_arabic: bool, is_bold: bool, size: int) -> ImageFont.FreeTypeFont:
    name = f"NotoSans{'Arabic' if is_arabic else ''}-{'Bold' if is_bold else 'Regular'}.ttf"
    engine = ImageFont.Layout.RAQM if is_arabic else ImageFont.Layout.BASIC
    return ImageFont.truetype(str(FONTS / name), size, layout_engine=engine)


def width_of(face: Face, line: str, size: int) -> float:
    """How wide a line is, in pixels."""
    runs = face.runs(line)
    gaps = _space(size) * (len(runs) - 1)
    return sum(_font(arabic, face.is_bold, size).getlength(text, **_direction(arabic)) for text, arabic in runs) + gaps


def lines_of(face: Face, text: str, size: int, width: int) -> list[str]:
    """The text broken where its words no longer fit; a word that is wider than a line stands alone."""
    lines: list[str] = []
    # Only ordinary spaces: French keeps some signs with the word before them.
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(face, longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def largest(face: Face, text: str, box: tuple[int, int], sizes: range) -> int:
    """The largest of these sizes (from large to small) in which the text fits a box, the smallest where none does."""
    for size in sizes:
        lines = lines_of(face, text, size, box[0])
        if height_of(len(lines), size) <= box[1] and all(width_of(face, line, size) <= box[0] for line in lines):
            return size
    return sizes[-1]


def height_of(count: int, size: int) -> int:
    """How high so many lines are, in pixels."""
    return round(count * size * LINE_HEIGHT)


def write(draw: ImageDraw.ImageDraw, face: Face, lines: list[str], size: int, at: tuple[int, int], width: int, colour: str) -> int:
    """Sets lines in a column that begins at its upper left corner ``at``; returns where the next may begin."""
    top = at[1]
    for line in lines:
        start = float(at[0] + (width if face.is_rtl else 0))
        for text, arabic in face.runs(line):
            font = _font(arabic, face.is_bold, size)
            length = font.getlength(text, **_direction(arabic))
            left = start - length if face.is_rtl else start
            # Letters of both fonts stand on one line.
            draw.text((left, top + size), text, font=font, fill=colour, anchor="ls", **_direction(arabic))
            start = left - _space(size) if face.is_rtl else left + length
        top += round(size * LINE_HEIGHT)
    return top


def _space(size: int) -> float:
    return size * 0.26


def _direction(is_arabic: bool) -> dict[str, Any]:
    return {"direction": "rtl", "language": "ar"} if is_arabic else {}
