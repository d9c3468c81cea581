"""The door for captions: any file or pasted text an editor brings becomes cues and canonical WebVTT, or is refused with reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pages.captions.canonical_text import plain_text
from pages.captions.cues import CaptionError, Cue, Mendings, PlacedCue, Reading, Remark
from pages.captions.decoding import read_text
from pages.captions.pasted import has_times, parse_pasted
from pages.captions.subrip import is_times_line, is_tried_times_line, parse_subrip
from pages.captions.webvtt import parse_webvtt, write_webvtt
from pages.captions.webvtt_mending import is_webvtt, parse_mending_webvtt

if TYPE_CHECKING:
    from collections.abc import Sequence

# An interview of six hours with a caption every two seconds has about as many.
MAX_CUES = 10_000
# No video of ours lasts a day: a time beyond is a slip of the hand, or a camera's clock.
LAST_TIME_MS = 24 * 60 * 60 * 1000

NOTHING = _("There is no text in these captions.")
NO_TIMES = _("There are no times in this text. Each caption needs one, for example: 0:05 Bonjour.")
NO_CUES = _("There is no caption with text in this file.")
EMPTY_CUE = _("A caption without text was left out.")
TOO_MANY = _("There are too many captions: {count}, at most {limit} are possible for one video.")
TOO_LATE = _("This time lies beyond 24 hours: no video lasts so long.")


@dataclass(frozen=True)
class Intake:
    """What became of an editor's captions: the cues, the canonical WebVTT they are written as, and all that was mended."""

    cues: tuple[Cue, ...]
    webvtt: str
    mended: tuple[Remark, ...]


def read_captions(data: bytes | str) -> Intake:
    """Read WebVTT, SubRip or pasted text with times, recognised by its content.

    The cues are those of `webvtt`, which always passes the strict parser. Raises CaptionError, and nothing else, whatever the data.
    """
    mendings = Mendings()
    lines = read_text(data, mendings)
    if not any(line.strip() for line in lines):
        raise CaptionError([Remark(None, NOTHING)])
    reading = _read(lines)
    cues = _taken(reading.placed, mendings)
    webvtt = write_webvtt(cues)
    mended = sorted(mendings.in_order() + reading.mended, key=lambda remark: remark.line or 0)
    return Intake(parse_webvtt(webvtt), webvtt, tuple(mended))


def _read(lines: Sequence[str]) -> Reading:
    if is_webvtt(lines):
        return parse_mending_webvtt(lines)
    if any(map(is_times_line, lines)):
        return parse_subrip(lines)
    if has_times(lines):
        return parse_pasted(lines)
    if any(map(is_tried_times_line, lines)):
        return parse_subrip(lines)
    raise CaptionError([Remark(None, NO_TIMES)])


def _taken(placed: Sequence[PlacedCue], mendings: Mendings) -> list[Cue]:
    """Leave out cues without words, refuse what no video can hold."""
    problems = [Remark(one.line, TOO_LATE) for one in placed if one.cue.end_ms > LAST_TIME_MS]
    taken = []
    for one in placed:
        if plain_text(one.cue.text).strip():
            taken.append(one.cue)
        else:
            mendings.add(one.line, EMPTY_CUE)
    if not taken:
        problems.append(Remark(None, NO_CUES))
    if len(taken) > MAX_CUES:
        problems.append(Remark(None, format_lazy(TOO_MANY, count=len(taken), limit=MAX_CUES)))
    if problems:
        raise CaptionError(problems)
    return taken
