"""WebVTT files as programs really write them, mended line by line so that the strict parser takes them.

Every line keeps its number: what is left out becomes an empty line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pages.captions.canonical_text import CanonicalText, canonical_text, escape
from pages.captions.cue_text import text_problems
from pages.captions.cues import CaptionError, Mendings, Reading
from pages.captions.overlaps import in_order
from pages.captions.subrip import TAGS, is_times_line, mended_times
from pages.captions.times import write_time
from pages.captions.webvtt import ARROW, SIGNATURE, read_times, read_webvtt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SIGNATURE_MENDED = _("The first line was made WEBVTT.")
HEADER_OUT = _("Lines under WEBVTT (such as Kind or Language) were left out.")
BLANKS_OUT = _("Lines that held only spaces were emptied.")
REGION_OUT = _("A screen region was left out: players do not know it.")
STYLE_OUT = _("A style was left out: the site decides how captions look.")
NOTES_OUT = _("Notes were left out: readers never see them.")
SETTING_MENDED = _("A setting that players do not know was left out or replaced.")
SIGNS_MENDED = _("Signs such as & and < were written so that players show them.")

_SIGNATURE_LINE = re.compile(r"WEBVTT(?:[ \t].*)?")
_ASIDE = re.compile(r"(?P<kind>NOTE|STYLE|REGION)(?:[ \t].*)?")
_REGION_SETTING = re.compile(r"[ \t]region:[^ \t]*")


def is_webvtt(lines: Sequence[str]) -> bool:
    """Say whether the first line with text is the mark of a WebVTT file, in any letters."""
    return next((line for line in lines if line.strip()), "").strip().upper().startswith(SIGNATURE)


def parse_mending_webvtt(lines: Sequence[str]) -> Reading:
    """Read the lines of a WebVTT file, and list what was mended; cues may overlap, as WebVTT allows.

    Raises CaptionError with the line of everything that cannot be mended.
    """
    mender = _Mender(lines)
    mender.mend()
    reading = read_webvtt("\n".join(mender.lines))
    if reading.problems:
        raise CaptionError(reading.problems)
    placed = in_order(reading.placed, mender.mendings)
    return Reading(tuple(placed), mender.mendings.in_order())


class _Mender:
    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = list(lines)
        self.mendings = Mendings()

    def mend(self) -> None:
        self._header(self._signature())
        self._arrows()
        self._blank_lines()
        for start, end in self._blocks():
            aside = _ASIDE.fullmatch(self.lines[start])
            arrows = [index for index in range(start, end) if ARROW in self.lines[index]]
            if aside and not arrows:
                self._aside(aside["kind"], start, end)
            elif not aside:
                for first, last in zip(arrows, [*arrows[1:], end], strict=False):
                    self._cue(first, last)

    def _signature(self) -> int:
        """Make the first line right; give the index of the line where the mark stood."""
        first = next(index for index, line in enumerate(self.lines) if line.strip())
        line = self.lines[first]
        if first or not _SIGNATURE_LINE.fullmatch(line):
            self.lines[first] = ""
            self.lines[0] = SIGNATURE
            self.mendings.add(first + 1, SIGNATURE_MENDED)
        return first

    def _header(self, signature: int) -> None:
        for index in range(signature + 1, len(self.lines)):
            line = self.lines[index]
            if not line.strip() or ARROW in line:
                break
            self.lines[index] = ""
            self.mendings.add_once(index + 1, HEADER_OUT)

    def _arrows(self) -> None:
        """Rewrite times whose arrow is not `-->`: without it nothing else here would see that they are times."""
        for index, line in enumerate(self.lines):
            if ARROW not in line and is_times_line(line):
                self._rewrite_times(index)

    def _blank_lines(self) -> None:
        """Empty lines of spaces where they are meant to end a block: before a cue, another empty line, or the end."""
        for index in range(len(self.lines) - 1, 0, -1):
            line = self.lines[index]
            following = self.lines[index + 1 : index + 3]
            if line and not line.strip() and (following[:1] in ([], [""]) or any(ARROW in one for one in following)):
                self.lines[index] = ""
                self.mendings.add_once(index + 1, BLANKS_OUT)

    def _blocks(self) -> Iterator[tuple[int, int]]:
        start = 1
        for index in range(1, len(self.lines) + 1):
            if index == len(self.lines) or not self.lines[index]:
                if start < index:
                    yield start, index
                start = index + 1

    def _aside(self, kind: str, start: int, end: int) -> None:
        if kind == "NOTE":
            self.mendings.add_once(start + 1, NOTES_OUT)
            return
        self.mendings.add(start + 1, STYLE_OUT if kind == "STYLE" else REGION_OUT)
        self.lines[start:end] = [""] * (end - start)

    def _cue(self, first: int, end: int) -> None:
        line = _REGION_SETTING.sub("", self.lines[first]).replace(" align:middle", " align:center")
        if line != self.lines[first]:
            self.mendings.add_once(first + 1, SETTING_MENDED)
        self.lines[first] = line
        if read_times(line) is None:
            self._rewrite_times(first)
        times = read_times(self.lines[first])
        if times:
            self._text(first + 1, end, times.start_ms, times.end_ms)

    def _rewrite_times(self, index: int) -> None:
        times = mended_times(self.lines[index], index + 1, self.mendings)
        if times:
            start_ms, end_ms, settings = times
            self.lines[index] = f"{write_time(start_ms)} {ARROW} {write_time(end_ms)} {settings}".rstrip(" ")

    def _text(self, start: int, end: int, start_ms: int, end_ms: int) -> None:
        text = "\n".join(self.lines[start:end])
        problems = text_problems(text, start_ms, end_ms, start + 1)
        # A cue that ends before it begins is refused as a whole.
        if not problems or end_ms <= start_ms:
            return
        said = canonical_text(text, start_ms, end_ms)
        message = format_lazy(TAGS, tags=" ".join(said.lost[:5])) if said.lost else SIGNS_MENDED
        self.mendings.add(problems[0].line, message)
        self.lines[start:end] = _fitted(said, end - start)


def _fitted(said: CanonicalText, count: int) -> list[str]:
    """Write the text on exactly so many lines; a tag for a new line (`<br>`) can have made more of them."""
    voice = f"<v {escape(said.speaker)}>" if said.speaker else ""
    lines = (voice + said.text).split("\n")
    lines[count - 1 :] = [" ".join(lines[count - 1 :])]
    return lines + [""] * (count - len(lines))
