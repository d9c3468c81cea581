"""What an erasure found: each place, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


class Fate(Enum):
    """What became of something."""

    REMOVED = "removed"
    UNPUBLISHED = "unpublished"
    BY_HAND = "to rewrite by hand"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something kept of the person: where, how many times, and its fate."""

    place: str
    fate: Fate
    count: int = 1

    def __str__(self) -> str:
        times = f" ({self.count})" if self.count > 1 else ""
        return f"{self.place}{times}: {self.fate.value}"


@dataclass
class Report:
    """All that was found, in the order in which it was, and the files that go when the rows are gone (storage, name)."""

    findings: list[Finding] = field(default_factory=list)
    files: list[tuple[str, str]] = field(default_factory=list)

    def add(self, place: str, fate: Fate = Fate.REMOVED, count: int = 1) -> None:
        """Notes something found; nothing where there is nothing."""
        if count:
            self.findings.append(Finding(place, fate, count))

    def add_file(self, storage: str, name: str | None) -> None:
        """Notes a stored file."""
        if name:
            self.files.append((storage, name))
            self.add(f"file {name}")

    def by_hand(self) -> list[Finding]:
        """What a human must rewrite."""
        return [finding for finding in self.findings if finding.fate is Fate.BY_HAND]
