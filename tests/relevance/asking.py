"""A question as a reader asks it, put to an engine over a folder of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from search.embedded import TantivyEngine
from search.engine import IndexPosition, SearchDocument, SearchEngine, SearchRequest
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


def ranking(engine: SearchEngine, language: str, text: str) -> list[int]:
    """The numbers of the first DEPTH documents that a reader of this language gets for `text`."""
    request = SearchRequest(text, language, (language,), DEPTH, 0, AT)
    return [hit.page_id for hit in engine.search(request).hits]
