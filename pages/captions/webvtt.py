"""WebVTT: a strict parser, whose verdict is that of the W3C parser (npm `webvtt-parser`), and a writer of canonical files.

Where that parser is more lenient than the specification (one digit of hours, no blank before a setting, an identifier used twice)
so are we, and where it knows less (regions, most named characters) so do we: `intake` mends those before they come here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pages.captions.canonical_text import canonical_text, canonical_valid_text, clean_speaker, escape
from pages.captions.cue_settings import settings_problems, split_settings
from pages.captions.cue_text import text_problems
from pages.captions.cues import CaptionError, Cue, PlacedCue, Remark
from pages.captions.times import STRICT_TIME, read_strict_time, write_time

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django_stubs_ext import StrOrPromise

SIGNATURE = "WEBVTT"
ARROW = "-->"
_LINE_END = re.compile(r"\r\n|\r|\n")
_SIGNATURE_LINE = re.compile(r"\ufeff?WEBVTT(?:[ \t].*)?", re.DOTALL)
_TIMES = re.compile(rf"[ \t\f]*(?P<start>{STRICT_TIME})[ \t\f]+-->[ \t\f]+(?P<end>{STRICT_TIME})(?P<settings>.*)", re.DOTALL)
_NOTE = re.compile(r"NOTE(?:[ \t].*)?", re.DOTALL)
_STYLE = re.compile(r"STYLE(?:[ \t].*)?", re.DOTALL)
_NOT_AN_IDENTIFIER = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t].*)?", re.DOTALL)


@dataclass(frozen=True)
class WebVttReading:
    """The cues of a file with their lines; what is wrong with it; and which cues begin before the one above them."""

    placed: tuple[PlacedCue, ...]
    problems: tuple[Remark, ...]
    disorder: tuple[Remark, ...]


@dataclass(frozen=True)
class Times:
    """What stands on the line of a cue's times."""

    start_ms: int
    end_ms: int
    settings: str


def split_lines(text: str) -> list[str]:
    """Cut text at the line ends that WebVTT knows, and no others."""
    return _LINE_END.split(text)


def parse_webvtt(text: str) -> tuple[Cue, ...]:
    """Read a WebVTT file, byte order mark included or not, into canonical cues; notes and styles are not kept.

    Raises CaptionError with every problem and its line when the file breaks a rule of WebVTT.
    """
    reading = read_webvtt(text)
    problems = sorted(reading.problems + reading.disorder, key=lambda problem: problem.line or 0)
    if problems:
        raise CaptionError(problems)
    return tuple(placed.cue for placed in reading.placed)


def read_webvtt(text: str) -> WebVttReading:
    """Read a WebVTT file and say what is wrong with it, without raising anything."""
    # The specification has parsers read NUL as the replacement character.
    reader = _Reader(split_lines(text.replace("\0", "\ufffd")))
    reader.read()
    return WebVttReading(tuple(reader.placed), tuple(reader.problems), tuple(reader.disorder))


def read_times(line: str) -> Times | None:
    """Read the line of a cue's times by the rules of WebVTT; None if it breaks one. The order of the times is not looked at."""
    match = _TIMES.fullmatch(line)
    if match is None:
        return None
    start_ms, end_ms = read_strict_time(match["start"]), read_strict_time(match["end"])
    if start_ms is None or end_ms is None:
        return None
    return Times(start_ms, end_ms, " ".join(split_settings(match["settings"])))


