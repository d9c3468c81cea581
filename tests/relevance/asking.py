"""A question as a reader asks it, put to an engine with an index of its own."""

from __future__ import annotations

import datetime as dt
import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from search.elasticsearch import ElasticsearchEngine
from search.elasticsearch.patience import Patience
from search.elasticsearch.server import Server, ServerAddress
from search.embedded import TantivyEngine
from search.encoder import Encoder
from search.engine import IndexPosition, SearchDocument, SearchEngine, SearchRequest
from search.matching import wanted_terms
from search.meaning.documents import with_meaning
from search.meaning.questions import mended_direction
from search.meaning.ranking import with_nearest
from search.questions import read_question
from search.spelling import VocabularySpeller
from tests.relevance.metrics import DEPTH
from tests.search.server import remove_indices
from tests.stack.elasticsearch import elasticsearch

ENGINES = ("tantivy", "elasticsearch")

NewEngine = Callable[[str], SearchEngine]
"""Makes an engine for documents in a language."""

PATIENCE_SECONDS = 60.0

# Nothing expires in a judged collection: any moment will do.
AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@contextmanager
def engines(name: str) -> Iterator[NewEngine]:
    """Make engines of one of ENGINES, each with an index of its own, for as long as the block lasts; then nothing is left of them.

    For Elasticsearch, TEST_SEARCH_URL names a server; without it one is started. Raises ElasticsearchMissingError where none can be.
    """
    with ExitStack() as until_then:
        if name == "elasticsearch":
            url = os.environ.get("TEST_SEARCH_URL") or until_then.enter_context(elasticsearch()).url
            yield partial(_on_server, until_then, url)
        else:
            yield partial(_embedded, until_then)


def _embedded(until_then: ExitStack, _language: str) -> SearchEngine:
    return TantivyEngine(Path(until_then.enter_context(TemporaryDirectory(prefix="club-relevance-"))), "relevance")


def _on_server(until_then: ExitStack, url: str, language: str) -> SearchEngine:
    prefix = f"relevance-{secrets.token_hex(6)}"
    until_then.callback(remove_indices, prefix, url)
    # No reader waits here: on a busy machine a late answer is still one to measure.
    server = Server(ServerAddress((url,)), patience=Patience(PATIENCE_SECONDS))
    return ElasticsearchEngine(server, prefix, (language,), "relevance")


def fill(engine: SearchEngine, documents: Iterable[SearchDocument], encoder: Encoder | None = None) -> None:
    """Make an index of these documents, and of nothing else, the live one; with an encoder, of what they mean, too."""
    with engine.rebuild(wait=True) as builder:
        builder.replace((), with_meaning(documents, {}, encoder))
        builder.commit(IndexPosition("relevance", 0, 0, ""))
        builder.publish()


@cache
def _speller(engine: SearchEngine) -> VocabularySpeller:
    return VocabularySpeller(engine.vocabulary())


@dataclass(frozen=True)
class Reader:
    """Somebody who asks an engine in a language; the documents are in another one where `source` names it."""

    engine: SearchEngine
    language: str
    encoder: Encoder | None = None
    source: str = ""

    def ranking(self, text: str) -> list[int]:
        """The numbers of the first DEPTH documents that this reader gets for `text`: what `search.queries` does, without a site."""
        languages = tuple(filter(None, (self.language, self.source)))
        question = read_question(text, languages, _speller(self.engine))
        preferred = self.language if self.source else ""
        request = SearchRequest(wanted_terms(question.words), self.language, DEPTH, 0, AT, preferred_language=preferred)
        _request, found = with_nearest(self.engine, request, mended_direction(text, question, languages, self.encoder))
        return [hit.page_id for hit in found.hits]
