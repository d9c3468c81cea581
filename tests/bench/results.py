"""From samples to results: medians, shares, ratios, and the shape in which they are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any, NamedTuple

from tests.bench.load import Sample


class Cell(NamedTuple):
    """One thing that is measured: a way of answering one query. `site` is a database, or `plain` for what has none."""

    site: str
    way: str
    query: str


PLAIN = "plain"
RAW_HELLO = Cell(PLAIN, "raw_hello", "")
DJANGO_HELLO = Cell(PLAIN, "django_hello", "")


def raw_wsgi(query: str) -> Cell:
    """The raw application that answers the same bytes as our kept answer to `query`."""
    return Cell(PLAIN, "raw_wsgi", query)


def middle(samples: Iterable[Sample]) -> Sample:
    """The median of each figure, each on its own; errors are added up. Raises StatisticsError without samples."""
    samples = list(samples)
    return Sample(
        cpu_ms=median(sample.cpu_ms for sample in samples),
        rps=median(sample.rps for sample in samples),
        p50_ms=median(sample.p50_ms for sample in samples),
        p95_ms=median(sample.p95_ms for sample in samples),
        p99_ms=median(sample.p99_ms for sample in samples),
        errors=sum(sample.errors for sample in samples),
    )


@dataclass(frozen=True, slots=True)
class Footprint:
    """What a server takes before and after its work: seconds to its first answer, megabytes of its workers and of all its processes."""

    cold_start_s: float
    workers: int
    workers_mb: float
    whole_mb: float


@dataclass(frozen=True)
class Measures:
    """Everything that one run measured. Samples are the medians of a cell, by connections."""

    samples: Mapping[Cell, Mapping[int, Sample]]
    statements: Mapping[tuple[str, str], Mapping[str, int]]
    footprints: Mapping[tuple[str, str], Footprint]
    connections: tuple[int, ...]

    @property
    def busiest(self) -> int:
        """The connections that the results are named by."""
        return self.connections[0]

    def at(self, cell: Cell) -> Sample | None:
        """The medians of a cell at the most connections; None where it was not measured."""
        return self.samples.get(cell, {}).get(self.busiest)

    def queries(self, site: str, way: str) -> list[str]:
        """The queries that were measured so, in order."""
        return sorted(cell.query for cell in self.samples if (cell.site, cell.way) == (site, way))

    def sites(self) -> list[str]:
        """The databases that were measured, in order."""
        return list(dict.fromkeys(cell.site for cell in self.samples if cell.site != PLAIN))

    def failed(self) -> list[tuple[Cell, int, int]]:
        """Where requests failed: the cell, its connections, and how many."""
        return [(cell, at, sample.errors) for cell, taken in self.samples.items() for at, sample in taken.items() if sample.errors]

    def to_stock(self, site: str, query: str) -> float | None:
        """Our processor time without kept answers, as a share of stock grapple's in the same run."""
        ours, stock = self.at(Cell(site, "miss", query)), self.at(Cell(site, "stock", query))
        return ours.cpu_ms / stock.cpu_ms if ours and stock else None

    def share(self, cell: Cell, ceiling: Cell) -> float | None:
        """The requests per second of a cell as a share of a ceiling's in the same run."""
        ours, most = self.at(cell), self.at(ceiling)
        return ours.rps / most.rps if ours and most else None

    def as_json(self) -> dict[str, Any]:
        """Everything, in the shape that JSON=file writes."""
        written: dict[str, Any] = {site: self._site(site) for site in self.sites()}
        written["ceilings"] = {
            "raw_hello": self._cell(RAW_HELLO),
            "django_hello": self._cell(DJANGO_HELLO),
            "raw_wsgi": {query: self._cell(raw_wsgi(query)) for query in self.queries(PLAIN, "raw_wsgi")},
        }
        written["servers"] = {
            f"{site} {way}": {
                "cold_start_s": round(print_.cold_start_s, 2),
                "workers": print_.workers,
                "workers_mb": round(print_.workers_mb, 1),
                "whole_mb": round(print_.whole_mb, 1),
            }
            for (site, way), print_ in self.footprints.items()
        }
        return written

    def _site(self, site: str) -> dict[str, Any]:
        ways = ("miss", "hit", "not_modified", "stock")
        written: dict[str, Any] = {way: {query: self._cell(Cell(site, way, query)) for query in self.queries(site, way)} for way in ways}
        for query, figures in written["hit"].items():
            figures["share_of_raw_wsgi"] = _rounded(self.share(Cell(site, "hit", query), raw_wsgi(query)))
        for query, figures in written["not_modified"].items():
            figures["share_of_raw_hello"] = _rounded(self.share(Cell(site, "not_modified", query), RAW_HELLO))
        for query, figures in written["miss"].items():
            figures["to_stock"] = _rounded(self.to_stock(site, query))
        return written

    def _cell(self, cell: Cell) -> dict[str, Any]:
        figures: dict[str, Any] = {}
        for connections, sample in self.samples.get(cell, {}).items():
            read: dict[str, Any] = {name: _rounded(getattr(sample, name)) for name in ("cpu_ms", "rps", "p50_ms", "p95_ms", "p99_ms")}
            if sample.errors:
                read["errors"] = sample.errors
            figures |= read if connections == self.busiest else {f"at_{connections}": read}
        # An answer that has not changed comes from where kept answers come from.
        statements = self.statements.get((cell.site, "hit" if cell.way == "not_modified" else cell.way), {})
        if cell.query in statements:
            figures["sql"] = statements[cell.query]
        return figures


def _rounded(number: float | None) -> float | None:
    """Four digits that mean something."""
    return None if number is None else float(f"{number:.4g}")
