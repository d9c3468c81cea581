"""From single times to figures: percentiles, and what one run measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any


@dataclass(frozen=True, slots=True)
class Times:
    """How long answers took (milliseconds): half, 95 % and 99 % of them at most so long; of processor time the average, and the same three.

    `unanswered` are those of them to which a server did not answer in time.
    """

    count: int
    p50_ms: float
    p95_ms: float
    p99_ms: float
    cpu_ms: float
    cpu_p50_ms: float
    cpu_p95_ms: float
    cpu_p99_ms: float
    unanswered: int = 0


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of the values that a share (0 to 1) of them does not exceed. Raises ValueError for no value."""
    if not values:
        raise ValueError("Nothing was measured.")
    return sorted(values)[max(0, ceil(share * len(values)) - 1)]


def times(walls: Sequence[float], cpus: Sequence[float], server_ms: float = 0.0, unanswered: int = 0) -> Times:
    """The figures of some answers; `server_ms` is what a server spent on all of them."""
    waits, spent = ([percentile(values, share) for share in (0.5, 0.95, 0.99)] for values in (walls, cpus))
    return Times(len(walls), *waits, (sum(cpus) + server_ms) / len(cpus), *spent, unanswered)


def rounded(value: Any) -> Any:
    """Figures with four digits that mean something, however deep they lie."""
    if isinstance(value, dict):
        return {key: rounded(each) for key, each in value.items()}
    return float(f"{value:.4g}") if isinstance(value, float) else value
