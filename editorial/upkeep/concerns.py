"""One thing that is no longer right: what, where, whose, since when, in words, and where it is mended."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.db.models import Model

from editorial.models.kept_concern import Kind, Severity
from editorial.upkeep.tongues import Sentence

__all__ = ["Concern", "Kind", "Severity", "Spot"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the form of a page or record: what the form opens at (see ``mend.js``), in words, and in which language.

    ``anchor`` is the name of a field ("review_due_on", "openers-2-question_en"), or of a text with the id of a block behind a colon.
    """

    anchor: str = ""
    words: Sentence = field(default_factory=dict)
    language: str = ""

    def as_facts(self) -> list[Any]:
        """What a reading keeps of it."""
        return [self.anchor, self.words, self.language]


@dataclass(frozen=True, slots=True)
class Concern:
    """Something to mend, of a page (``page_id``) or else of a record of the catalogue (``record``, ``record_id``).

    ``organisation_id`` is whose it is, None for the coordination. ``since`` is the day it began, None where only the day on which it
    was found is known. ``title`` names the page or the record, as the public has it.
    """

    kind: Kind
    severity: Severity
    title: str
    sentence: Sentence
    organisation_id: int | None = None
    page_id: int | None = None
    record: type[Model] | None = None
    record_id: int | None = None
    spot: Spot = field(default_factory=Spot)
    since: dt.date | None = None

    def identity(self, nth: int) -> str:
        """The same for the same thing at the same place, whichever block stands before it; ``nth`` tells several alike apart."""
        record = self.record._meta.label_lower if self.record is not None else ""
        text, _colon, _block = self.spot.anchor.partition(":")
        said = sorted(self.sentence.items())
        parts = (self.kind, self.page_id, record, self.record_id, self.organisation_id, text, self.spot.language, said, nth)
        return sha256(repr(parts).encode()).hexdigest()
