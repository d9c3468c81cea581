"""The value types of captions: a cue, a remark about a line, and the error that holds such remarks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Cue:
    """One caption: who says what, from when to when.

    `start_ms` and `end_ms` are milliseconds from the start of the video. `speaker` is plain text, empty when unknown or when
    several people speak in one cue (`text` then keeps their voice spans). `text` is WebVTT cue text (tags and `&amp;`, `&lt;`,
    `&gt;`), without the voice span that `speaker` stands for; `canonical_text.plain_text` gives the words alone.
    `settings` are WebVTT cue settings, separated by one space.
    """

    start_ms: int
    end_ms: int
    speaker: str
    text: str
    identifier: str = ""
    settings: str = ""


@dataclass(frozen=True)
class PlacedCue:
    """A cue with the number of the line (from 1) where its times stand in the file it was read from."""

    line: int
    cue: Cue


@dataclass(frozen=True)
class Remark:
    """What is wrong with, or was mended in, one line of a file; `line` counts from 1 and is None for the file as a whole."""

    line: int | None
    message: StrOrPromise

    def __str__(self) -> str:
        if self.line is None:
            return str(self.message)
        return gettext("Line %(line)d: %(message)s") % {"line": self.line, "message": self.message}


class CaptionError(Exception):
    """Captions that cannot be taken; `problems` says why, in the order of the lines, in words for an editor."""

    def __init__(self, problems: Iterable[Remark]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class Mendings:
    """The remarks gathered while a file is mended."""

    def __init__(self) -> None:
        self._remarks: list[Remark] = []
        self._said: set[int] = set()

    def add(self, line: int | None, message: StrOrPromise) -> None:
        """Note one mended line."""
        self._remarks.append(Remark(line, message))

    def add_once(self, line: int | None, message: StrOrPromise) -> None:
        """Note something that is the same all over the file at its first line only; `message` is a module's constant."""
        if id(message) not in self._said:
            self._said.add(id(message))
            self.add(line, message)

    def in_order(self) -> tuple[Remark, ...]:
        """Give the remarks, those about the whole file first, then line by line."""
        return tuple(sorted(self._remarks, key=lambda remark: remark.line or 0))


@dataclass(frozen=True)
class Reading:
    """What a reader of one format found: the cues with their lines, and what it mended."""

    placed: tuple[PlacedCue, ...]
    mended: tuple[Remark, ...]
