"""The measures of a ranking, each 0 to 1, as pure functions of the pages ranked and their grades."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from statistics import fmean

DEPTH = 10
"""Results that count: what a reader sees without going on."""


def ndcg(ranking: Sequence[int], grades: Mapping[int, int]) -> float:
    """The normalised discounted cumulative gain of the first DEPTH results, with grades as gains."""
    best = sorted(grades.values(), reverse=True)
    return _discounted([grades.get(page, 0) for page in ranking]) / _discounted(best)


def _discounted(gains: Sequence[int]) -> float:
    return math.fsum(gain / math.log2(place + 1) for place, gain in enumerate(gains[:DEPTH], start=1))


def recall(ranking: Sequence[int], grades: Mapping[int, int]) -> float:
    """The share of the pages with a grade that are among the first DEPTH results."""
    return len(grades.keys() & set(ranking[:DEPTH])) / len(grades)


def reciprocal_rank(ranking: Sequence[int], grades: Mapping[int, int]) -> float:
    """One over the place of the first page with a grade among the first DEPTH results, or 0."""
    return next((1 / place for place, page in enumerate(ranking[:DEPTH], start=1) if page in grades), 0.0)


def mean_by_family(values: Sequence[tuple[str, float]]) -> float:
    """The mean of values given with their family: over each family first, then over families; one without ("") stands for itself."""
    families: dict[str, list[float]] = {}
    for place, (family, value) in enumerate(values):
        families.setdefault(family or f"alone {place}", []).append(value)
    return fmean(fmean(each) for each in families.values())
