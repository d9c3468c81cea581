"""What an answer was made from: the things it shows or looked for, the lists it went through, and until when the clock leaves it true.

Whoever keeps an answer lets go of it as soon as the journal tells of one of these, or the moment has come (`api.answers`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from pages.journal import subjects
from search.unanswered import CountedQuestion

Tag = tuple[str, object]
"""What an event may touch: (kind, primary key), (kind, EVERY), (kind, MEMBERS), (PATH, path), or SEARCH."""

EVERY = "*"
"""Whatever happens to anything of a kind: a list whose filter or order looks into its items."""

MEMBERS = "+"
"""Whether things of a kind are public: links that leave out what readers may not see."""

PATH = "path"
"""A path somebody asked for, found or not."""

SEARCH: Tag = ("search", EVERY)
"""The search index."""


class MadeFrom:
    """What one operation has read so far. The fields of one operation run in one thread."""

    __slots__ = ("cards", "in_vain", "is_confidential", "tags", "valid_until")

    def __init__(self) -> None:
        self.cards: set[str] = set()
        """The reasons of the cards of urgent help that the answer shows: they are counted whenever it is given."""
        self.is_confidential = False
        """Whether somebody typed words that speak of danger, or may mean it: nobody but us may keep the answer, or learn of it."""
        self.tags: set[Tag] = set()
        self.in_vain: set[CountedQuestion] = set()
        """The questions that found nothing, as far as they may be counted."""
        self.valid_until: dt.datetime | None = None

    def things(self, kind: str, pks: Iterable[object]) -> None:
        """Things of a kind, public or not: one that is not may become so."""
        self.tags.update([(kind, pk) for pk in pks])

    def every(self, kind: str) -> None:
        """A list of a kind, whose items and order depend on any of them."""
        self.tags.add((kind, EVERY))

    def members(self, kind: str) -> None:
        """Links to things of a kind, from which those are left out that are not public; none for "", where nothing is left out."""
        if kind:
            self.tags.add((kind, MEMBERS))

    def path(self, path: str) -> None:
        """A path that was looked up."""
        self.tags.add((PATH, path))

    def search(self) -> None:
        """The search index was asked."""
        self.tags.add(SEARCH)
        # What is hidden is left out, and counted out, before the index follows; so is what depends on something withdrawn.
        self.every(subjects.PAGE)
        for kind in subjects.KINDS:
            self.members(kind)

    def found_nothing(self, question: CountedQuestion | None) -> None:
        """Something was searched for, and nothing found; None where that is not counted."""
        if question is not None:
            self.in_vain.add(question)

    def until(self, *moments: dt.datetime | None) -> None:
        """What was read holds until the first of these moments (aware); None says that it holds for ever."""
        for moment in moments:
            if moment is not None and (self.valid_until is None or moment < self.valid_until):
                self.valid_until = moment

    def add(self, other: MadeFrom) -> None:
        """What was made from this is made from the other, too."""
        self.cards |= other.cards
        self.is_confidential |= other.is_confidential
        self.tags |= other.tags
        self.in_vain |= other.in_vain
        self.until(other.valid_until)
