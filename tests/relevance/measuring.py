"""What a collection's questions find: clean, and with one typing error each."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from search.engine import SearchEngine
from tests.relevance import metrics
from tests.relevance.asking import engine_named, fill, ranking
from tests.relevance.collections import Collection
from tests.relevance.typing_errors import mistyped

Measures = dict[str, dict[str, float]]
"""By way of asking (clean, typo), the measures by name."""

WAYS: dict[str, Callable[[str], str]] = {"clean": str, "typo": mistyped}


def measures_of(collection: Collection, engine_name: str) -> Measures:
    """The measures of a collection on a new index of the engine of this name."""
    with tempfile.TemporaryDirectory(prefix="club-relevance-") as folder:
        engine = engine_named(engine_name, Path(folder))
        fill(engine, collection.documents)
        return {way: _measures(collection, engine, typed) for way, typed in WAYS.items()}


def _measures(collection: Collection, engine: SearchEngine, typed: Callable[[str], str]) -> dict[str, float]:
    asked = [(question, ranking(engine, typed(question.text), collection.language)) for question in collection.questions]
    values = {
        "ndcg@10": [metrics.ndcg(found, question.grades) for question, found in asked],
        "recall@10": [metrics.recall(found, question.grades) for question, found in asked],
        "mrr@10": [metrics.reciprocal_rank(found, question.grades) for question, found in asked],
        "empty": [float(not found) for _question, found in asked],
    }
    families = [question.family for question in collection.questions]
    return {name: metrics.mean_by_family(list(zip(families, each, strict=True))) for name, each in values.items()}
