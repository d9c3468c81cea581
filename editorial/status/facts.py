"""What the line about a page is made from: facts, read by ``editorial.status.reading``, put into words by ``editorial.status.line``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Protocol


class TextState(Enum):
    """How a translation stands to its source text."""

    MISSING = "missing"
    CURRENT = "current"
    TO_REVIEW = "to review"
    """The source changed since, or somebody has yet to look at it."""


class TranslationStates(Protocol):
    """Whoever knows how the translations of pages stand."""

    def __call__(self, pages: Sequence[Any]) -> Mapping[int, Mapping[str, TextState]]:
        """The state of each language but the source, by page; in a number of statements that does not grow with the pages."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An association approved a version."""

    association: str
    day: dt.date
    changed_since: bool = False
    """Whether what it approved is neither what readers have nor the newest draft."""


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A version waits for its time."""

    at: dt.datetime
    codes: Sequence[str] = ()
    """The languages that go out; none: all of them."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What there is to say of one page."""

    is_live: bool = False
    was_public: bool = False
    """Whether readers ever had it."""
    is_expired: bool = False
    has_changes: bool = False
    """Whether a draft says something that readers do not have."""
    served: Sequence[str] = ()
    """The languages in which readers get it, the source language first."""
    translations: Mapping[str, TextState] = field(default_factory=dict)
    scheduled: Sequence[Scheduled] = ()
    expires_at: dt.datetime | None = None
    is_submitted: bool = False
    corrected_urgently: bool = False
    """Whether an urgent correction waits for another association's word."""
    reviews: Sequence[Reviewed] = ()
