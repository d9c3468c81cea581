"""May this version go live, and who may approve it? The one rule, without a database: facts in, a verdict out.

An edition, a page of urgent help, and a page with a sensitive theme, go live only after somebody of another association approved exactly
this version; what a translation of it newly says, alone or with the French, only after somebody approved it who reads that language, of
whichever association. Nobody approves their own text. Superusers stand apart, and an urgent correction by a publisher goes live at once.
Taking down is never asked about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

APPROVAL_AFTER_CORRECTION = timedelta(hours=72)
"""Within this time another association looks at an urgent correction; after it the admin's home page shows red."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a page, as far as the rule looks at it."""

    is_edition: bool = False
    is_crisis: bool = False
    is_sensitive: bool = False
    """Whether one of its themes is."""
    organisations: frozenset[int] = frozenset()
    """The associations it belongs to: its own, and that of the space it stands in."""

    @property
    def needs_another_association(self) -> bool:
        """Whether this version goes live only with another association's word."""
        return self.is_edition or self.is_crisis or self.is_sensitive


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody who would approve."""

    user: int
    organisations: frozenset[int] = frozenset()
    """The associations this person publishes for."""
    publishes_here: bool = False
    """Whether this person may publish at the page's place."""
    is_superuser: bool = False
    reads: frozenset[str] = frozenset()
    """The languages in which this person may judge a translation."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is published and must have been approved: the page as a whole, its source text, or one translation."""

    language: str | None = None
    """None: the page as a whole, in all languages."""
    is_translation: bool = False
    authors: frozenset[int] = frozenset()
    """Who wrote it since it was last approved."""


@dataclass(frozen=True, slots=True)
class Approved:
    """An entry of the record of approvals."""

    user: int | None
    organisation: int | None
    digest: str
    language: str | None = None
    """None: the page as a whole, in all languages."""
    is_superuser: bool = False
    reads: frozenset[str] = frozenset()
    """The languages in which this person could judge a translation when they approved."""


class Refusal(Enum):
    """Why somebody may not approve."""

    OWN_TEXT = "own text"
    NO_PUBLISHER = "no publisher"
    SAME_ASSOCIATION = "same association"
    NO_READER = "no reader"


def needs_another_association(new: Version, live: Version | None) -> bool:
    """Whether going from ``live`` (None: not public) to ``new`` needs another association: one of the two asks for it."""
    return new.needs_another_association or (live is not None and live.needs_another_association)


def own_associations(new: Version, live: Version | None) -> frozenset[int]:
    """The associations that cannot be the other one."""
    return new.organisations | (live.organisations if live is not None else frozenset())


def refusal(
    reviewer: Reviewer, authors: Iterable[int], authors_organisations: Iterable[int], new: Version, live: Version | None
) -> Refusal | None:
    """Why this person may not approve this version; None where they may."""
    if reviewer.is_superuser:
        return None
    if reviewer.user in set(authors):
        return Refusal.OWN_TEXT
    if not needs_another_association(new, live):
        return None if reviewer.publishes_here else Refusal.NO_PUBLISHER
    if not reviewer.organisations:
        return Refusal.NO_PUBLISHER
    if not other_associations(reviewer, authors_organisations, new, live):
        return Refusal.SAME_ASSOCIATION
    return None


def refusal_of_translations(
    reviewer: Reviewer, authors: Iterable[int], languages: Collection[str], new: Version, live: Version | None
) -> Refusal | None:
    """Why this person may not approve these translations, published without the source text; None where they may."""
    if reviewer.is_superuser:
        return None
    if reviewer.user in set(authors):
        return Refusal.OWN_TEXT
    if reviewer.reads.issuperset(languages):
        return None
    if not needs_another_association(new, live) and reviewer.publishes_here:
        return None
    return Refusal.NO_READER


def other_associations(reviewer: Reviewer, authors_organisations: Iterable[int], new: Version, live: Version | None) -> frozenset[int]:
    """The associations in whose name this person may approve a version that needs another one."""
    return reviewer.organisations - own_associations(new, live) - frozenset(authors_organisations)


def may_go_live(
    new: Version,
    live: Version | None,
    digest: str,
    *,
    parts: Iterable[Part],
    approvals: Collection[Approved],
    corrections: Iterable[str],
) -> bool:
    """Whether the version with this digest may become, or replace, what the public sees: each of its ``parts`` is approved.

    ``approvals`` and ``corrections`` (digests of urgent corrections) are those on record for the revision that is published.
    """
    if not needs_another_association(new, live):
        return True
    if digest in set(corrections):
        return True
    return not open_parts(new, live, digest, parts=parts, approvals=approvals)


def open_parts(new: Version, live: Version | None, digest: str, *, parts: Iterable[Part], approvals: Collection[Approved]) -> list[Part]:
    """The parts of a version with this digest that nobody approved yet who may."""
    own = own_associations(new, live)
    return [part for part in parts if not any(_counts(approval, digest, own, part) for approval in approvals)]


def _counts(approval: Approved, digest: str, own: frozenset[int], part: Part) -> bool:
    if approval.digest != digest or approval.language not in (None, part.language):
        return False
    if approval.is_superuser:
        return True
    if approval.user in part.authors:
        return False
    if part.is_translation:
        # Approved by itself it was by somebody who reads it; with the whole page, by who happens to.
        return approval.language == part.language or part.language in approval.reads
    return approval.organisation is not None and approval.organisation not in own


def readers_are_told(approval: Approved, language: str, *, is_translation: bool) -> bool:
    """Whether readers of a language are told of an approval of what they have, once it is: that somebody read the text over.

    The source text was read over for an association; a translation by somebody who reads the language, whatever else was approved with
    it. A superuser's word opens the door and is no second reading; nor is an urgent correction.
    """
    if approval.is_superuser or approval.language not in (None, language):
        return False
    return language in approval.reads if is_translation else approval.organisation is not None
