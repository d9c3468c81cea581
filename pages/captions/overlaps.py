"""Cues put in order, so that one ends before the next begins."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pages.captions.canonical_text import escape
from pages.captions.cues import Cue, Mendings, PlacedCue

if TYPE_CHECKING:
    from collections.abc import Iterable

SORTED = _("The captions were put in the order of their times, beginning with this one.")
SHORTENED = _("This caption ran into the next one: it was shortened.")
JOINED = _("This caption began at the same time as the one before it: the two were joined.")


def in_order(placed: Iterable[PlacedCue], mendings: Mendings) -> list[PlacedCue]:
    """Sort cues by their start; cues that start together keep their order."""
    given = list(placed)
    for before, after in pairwise(given):
        if after.cue.start_ms < before.cue.start_ms:
            mendings.add_once(after.line, SORTED)
    return sorted(given, key=lambda one: one.cue.start_ms)


def without_overlaps(placed: Iterable[PlacedCue], mendings: Mendings) -> list[PlacedCue]:
    """Sort cues, shorten each that runs into the next, join those that start together."""
    result: list[PlacedCue] = []
    for one in in_order(placed, mendings):
        if result and result[-1].cue.start_ms == one.cue.start_ms:
            mendings.add(one.line, JOINED)
            result[-1] = replace(result[-1], cue=_joined(result[-1].cue, one.cue))
            continue
        if result and result[-1].cue.end_ms > one.cue.start_ms:
            mendings.add(result[-1].line, SHORTENED)
            result[-1] = replace(result[-1], cue=replace(result[-1].cue, end_ms=one.cue.start_ms))
        result.append(one)
    return result


def _joined(first: Cue, second: Cue) -> Cue:
    end_ms = max(first.end_ms, second.end_ms)
    if first.speaker == second.speaker:
        return replace(first, end_ms=end_ms, text=f"{first.text}\n{second.text}")
    return replace(first, end_ms=end_ms, speaker="", text=f"{_voiced(first)}\n{_voiced(second)}")


def _voiced(cue: Cue) -> str:
    return f"<v {escape(cue.speaker)}>{cue.text}</v>" if cue.speaker else cue.text
