"""What a reading finds in one page or record, in the form in which it is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from editorial.upkeep.concerns import Kind, Severity, Spot
from editorial.upkeep.tongues import Sentence


@dataclass(frozen=True, slots=True)
class Told:
    """Something the words themselves show to be wrong, whatever becomes of other things."""

    kind: Kind
    severity: Severity
    sentence: Sentence
    spot: Spot


@dataclass(slots=True)
class Facts:
    """What stands in a page or record, as the public has it.

    ``links`` are addresses on other sites, each with the last day on which anybody needs it (ISO, "" without end); ``paths`` those on
    this one, by language and path; ``pages`` and ``documents`` are linked or chosen by number, ``evidence`` and ``videos`` shown.
    """

    told: list[Told] = field(default_factory=list)
    links: list[tuple[str, Spot, str]] = field(default_factory=list)
    paths: list[tuple[str, str, Spot]] = field(default_factory=list)
    pages: list[tuple[int, Spot]] = field(default_factory=list)
    documents: list[tuple[int, Spot]] = field(default_factory=list)
    evidence: list[int] = field(default_factory=list)
    videos: list[int] = field(default_factory=list)

    def links_on(self, day: dt.date) -> Iterator[tuple[str, Spot]]:
        """The addresses on other sites that somebody may need on ``day``."""
        return ((url, spot) for url, spot, until in self.links if not until or until >= day.isoformat())

    def as_json(self) -> dict[str, Any]:
        """For the table."""
        return {
            "told": [[told.kind, told.severity, told.sentence, told.spot.as_facts()] for told in self.told],
            "links": [[url, spot.as_facts(), until] for url, spot, until in self.links],
            "paths": [[code, path, spot.as_facts()] for code, path, spot in self.paths],
            "pages": [[number, spot.as_facts()] for number, spot in self.pages],
            "documents": [[number, spot.as_facts()] for number, spot in self.documents],
            "evidence": self.evidence,
            "videos": self.videos,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Facts:
        """From the table."""
        return cls(
            told=[Told(Kind(kind), Severity(severity), sentence, Spot(*spot)) for kind, severity, sentence, spot in kept["told"]],
            links=[(url, Spot(*spot), until) for url, spot, until in kept["links"]],
            paths=[(code, path, Spot(*spot)) for code, path, spot in kept["paths"]],
            pages=_numbered(kept["pages"]),
            documents=_numbered(kept["documents"]),
            evidence=kept["evidence"],
            videos=kept["videos"],
        )


def _numbered(kept: Iterable[Any]) -> list[tuple[int, Spot]]:
    return [(number, Spot(*spot)) for number, spot in kept]
