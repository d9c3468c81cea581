"""SubRip (SRT) files, as people and programs really write them, read into cues."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pages.captions.canonical_text import canonical_text
from pages.captions.cues import CaptionError, Cue, Mendings, PlacedCue, Reading, Remark
from pages.captions.overlaps import without_overlaps
from pages.captions.times import read_loose_time, write_time

if TYPE_CHECKING:
    from collections.abc import Sequence

ARROW = r"\s*(?:-{1,3}>|[–—]>|→)\s*"
# After the times some programs write a place on the screen: X1:100 X2:200.
_TIMES = re.compile(rf"\s*(?P<start>[0-9][0-9 :.,]*?){ARROW}(?P<end>[0-9][0-9:.,]*(?: *[:.,] *[0-9]+)*)(?P<place>(?:\s+\w+:\S+)*)\s*")
# An arrow with a time on its line, or a line that begins with a digit, was meant to be times.
_TRIED_TIMES = re.compile(r"\s*-?[0-9].*-->|.*-->.*[0-9]:[0-9]|.*[0-9]:[0-9].*-->")
# No line of times is longer; the patterns above are not made for long lines.
_LONGEST_TIMES = 200
_REGULAR = re.compile(r"[0-9]{2,}:[0-9]{2}:[0-9]{2}[.,][0-9]{3} --> [0-9]{2,}:[0-9]{2}:[0-9]{2}[.,][0-9]{3}")
_NUMBER = re.compile(r"\s*(?P<number>[0-9]{1,9})\s*")
_DRAWING = re.compile(r"\{\\[^{}]*\}")

COMMAS = _("Commas in the times became points.")
NUMBERS = _("The captions were not numbered 1, 2, 3 in order; captions need no numbers, they were left out.")
REWRITTEN = _("The times were not written in the usual way; they were read as {times}.")
PLACE = _("The place on the screen, written after the times, was left out.")
DRAWING = _("Marks for the look of the text ({\\…}) were left out.")
EMPTY_LINE = _("An empty line inside the text of a caption was taken out.")
TAGS = _("Tags that captions do not know were left out or became plain text: {tags}")
UNREADABLE = _("The times cannot be read; they must be written like 00:01:05,250 --> 00:01:09,000.")
NO_TIMES_HERE = _("A caption begins here with its number, but its times are missing.")
BACKWARDS = _("The caption must end after it begins.")
TOO_EARLY = _("This line stands before the first times: it belongs to no caption.")


@dataclass(frozen=True)
class _Heading:
    """Where a cue begins: the index of its first line (number or times) and of the line of its times."""

    first: int
    times: int


def is_times_line(line: str) -> bool:
    """Say whether a line is one that begins a cue of a SubRip file."""
    return len(line) <= _LONGEST_TIMES and _TIMES.fullmatch(line) is not None


def is_tried_times_line(line: str) -> bool:
    """Say whether a line looks like one that was meant to begin a cue."""
    return is_times_line(line) or (len(line) <= _LONGEST_TIMES and _TRIED_TIMES.match(line) is not None)


def parse_subrip(lines: Sequence[str]) -> Reading:
    """Read the lines of a SubRip file into cues that follow one another, and list what was mended.

    Raises CaptionError with the line of everything that cannot be mended.
    """
    reader = _Reader(lines)
    reader.read()
    if reader.problems:
        raise CaptionError(reader.problems)
    placed = without_overlaps(reader.placed, reader.mendings)
    return Reading(tuple(placed), reader.mendings.in_order())


def mended_times(line: str, number: int, mendings: Mendings) -> tuple[int, int, str] | None:
    """Read the times on one line, generously; also give what follows them. None if they cannot be read."""
    match = _TIMES.fullmatch(line) if len(line) <= _LONGEST_TIMES else None
    start_ms, end_ms = (read_loose_time(match["start"]), read_loose_time(match["end"])) if match else (None, None)
    if match is None or start_ms is None or end_ms is None:
        return None
    place = match["place"].strip()
    if not _REGULAR.fullmatch(line[: match.end("end")].strip()):
        mendings.add(number, format_lazy(REWRITTEN, times=f"{write_time(start_ms)} --> {write_time(end_ms)}"))
    elif "," in match["start"] + match["end"]:
        mendings.add_once(number, COMMAS)
    return start_ms, end_ms, place


class _Reader:
    def __init__(self, lines: Sequence[str]) -> None:
        self.placed: list[PlacedCue] = []
        self.problems: list[Remark] = []
        self.mendings = Mendings()
        self._lines = lines

    def read(self) -> None:
        headings = self._headings()
        ends = [heading.first for heading in headings] + [len(self._lines)]
        for index, line in enumerate(self._lines[: ends[0]]):
            if line.strip():
                self.problems.append(Remark(index + 1, TOO_EARLY))
                break
        for heading, end in zip(headings, ends[1:], strict=True):
            self._cue(heading, end)

    def _headings(self) -> list[_Heading]:
        headings: list[_Heading] = []
        for index, line in enumerate(self._lines):
            if is_tried_times_line(line):
                headings.append(_Heading(self._first_line(index, headings), index))
        return headings

    def _first_line(self, index: int, headings: list[_Heading]) -> int:
        """Find the number above the times, which may be missing, wrong, or a line of the caption before that is only a number."""
        match = _NUMBER.fullmatch(self._lines[index - 1]) if index else None
        expected = len(headings) + 1
        follows_times = bool(headings) and headings[-1].times == index - 2
        stands_apart = index < 2 or not self._lines[index - 2].strip() or follows_times
        if match is None or not (stands_apart or int(match["number"]) == expected):
            self.mendings.add_once(index + 1, NUMBERS)
            return index
        if int(match["number"]) != expected:
            self.mendings.add_once(index, NUMBERS)
        return index - 1

    def _cue(self, heading: _Heading, end: int) -> None:
        number = heading.times + 1
        times = mended_times(self._lines[heading.times], number, self.mendings)
        if times is None:
            self.problems.append(Remark(number, UNREADABLE))
            return
        start_ms, end_ms, place = times
        if end_ms <= start_ms:
            self.problems.append(Remark(number, BACKWARDS))
            return
        if place:
            self.mendings.add_once(number, PLACE)
        said = canonical_text("\n".join(self._text(heading.times + 1, end)), start_ms, end_ms)
        if said.lost:
            self.mendings.add(number, format_lazy(TAGS, tags=" ".join(said.lost[:5])))
        self.placed.append(PlacedCue(number, Cue(start_ms, end_ms, said.speaker, said.text)))

    def _text(self, start: int, end: int) -> list[str]:
        while end > start and not self._lines[end - 1].strip():
            end -= 1
        kept = []
        for index in range(start, end):
            line = _DRAWING.sub("", self._lines[index])
            if line != self._lines[index]:
                self.mendings.add_once(index + 1, DRAWING)
            if line.strip():
                kept.append(line)
            elif not self._lines[index].strip() and self._lines[index - 1].strip():
                self._gap(index, end)
        return kept

    def _gap(self, index: int, end: int) -> None:
        """Judge the empty lines from `index` inside a text: what follows belongs to it, unless it begins with its own number."""
        following = next(number for number in range(index + 1, end) if self._lines[number].strip())
        if _NUMBER.fullmatch(self._lines[following]):
            self.problems.append(Remark(following + 1, NO_TIMES_HERE))
        else:
            self.mendings.add(index + 1, EMPTY_LINE)
