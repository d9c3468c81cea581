"""Lettering: text set in lines, with the font of its script and in its direction.

Arabic is shaped by Pillow's Raqm. A word in another script inside an Arabic line (a name, an address) keeps its own direction and font,
and a sign that the Arabic font does not have (a bracket, a dash) is taken from the other, turned as the line runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from PIL import ImageDraw, ImageFont, features

from pages import languages

FONTS = Path(__file__).with_name("fonts")
LINE_HEIGHT = 1.3
ARABIC = range(0x0600, 0x0700)
# What the Arabic font has beside its letters.
ARABIC_SIGNS = frozenset("!,-.:«»0123456789")
MIRRORED = str.maketrans("()[]{}<>‹›", ")(][}{><›‹")
ELLIPSIS = "…"


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

    def runs(self, line: str) -> list[Run]:
        """The parts of a line that are set in one font, in reading order."""
        if not self.is_rtl:
            return [Run(line, is_arabic=False)]
        runs: list[Run] = []
        for word in line.split():
            first, *others = _runs_of(word)
            if runs and runs[-1].may_grow and first.may_grow and runs[-1].is_arabic == first.is_arabic:
                runs[-1] = runs[-1]._replace(text=f"{runs[-1].text} {first.text}")
            else:
                runs.append(first)
            runs += others
        return runs


class Run(NamedTuple):
    """A part of a line in one font: whether that is the Arabic one, whether a space stands before it, whether words may join it."""

    text: str
    is_arabic: bool
    has_space: bool = True
    may_grow: bool = True


def _runs_of(word: str) -> Iterator[Run]:
    """The runs of a word of an Arabic line: one where its font has all of it."""
    if any(character.isalpha() for character in word) and not any(ord(character) in ARABIC for character in word):
        yield Run(word, is_arabic=False)
        return
    for place, (arabic, characters) in enumerate(groupby(word, key=is_in_arabic_font)):
        text = "".join(characters)
        # A sign of the other font is set from left to right: its parts change places, and it turns to its other side.
        yield Run(text, True, place == 0) if arabic else Run(text[::-1].translate(MIRRORED), False, place == 0, False)


def is_in_arabic_font(character: str) -> bool:
    """Whether a sign of an Arabic line is set in the font of Arabic."""
    return ord(character) in ARABIC or character in ARABIC_SIGNS or character.isspace()


@cache
def font_of(is_arabic: bool, is_bold: bool, size: int) -> ImageFont.FreeTypeFont:
    """The font of a script in a weight and a size."""
    name = f"NotoSans{'Arabic' if is_arabic else ''}-{'Bold' if is_bold else 'Regular'}.ttf"
    engine = ImageFont.Layout.RAQM if is_arabic else ImageFont.Layout.BASIC
    return ImageFont.truetype(str(FONTS / name), size, layout_engine=engine)


def width_of(face: Face, line: str, size: int) -> float:
    """How wide a line is, in pixels."""
    return sum(_length(run, face, size) + _gap(place, run, size) for place, run in enumerate(face.runs(line)))


def _length(run: Run, face: Face, size: int) -> float:
    return float(font_of(run.is_arabic, face.is_bold, size).getlength(run.text, **_direction(run.is_arabic)))


def _gap(place: int, run: Run, size: int) -> float:
    """The space before a run; none before the first of a line."""
    return size * 0.26 if place and run.has_space else 0


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


def cut(face: Face, lines: list[str], size: int, width: int, most: int) -> list[str]:
    """At most so many lines, none wider than ``width``: what is left out, three dots say."""
    shown = lines[:most]
    if len(lines) > most:
        shown[-1] = f"{shown[-1]} {lines[most]}"
    return [_cut_line(face, line, size, width) for line in shown]


def _cut_line(face: Face, line: str, size: int, width: int) -> str:
    if width_of(face, line, size) <= width:
        return line
    while line and width_of(face, line + ELLIPSIS, size) > width:
        # Word by word; letter by letter only where one word is too long.
        line = line.rpartition(" ")[0] or line[:-1]
    return line.rstrip(" ·") + ELLIPSIS


def balanced(face: Face, text: str, size: int, width: int) -> list[str]:
    """The text in as few lines as fit the width, of much the same length: no word is left alone on the last one."""
    words = text.split(" ")

    @cache
    def best(start: int, most: int) -> tuple[float, tuple[str, ...]]:
        """How ragged the words from ``start`` on are in at most so many lines, and these lines."""
        if start == len(words):
            return 0, ()
        found: tuple[float, tuple[str, ...]] = (float("inf"), ())
        for end in range(start + 1, len(words) + 1) if most else ():
            line = " ".join(words[start:end])
            left = width - width_of(face, line, size)
            if left < 0 and end > start + 1:
                break
            ragged, others = best(end, most - 1)
            found = min(found, (ragged + left**2, (line, *others)))
        return found

    return list(best(0, len(lines_of(face, text, size, width)))[1])


def height_of(count: int, size: int) -> int:
    """How high so many lines are, in pixels."""
    return round(count * size * LINE_HEIGHT)


def write(draw: ImageDraw.ImageDraw, face: Face, lines: list[str], size: int, at: tuple[int, int], width: int, colour: str) -> int:
    """Sets lines in a column that begins at its upper left corner ``at``; returns where the next may begin."""
    top = at[1]
    for line in lines:
        start = float(at[0] + (width if face.is_rtl else 0))
        for place, run in enumerate(face.runs(line)):
            length, gap = _length(run, face, size), _gap(place, run, size)
            left = start - gap - length if face.is_rtl else start + gap
            font = font_of(run.is_arabic, face.is_bold, size)
            # Letters of both fonts stand on one line.
            draw.text((left, top + size), run.text, font=font, fill=colour, anchor="ls", **_direction(run.is_arabic))
            start = left if face.is_rtl else left + length
        top += round(size * LINE_HEIGHT)
    return top


def _direction(is_arabic: bool) -> dict[str, Any]:
    return {"direction": "rtl", "language": "ar"} if is_arabic else {}
