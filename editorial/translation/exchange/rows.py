"""What was read from a file of translations, whatever its format, before anybody looks at the site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from editorial.translation.exchange.entries import Stamp


@dataclass(frozen=True, slots=True)
class Row:
    """One text as a file has it; what a file does not say is None."""

    number: int
    """Its line in the file, or its row in the sheet."""
    address: str
    translation: str = ""
    source: str | None = None
    is_to_review: bool | None = None
    stamp: Stamp | None = None
    comment: str = ""
    error: str = ""
    """Why the format could not give the translation as it was typed."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file of translations: its language ("" where it says none) and its rows, in its order."""

    language: str
    rows: Sequence[Row]


class UnfitFileError(Exception):
    """A file is none that can be read, or a text cannot be written into its format; the message is for the person who brought it."""
