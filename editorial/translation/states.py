"""The state of a translation: a rule over two texts and what is on record of them; no database.

A record says: this text was made from that French. So a translation is current where it is on record for the French as it is now, whichever
version of the page is looked at: what is public, a draft, an old revision. Taking the French back makes it current again.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from editorial.translation.digests import NOTHING
from editorial.translation.parts import Kind, Part


class Verdict(Enum):
    """What somebody said, or did, when they put a translation on record."""

    CURRENT = "current"
    REVIEW = "review"
    """Somebody who reads the language should look at it."""
    SKIPPED = "skipped"
    """It stays empty in this language."""


class State(Enum):
    """What is to be said of a part in a language."""

    MISSING = "missing"
    STALE = "stale"
    REVIEW = "review"
    CURRENT = "current"
    SKIPPED = "skipped"

    @property
    def is_to_do(self) -> bool:
        """Whether a translator has something to do."""
        return self in (State.MISSING, State.STALE, State.REVIEW)


@dataclass(frozen=True, slots=True)
class Record:
    """What is on record: the text with ``translation_digest`` was made from the French with ``source_digest``, which read ``source``."""

    path: str
    source_digest: str
    translation_digest: str
    source: str = ""
    verdict: Verdict = Verdict.CURRENT
    reason: str = ""
    made_by: int | None = None
    made_at: dt.datetime | None = None
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A part with its state; ``record`` is what the state goes by: for a stale part, the French it was made from."""

    part: Part
    state: State
    record: Record | None = None


@dataclass(frozen=True)
class Survey:
    """All parts of one version of a page in one language, in the order of the page."""

    items: tuple[Item, ...]

    @cached_property
    def counts(self) -> Counter[State]:
        """How many parts are in each state."""
        return Counter(item.state for item in self.items)

    @property
    def to_do(self) -> int:
        """How many parts a translator has something to do with."""
        return sum(number for state, number in self.counts.items() if state.is_to_do)

    @property
    def share(self) -> int:
        """The share of parts that are done, in per cent, rounded down: 100 says that nothing is left."""
        return 100 if not self.items else (len(self.items) - self.to_do) * 100 // len(self.items)

    @cached_property
    def by_path(self) -> Mapping[str, Item]:
        """The parts by their path."""
        return {item.part.path: item for item in self.items}

    def of_unit(self, unit: str) -> State:
        """The state of a field, block or row: that of its part that asks for most."""
        return min((item.state for item in self.items if item.part.unit == unit), key=list(State).index, default=State.CURRENT)


def survey(parts: Iterable[Part], records: Mapping[str, Sequence[Record]]) -> Survey:
    """The state of each part, by the records of its path, oldest first."""
    return Survey(tuple(_item(part, records.get(part.path, ())) for part in parts))


def _item(part: Part, records: Sequence[Record]) -> Item:
    source, translation = part.source_digest, part.translation_digest
    of_text = [record for record in records if record.translation_digest == translation]
    of_both = next((record for record in reversed(of_text) if record.source_digest == source), None)
    if translation == NOTHING:
        if of_both is not None and of_both.verdict is Verdict.SKIPPED:
            return Item(part, State.SKIPPED, of_both)
        return Item(part, State.MISSING, of_text[-1] if of_text else None)
    if of_both is not None:
        return Item(part, State.REVIEW if of_both.verdict is Verdict.REVIEW else State.CURRENT, of_both)
    if part.kind is Kind.SHOWN:
        # What shows the same needs no record; what shows something else was never looked at against this French.
        return Item(part, State.CURRENT if source == translation else State.STALE, of_text[-1] if of_text else None)
    if of_text:
        return Item(part, State.STALE, of_text[-1])
    # A field the French leaves empty is the language's own.
    return Item(part, State.CURRENT if source == NOTHING and "/" not in part.path else State.REVIEW)
