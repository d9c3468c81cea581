"""A question as a reader asks it, put to an engine over a folder of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from search.embedded import TantivyEngine
from search.engine import IndexPosition, SearchDocument, SearchEngine, SearchRequest
from search.matching import wanted_terms
from search.questions import read_question
from search.spelling import VocabularySpeller
from tests.relevance.metrics import DEPTH

ENGINES = ("tantivy",)

# Nothing expires in a judged collection: any moment will do.
AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def engine_named(name: str, folder: Path) -> SearchEngine:
    """The engine of this name, one of ENGINES, with an empty index in `folder`."""
    if name not in ENGINES:
        raise LookupError(name)
    return TantivyEngine(folder, "relevance")


def fill(engine: SearchEngine, documents: Iterable[SearchDocument]) -> None:
    """Make an index of these documents, and of nothing else, the live one."""
    with engine.rebuild(wait=True) as builder:
        builder.replace((), documents)
        builder.commit(IndexPosition("relevance", 0, 0, ""))
        builder.publish()


@cache
def _speller(engine: SearchEngine) -> VocabularySpeller:
    return VocabularySpeller(engine.vocabulary())


def ranking(engine: SearchEngine, language: str, text: str) -> list[int]:
    """The numbers of the first DEPTH documents that a reader of this language gets for `text`."""
    terms = wanted_terms(read_question(text, (language,), _speller(engine)).words)
    return [hit.page_id for hit in engine.search(SearchRequest(terms, language, DEPTH, 0, AT)).hits]
