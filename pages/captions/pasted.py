"""Text with times, pasted from a transcript or an e-mail (`0:05 Bonjour…`), read into cues."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pages.captions.canonical_text import canonical_text, plain_text
from pages.captions.cues import CaptionError, Cue, Mendings, PlacedCue, Reading, Remark
from pages.captions.overlaps import without_overlaps
from pages.captions.subrip import ARROW, BACKWARDS, TAGS, TOO_EARLY
from pages.captions.times import read_loose_time

if TYPE_CHECKING:
    from collections.abc import Sequence

_TIME = r"[0-9]{1,3}:[0-9]{2}(?::[0-9]{2})?(?:[.,][0-9]{1,3})?"
_LINE = re.compile(
    rf"[\[(]?\s*(?P<start>{_TIME})(?:(?:{ARROW}|\s*[-–—]\s*|\s+(?:à|to)\s+)(?P<end>{_TIME}))?\s*"
    r"(?:[\])]|(?=[\s\-–—|]|:(?:\s|$)|$))\s*(?:[-–—:|](?=\s|$))?\s*(?P<text>.*)"
)

# The reading speed of the French charter for captions (CSA, 12 December 2011): 36 characters in three seconds.
CHARACTERS_PER_SECOND = 12
SHORTEST_MS = 2000

UNTIL_NEXT = _("Lines without an end time stay on the screen until the next one.")
LAST_ENDS = _("The last line has no end time: it stays for the time it takes to read, {seconds} seconds.")
UNREADABLE = _("This time does not exist.")


@dataclass
class _Said:
    """One timed line while it is read: `end_ms` is None until it is known."""

    line: int
    start_ms: int
    end_ms: int | None
    texts: list[str] = field(default_factory=list)


def has_times(lines: Sequence[str]) -> bool:
    """Say whether any line begins with a time."""
    return any(_LINE.fullmatch(line.strip()) for line in lines)


def parse_pasted(lines: Sequence[str]) -> Reading:
    """Read lines that begin with a time, and the lines that follow them, into cues; list what was decided for the editor.

    Raises CaptionError with the line of everything that cannot be read.
    """
    mendings = Mendings()
    problems: list[Remark] = []
    said = _read(lines, problems)
    if problems:
        raise CaptionError(problems)
    starts = sorted({one.start_ms for one in said})
    for one in said:
        following = bisect_right(starts, one.start_ms)
        if one.end_ms is None and following < len(starts):
            one.end_ms = starts[following]
            mendings.add_once(one.line, UNTIL_NEXT)
    placed = [PlacedCue(one.line, _cue(one, mendings)) for one in said]
    return Reading(tuple(without_overlaps(placed, mendings)), mendings.in_order())


def _read(lines: Sequence[str], problems: list[Remark]) -> list[_Said]:
    said: list[_Said] = []
    for number, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line.strip())
        if match:
            start_ms = read_loose_time(match["start"])
            end_ms = read_loose_time(match["end"]) if match["end"] else None
            if start_ms is None or (match["end"] and end_ms is None):
                problems.append(Remark(number, UNREADABLE))
            elif end_ms is not None and end_ms <= start_ms:
                problems.append(Remark(number, BACKWARDS))
            else:
                said.append(_Said(number, start_ms, end_ms, [match["text"]]))
        elif said:
            # A line of mere space is an empty one, as it will be for whoever reads the result.
            said[-1].texts.append(line if line.strip() else "")
        elif line.strip() and not problems:
            problems.append(Remark(number, TOO_EARLY))
    return said


def _cue(one: _Said, mendings: Mendings) -> Cue:
    text = "\n".join(one.texts)
    end_ms = one.end_ms
    if end_ms is None:
        words = " ".join(plain_text(text).split())
        end_ms = one.start_ms + max(SHORTEST_MS, len(words) * 1000 // CHARACTERS_PER_SECOND)
        mendings.add(one.line, format_lazy(LAST_ENDS, seconds=round((end_ms - one.start_ms) / 1000)))
    said = canonical_text(text, one.start_ms, end_ms)
    if said.lost:
        mendings.add(one.line, format_lazy(TAGS, tags=" ".join(said.lost[:5])))
    return Cue(one.start_ms, end_ms, said.speaker, said.text)
