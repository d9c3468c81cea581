"""A question as a reader asks it, put to an engine over a folder of its own."""

from __future__ import annotations

import datetime as dt
import os
import secrets
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from search.embedded import TantivyEngine
from search.engine import IndexPosition, SearchDocument, SearchEngine, SearchRequest
from search.matching import wanted_terms
from search.questions import read_question
from search.spelling import VocabularySpeller
from tests.relevance.metrics import DEPTH
from tests.search.server import remove_indices, server_engine
from tests.stack.elasticsearch import elasticsearch

ENGINES = ("tantivy", "elasticsearch")

# Where the tests find a server that is there already.
SEARCH_URL = "TEST_SEARCH_URL"

# Nothing expires in a judged collection: any moment will do.
AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@contextmanager
def search_server(engine_name: str) -> Iterator[None]:
    """For as long as a block lasts there is the server that an engine needs: TEST_SEARCH_URL, or one that is started."""
    if engine_name != "elasticsearch" or SEARCH_URL in os.environ:
        yield
        return
    with elasticsearch() as server:
        os.environ[SEARCH_URL] = server.url
        try:
            yield
        finally:
            del os.environ[SEARCH_URL]


@contextmanager
def engine_named(name: str) -> Iterator[SearchEngine]:
    """The engine of this name, one of ENGINES, without an index; what it makes is gone after the block."""
    if name == "elasticsearch":
        prefix, url = f"relevance-{secrets.token_hex(6)}", os.environ[SEARCH_URL]
        try:
            yield server_engine(prefix, "relevance", url)
        finally:
            remove_indices(prefix, url)
        return
    with tempfile.TemporaryDirectory(prefix="club-relevance-") as folder:
        yield TantivyEngine(Path(folder), "relevance")


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
