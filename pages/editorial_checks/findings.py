"""What a check has to say: the place, the language, how much it matters, and the words for the editor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Severity(Enum):
    """Whether a finding keeps a page from being submitted or published."""

    BLOCKING = "blocking"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list of a page's form: which list, and which place in it, from 0."""

    relation: str
    index: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a page's form.

    ``field`` is the column (``steps_fr``); for a row of a list, the column of the row. ``language`` is "" for what is the same in all
    languages. ``block`` is the place of a block in its text, from 0; ``part`` the part of that block, "" for the whole.
    """

    field: str
    language: str = ""
    block: int | None = None
    row: Row | None = None
    part: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something an editor should mend."""

    place: Place
    message: StrOrPromise
    severity: Severity = Severity.BLOCKING
    is_misleading: bool = dataclass_field(default=False, compare=False)
    """Whether readers are told something that is no longer so: a number that nobody answers."""

    @property
    def field(self) -> str:
        """The column of the form it concerns."""
        return self.place.field

    @property
    def language(self) -> str:
        """The language it concerns, "" for all."""
        return self.place.language


def weighed(findings: Iterable[Finding], served: Iterable[str]) -> list[Finding]:
    """The findings, those in languages that readers are not served (yet) as warnings only."""
    weighty = {"", *served}
    return [found if found.language in weighty else replace(found, severity=Severity.WARNING) for found in findings]


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    """Those that keep the page from being published."""
    return [found for found in findings if found.severity is Severity.BLOCKING]
