"""Words that were searched for, marked in a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

BYTES_OF_A_UNIT = 2
"""The API counts in units of UTF-16, of which some characters take two."""


def marked(shown: Mapping[str, Any]) -> SafeString:
    """A `HighlightedText` as HTML: its text, escaped, with the words in `<mark>`."""
    pieces = (f"<mark>{escape(piece)}</mark>" if is_found else escape(piece) for piece, is_found in _pieces(shown))
    return mark_safe("".join(pieces))  # noqa: S308 - each piece is escaped


def _pieces(shown: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    units = shown["text"].encode("utf-16-le")
    at = 0
    for span in shown["ranges"]:
        start, end = span["start"] * BYTES_OF_A_UNIT, span["end"] * BYTES_OF_A_UNIT
        yield units[at:start].decode("utf-16-le", "replace"), False
        yield units[start:end].decode("utf-16-le", "replace"), True
        at = end
    yield units[at:].decode("utf-16-le", "replace"), False
