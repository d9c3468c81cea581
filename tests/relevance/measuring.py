"""What questions find: clean, and with one typing error each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from search.encoder import Encoder
from tests.relevance import metrics
from tests.relevance.asking import NewEngine, Reader, fill
from tests.relevance.collections import Collection, Question
from tests.relevance.typing_errors import mistyped

Measures = dict[str, dict[str, float]]
"""By way of asking (clean, typo), the measures by name."""

Ask = Callable[[str], list[int]]
"""From what is typed to the first pages found."""

WAYS: dict[str, Callable[[str], str]] = {"clean": str, "typo": mistyped}


def measures_of(collection: Collection, new_engine: NewEngine, encoder: Encoder | None) -> Measures:
    """The measures of a collection on an index of its own, by terms alone or with an encoder by meaning too."""
    engine = new_engine(collection.language)
    fill(engine, collection.documents, encoder)
    source = "" if collection.asked_in == collection.language else collection.language
    return measures(collection.questions, Reader(engine, collection.asked_in, encoder, source).ranking)


def measures(questions: Sequence[Question], ask: Ask) -> Measures:
    """The measures of questions, asked in each of the WAYS."""
    return {way: _measures(questions, lambda text, typed=typed: ask(typed(text))) for way, typed in WAYS.items()}


def _measures(questions: Sequence[Question], ask: Ask) -> dict[str, float]:
    asked = [(question, ask(question.text)) for question in questions]
    values = {
        "ndcg@10": [metrics.ndcg(found, question.grades) for question, found in asked],
        "recall@10": [metrics.recall(found, question.grades) for question, found in asked],
        "mrr@10": [metrics.reciprocal_rank(found, question.grades) for question, found in asked],
        "empty": [float(not found) for _question, found in asked],
    }
    families = [question.family for question in questions]
    return {name: metrics.mean_by_family(list(zip(families, each, strict=True))) for name, each in values.items()}
