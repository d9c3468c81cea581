"""Plain texts with the words marked that somebody asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import graphene

from search.passages import MarkedText, marked

# The last character that JavaScript, Java, Swift and C# count as one; those beyond it count as two.
LAST_SINGLE = 0xFFFF


class TextRange(graphene.ObjectType):
    """A part of a text, in UTF-16 code units as JavaScript, Java, Swift and C# count: `text.slice(start, end)`."""

    start = graphene.Int(required=True, description="Where it begins.")
    end = graphene.Int(required=True, description="Where it ends: the place after its last character.")


class HighlightedText(graphene.ObjectType):
    """A plain text, and the words in it that were searched for."""

    text = graphene.String(required=True, description="The text; it is no HTML.")
    ranges = graphene.List(
        graphene.NonNull(TextRange), required=True, description="The words that were searched for, in order, none over another."
    )


@dataclass(frozen=True, slots=True)
class RangeFacts:
    """The values of a `TextRange`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HighlightedFacts:
    """The values of a `HighlightedText`."""

    text: str
    ranges: list[RangeFacts]


def highlighted(text: str, language: str, stems: Mapping[str, float]) -> HighlightedFacts:
    """A text with the words of these stems marked."""
    return _in_code_units(marked(text, language, stems))


def _in_code_units(found: MarkedText) -> HighlightedFacts:
    places: Any = range(len(found.text) + 1)
    if len(found.text.encode("utf-16-le", "surrogatepass")) > 2 * len(found.text):
        places = [0]
        for character in found.text:
            places.append(places[-1] + 1 + (ord(character) > LAST_SINGLE))
    return HighlightedFacts(found.text, [RangeFacts(places[begins], places[ends]) for begins, ends in found.ranges])
