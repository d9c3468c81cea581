"""The chapter track of a video, generated from the times and titles an editor gave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pages.captions.canonical_text import clean_speaker, escape
from pages.captions.cues import CaptionError, Cue, Remark
from pages.captions.times import write_time
from pages.captions.webvtt import write_webvtt

if TYPE_CHECKING:
    from collections.abc import Iterable

TWICE = _("Two chapters begin at {time}.")
OUTSIDE = _("The chapter “{title}” begins at {time}, outside the video, which lasts {duration}.")
UNTITLED = _("The chapter that begins at {time} has no title.")


@dataclass(frozen=True)
class Chapter:
    """A chapter of a video: milliseconds from the start of the video, and a title in plain words."""

    start_ms: int
    title: str


def chapter_cues(chapters: Iterable[Chapter], duration_ms: int) -> tuple[Cue, ...]:
    """Order chapters by time; each lasts until the next, the last until the end of the video (`duration_ms`).

    Raises CaptionError when two begin together, one begins outside the video, or one has no title.
    """
    ordered = sorted(chapters, key=lambda chapter: chapter.start_ms)
    if not ordered:
        return ()
    ends = [chapter.start_ms for chapter in ordered[1:]] + [duration_ms]
    problems = [problem for chapter, end in zip(ordered, ends, strict=True) for problem in _problems(chapter, end, duration_ms)]
    if problems:
        raise CaptionError(problems)
    return tuple(
        Cue(chapter.start_ms, end_ms, "", escape(clean_speaker(chapter.title))) for chapter, end_ms in zip(ordered, ends, strict=True)
    )


def write_chapters(chapters: Iterable[Chapter], duration_ms: int) -> str:
    """Write the WebVTT chapter track of a video (see `chapter_cues`); without chapters it is a track without cues."""
    return write_webvtt(chapter_cues(chapters, duration_ms))


def _problems(chapter: Chapter, end_ms: int, duration_ms: int) -> list[Remark]:
    time = write_time(max(chapter.start_ms, 0))
    problems = []
    if not clean_speaker(chapter.title):
        problems.append(Remark(None, format_lazy(UNTITLED, time=time)))
    if not 0 <= chapter.start_ms < duration_ms:
        message = format_lazy(OUTSIDE, title=chapter.title, time=time, duration=write_time(duration_ms))
        problems.append(Remark(None, message))
    elif end_ms == chapter.start_ms:
        problems.append(Remark(None, format_lazy(TWICE, time=time)))
    return problems
