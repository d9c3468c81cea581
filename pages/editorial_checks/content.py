"""A page as the checks see it: its words, images, headings, films and helplines with their places; no model, no database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from pages.editorial_checks.findings import Place


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of an editor, without markup."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """The target of a link typed into a text."""

    place: Place
    address: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a text, and its level: 2 below the page's title, 3, 4."""

    place: Place
    level: int


@dataclass(frozen=True, slots=True)
class ShownImage:
    """An image where it is shown.

    ``own_text`` is the alternative text readers of this language get; ``other_text`` what they get where there is none: the French.
    """

    place: Place
    title: str
    own_text: str
    other_text: str = ""
    is_decorative: bool = False


@dataclass(frozen=True, slots=True)
class ShownHelpline:
    """A helpline's block in a text; ``until`` is the last day on which the line answers, None without end."""

    place: Place
    number: str
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Captions:
    """The captions or subtitles of a film in one language: their words, and when the last of them begins, in milliseconds."""

    words: str
    last_start_ms: int


@dataclass(frozen=True, slots=True)
class ShownFilm:
    """A film where it is shown, with the languages in which it is shown there and its captions by language."""

    place: Place
    title: str
    languages: tuple[str, ...]
    captions: Mapping[str, Captions]
    duration_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A number of the helplines' records.

    ``is_old`` where nobody answers it any more; ``replaced_by`` is then the number to give instead, "" where there is none.
    ``is_to_come`` where nobody answers it yet.
    """

    number: str
    name: str
    is_old: bool = False
    replaced_by: str = ""
    is_to_come: bool = False

    @property
    def answers(self) -> bool:
        """Whether somebody answers it now."""
        return not (self.is_old or self.is_to_come)


@dataclass(frozen=True, slots=True)
class Content:
    """Everything the checks look at."""

    served: tuple[str, ...] = ()
    """The languages in which readers are served, the source language first."""
    texts: tuple[Place, ...] = ()
    """The page's own text in each language, whether it holds anything or not."""
    words: tuple[Words, ...] = ()
    links: tuple[Link, ...] = ()
    headings: tuple[Heading, ...] = ()
    images: tuple[ShownImage, ...] = ()
    helplines: tuple[ShownHelpline, ...] = ()
    films: tuple[ShownFilm, ...] = ()
    lines: tuple[Line, ...] = ()
    is_crisis: bool = False
    is_in_edition: bool = False
    """Whether the page is an edition, or stands in a public one."""
    taken_addresses: Mapping[str, str] | None = None
    """What is wrong with the address in a language, by its field."""
    today: dt.date = dt.date.min
