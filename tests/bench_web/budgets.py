"""What a screen may cost a visitor, and which results keep to it."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

LEAST_SCORES = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
MOST_LCP_MS = 1_500.0
MOST_CLS = 0.01
MOST_BYTES = 150 * 1024
MOST_REQUESTS = 12

EXCUSED = {
    # Not to be found by a search engine, and saying so: Lighthouse calls that a flaw.
    "seo": ("search", "search-nothing", "thanks", "preview", "not-there"),
    # The browser itself writes into its console that the answer was 404.
    "best-practices": ("not-there",),
}
"""By category, the screens whose score does not count."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One screen, as the median of some runs shows it."""

    name: str
    scores: dict[str, int]
    lcp_ms: float
    cls: float
    bytes: int
    requests: int
    failed: tuple[str, ...]

    @classmethod
    def median(cls, runs: Sequence[dict[str, Any]]) -> Visit:
        """The median of each number; the audits that failed in any run."""

        def middle(name: str) -> float:
            return statistics.median(run[name] for run in runs)

        return cls(
            name=runs[0]["name"],
            scores={category: round(statistics.median(run["scores"][category] for run in runs)) for category in LEAST_SCORES},
            lcp_ms=middle("lcpMs"),
            cls=middle("cls"),
            bytes=round(middle("bytes")),
            requests=round(middle("requests")),
            failed=tuple(sorted({audit for run in runs for audit in run["failed"]})),
        )

    def missed(self) -> list[str]:
        """The budgets that this screen does not keep to."""
        screen = self.name.rsplit("-", 1)[0]
        least = {category: score for category, score in LEAST_SCORES.items() if screen not in EXCUSED.get(category, ())}
        missed = [f"{category} {self.scores[category]} < {score}" for category, score in least.items() if self.scores[category] < score]
        most = {"LCP ms": (self.lcp_ms, MOST_LCP_MS), "CLS": (self.cls, MOST_CLS)}
        most |= {"bytes": (self.bytes, MOST_BYTES), "requests": (self.requests, MOST_REQUESTS)}
        return missed + [f"{name} {value:g} > {limit:g}" for name, (value, limit) in most.items() if value > limit]