class _Reader:
    """Goes through the lines once; `at` is the index of the next line to look at."""

    def __init__(self, lines: list[str]) -> None:
        self.placed: list[PlacedCue] = []
        self.problems: list[Remark] = []
        self.disorder: list[Remark] = []
        self._lines = lines
        self._at = 0
        self._has_cues = False
        self._previous_start_ms = 0

    def read(self) -> None:
        if not _SIGNATURE_LINE.fullmatch(self._lines[0]):
            self._say(_("The first line must be WEBVTT."))
        self._at = 1
        if not self._at_block_end():
            self._say(_("An empty line is missing after the line WEBVTT."))
            self._skip_to_times()
        while self._at < len(self._lines):
            if self._lines[self._at]:
                self._block()
            else:
                self._at += 1

    def _say(self, message: StrOrPromise) -> None:
        self.problems.append(Remark(self._at + 1, message))

    def _at_block_end(self) -> bool:
        return self._at >= len(self._lines) or not self._lines[self._at]

    def _at_times(self) -> bool:
        return not self._at_block_end() and ARROW in self._lines[self._at]

    def _skip_to_times(self) -> None:
        while not self._at_block_end() and not self._at_times():
            self._at += 1

    def _block(self) -> None:
        first = self._lines[self._at]
        if ARROW in first:
            self._cue("")
        elif _NOTE.fullmatch(first):
            self._aside(_("A note cannot hold the sign -->."))
        elif _STYLE.fullmatch(first):
            if self._has_cues:
                self._say(_("A style must stand before the first cue."))
            self._aside(_("A style cannot hold the sign -->."))
        else:
            self._named_cue(first)

    def _aside(self, message: StrOrPromise) -> None:
        self._at += 1
        while not self._at_block_end():
            if self._at_times():
                self._say(message)
            self._at += 1

    def _named_cue(self, name: str) -> None:
        self._at += 1
        if self._at_times():
            self._cue(name)
        else:
            self._at -= 1
            self._say(_("This line belongs to no cue: the times of a cue must follow it, like 00:01:05.250 --> 00:01:09.000."))
            self._skip_to_times()

    def _cue(self, identifier: str) -> None:
        line = self._at + 1
        times = read_times(self._lines[self._at])
        if times is None:
            self._say(_("The times cannot be read; they must be written like 00:01:05.250 --> 00:01:09.000."))
            self._at += 1
            self._skip_to_times()
            return
        self._check(times)
        self._at += 1
        first = self._at
        self._skip_to_times()
        text = "\n".join(self._lines[first : self._at])
        if self._at_times():
            self._say(_("An empty line is missing before this cue."))
        self.problems += text_problems(text, times.start_ms, times.end_ms, first + 1)
        self._has_cues = True
        self._previous_start_ms = times.start_ms
        said = canonical_valid_text(text, times.start_ms, times.end_ms)
        cue = Cue(times.start_ms, times.end_ms, said.speaker, said.text, _identifier(identifier), times.settings)
        self.placed.append(PlacedCue(line, cue))

    def _check(self, times: Times) -> None:
        if times.start_ms < self._previous_start_ms:
            self.disorder.append(Remark(self._at + 1, _("This cue begins before the one above it.")))
        if times.end_ms <= times.start_ms:
            self._say(_("The cue must end after it begins."))
        for message in settings_problems(times.settings):
            self._say(message)


def write_webvtt(cues: Iterable[Cue]) -> str:
    """Write cues as a canonical WebVTT file, in the order of their start.

    Whatever the texts hold, the file is valid and its text harmless: unknown tags are escaped. Raises CaptionError when times or
    settings of a cue cannot be written.
    """
    canonical = sorted(map(canonical_cue, cues), key=lambda cue: cue.start_ms)
    problems = [problem for number, cue in enumerate(canonical, 1) for problem in _unwritable(number, cue)]
    if problems:
        raise CaptionError(problems)
    return "\n\n".join([SIGNATURE, *map(_written, canonical)]) + "\n"


def canonical_cue(cue: Cue) -> Cue:
    """Give the cue as it will be read back after it was written: text, speaker, identifier and settings made canonical."""
    voice = f"<v {escape(clean_speaker(cue.speaker))}>" if clean_speaker(cue.speaker) else ""
    said = canonical_text(voice + cue.text, cue.start_ms, cue.end_ms)
    settings = " ".join(split_settings(cue.settings))
    return Cue(cue.start_ms, cue.end_ms, said.speaker, said.text, _identifier(cue.identifier), settings)


def _identifier(written: str) -> str:
    """An identifier that reads as the start of another block, or as times, is left out."""
    name = clean_speaker(written)
    return "" if _NOT_AN_IDENTIFIER.fullmatch(name) or ARROW in name else name


def _unwritable(number: int, cue: Cue) -> list[Remark]:
    problems = [
        Remark(None, format_lazy(_("Caption {number}: {problem}"), number=number, problem=problem))
        for problem in settings_problems(cue.settings)
    ]
    if not 0 <= cue.start_ms < cue.end_ms:
        message = _("Caption {number} must begin at 0 or later, and end after it begins.")
        problems.append(Remark(None, format_lazy(message, number=number)))
    return problems


def _written(cue: Cue) -> str:
    head = f"{write_time(cue.start_ms)} {ARROW} {write_time(cue.end_ms)}"
    text = f"<v {escape(cue.speaker)}>{cue.text}</v>" if cue.speaker else cue.text
    return "\n".join(filter(None, [cue.identifier, f"{head} {cue.settings}".rstrip(" "), text]))
