"""What a card shows: plain values, which every reader of a page can gather, and the digest that changes with any of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from pages.cards.kinds import kind_in_words
from pages.media.links import card_url
from pages.reader_words import words

DRAWING = 2
"""Counted up whenever cards are drawn in another way: those that are kept have had their time."""

CARD_WIDTH, CARD_HEIGHT = 1200, 630
"""In pixels: what networks ask for."""

LINE_BLOCK = "helpline"
"""The block of a text that shows a line, under the name it is stored with; its value is the line's id."""


@dataclass(frozen=True, slots=True)
class Photograph:
    """The cover, as far as it decides what is drawn: whose file, and which part of it a cut keeps."""

    key: str
    file_name: str
    focal_point: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class CardFacts:
    """Everything that is drawn, in the language the page is served in. No page of urgent help shows a photograph, and no other a line."""

    language: str
    title: str
    kind: str
    names: tuple[str, ...]
    club: str
    photograph: Photograph | None = None
    number: str = ""
    line: str = ""
    is_crisis: bool = False

    @property
    def digest(self) -> str:
        """What tells this card from any other."""
        return hashlib.sha256(repr((DRAWING, *astuple(self))).encode()).hexdigest()[:16]

    @property
    def description(self) -> str:
        """What the card shows, for those who do not see it: its words."""
        called = " ".join(part for part in (self.number, self.line) if part)
        return " · ".join(part for part in (self.title, self.kind, called, *self.names, self.club) if part)

    def url(self, page_key: str) -> str:
        """Where the card is."""
        return card_url(page_key, self.language, self.digest)


def card_facts(
    language: str,
    *,
    title: str | None,
    model_name: str,
    names: Iterable[str],
    is_crisis: bool,
    photograph: Photograph | None,
    line: tuple[str, str] | None,
) -> CardFacts:
    """The facts of a page in a language: ``names`` of those who sign it, the first being whose page it is, ``line`` a number and a name."""
    number, name = line if line is not None and is_crisis else ("", "")
    # Names of lines begin with the number, which stands above.
    called = name.removeprefix(number).lstrip(" :\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")
    return CardFacts(
        language=language,
        title=title or "",
        kind=kind_in_words(model_name, language),
        names=tuple(dict.fromkeys(names)),
        club=words("club", language),
        photograph=None if is_crisis else photograph,
        number=number,
        line=called[:1].upper() + called[1:],
        is_crisis=is_crisis,
    )
