"""An interview: what is said in its film, and where questions, quotes and chapters are in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from website.presenting.films import SECOND

Moment = Callable[[int, str], str]
"""From the second of a film and the anchor of what is said then to the address of both."""


def moment_address(second: int, anchor: str) -> str:
    """The address of a moment, which can be handed on."""
    return f"?t={second}#{anchor}"


class Transcript:
    """What is said in a film, each cue with an anchor of its own; and the links to its moments.

    A link carries `t`, the second, and the anchor of what is said then: with JavaScript the film goes there, without it the words are
    marked. Only the browser reads `t`. All times of the API are in milliseconds.
    """

    def __init__(self, cues: Sequence[Mapping[str, Any]], moment: Moment = moment_address) -> None:
        self._starts = [cue["startMs"] for cue in cues]
        self._moment = moment
        self.cues = _cues(cues, moment)

    def moments(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Some rows of the API with `timeMs`, each with the `address` of its moment."""
        return [{**row, "address": self._address(row["timeMs"])} for row in rows]

    def _address(self, time_ms: int) -> str:
        place = bisect_right(self._starts, time_ms) - 1
        anchor = self.cues[max(place, 0)]["anchor"] if self.cues else "film"
        return self._moment(time_ms // SECOND, anchor)


def interview_shown(page: Mapping[str, Any], cues: Sequence[Mapping[str, Any]], moment: Moment = moment_address) -> dict[str, Any]:
    """The context of the template of an interview; `cues` are those of its film."""
    transcript = Transcript(cues, moment)
    return {
        "cues": transcript.cues,
        "cues_language": cues[0]["language"] if cues else "",
        "chapters": transcript.moments([row for row in page["chapters"] if row["title"]]),
        "questions": transcript.moments([row for row in page["questions"] if row["question"]]),
        "quotes": transcript.moments([row for row in page["keyQuotes"] if row["quote"]]),
    }


def _cues(cues: Sequence[Mapping[str, Any]], moment: Moment) -> list[dict[str, Any]]:
    """The cues with their `anchor` and `address`; the speaker where another begins to speak."""
    shown: list[dict[str, Any]] = []
    anchors: set[str] = set()
    speaker = None
    for cue in cues:
        second = cue["startMs"] // SECOND
        anchor = f"t-{second}"
        if anchor in anchors:
            anchor = f"t-{cue['startMs']}ms"
        anchors.add(anchor)
        shown.append(
            {
                "anchor": anchor,
                "address": moment(second, anchor),
                "startMs": cue["startMs"],
                "endMs": cue["endMs"],
                "text": cue["text"],
                "speaker": cue["speaker"] if cue["speaker"] != speaker else None,
            }
        )
        speaker = cue["speaker"]
    return shown
