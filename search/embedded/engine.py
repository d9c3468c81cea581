"""The embedded engine as `search.engine.SearchEngine` describes it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from tantivy import DocAddress, Query, Searcher

from search.embedded import schema
from search.embedded.generations import Generations
from search.embedded.reading import UNREADABLE, LiveReader, pages_of
from search.embedded.writing import LIVE_MEMORY, REBUILD_MEMORY, TantivyWriter, create_index
from search.engine import GenerationBuilder, GenerationWriter, IndexState, SearchHit, SearchRequest, SearchResult, SearchUnavailableError

# Documents fetched beyond those asked for, so that equal scores at the end of an answer are seldom cut apart (documents).
SPARE = 50


class _Builder(TantivyWriter):
    def __init__(self, generations: Generations, name: str, fingerprint: str) -> None:
        super().__init__(generations.path(name), fingerprint, REBUILD_MEMORY)
        self._generations = generations
        self._name = name

    def publish(self) -> None:
        """See `GenerationBuilder.publish`."""
        before = self._generations.live()
        self._generations.make_live(self._name)
        # A process may be writing or opening the one before: it goes at the next rebuild.
        self._generations.remove_all_but(self._name, before)


class TantivyEngine:
    """Tantivy over one folder. `content_fingerprint` sums up what documents and terms depend on outside this package."""

    def __init__(self, folder: Path, content_fingerprint: str) -> None:
        self._generations = Generations(folder)
        self._reader = LiveReader(self._generations)
        own = Path(schema.__file__).read_bytes() + version("tantivy").encode()
        self._fingerprint = hashlib.sha256(own + content_fingerprint.encode()).hexdigest()

    def fingerprint(self) -> str:
        """See `SearchEngine.fingerprint`."""
        return self._fingerprint

    def state(self) -> IndexState | None:
        """See `SearchEngine.state`."""
        try:
            return self._reader.commit().state
        except SearchUnavailableError:
            return None

    def search(self, request: SearchRequest) -> SearchResult:
        """See `SearchEngine.search`."""
        commit = self._reader.commit()
        query = schema.query_of(request)
        if query is None:
            return SearchResult((), 0, commit.state.position)
        ranking, total = _ranking(commit.searcher, query, request.offset + request.limit)
        hits = tuple(_hit(commit.searcher, score, address) for score, address in ranking[request.offset :])
        return SearchResult(hits, total, commit.state.position)

    @contextmanager
    def update(self) -> Iterator[GenerationWriter]:
        """See `SearchEngine.update`."""
        name = self._generations.live()
        if name is None:
            raise SearchUnavailableError("There is no search index yet.")
        try:
            writer = TantivyWriter(self._generations.path(name), self._fingerprint, LIVE_MEMORY)
        except UNREADABLE as error:
            raise SearchUnavailableError("The search index cannot be opened.") from error
        try:
            yield writer
        finally:
            writer.close()

    @contextmanager
    def rebuild(self, wait: bool) -> Iterator[GenerationBuilder]:
        """See `SearchEngine.rebuild`."""
        with self._generations.lease(wait):
            before = self._generations.live()
            self._generations.remove_all_but(before)
            name = self._generations.begin()
            create_index(self._generations.path(name))
            builder = _Builder(self._generations, name, self._fingerprint)
            try:
                yield builder
            finally:
                builder.close()
                if self._generations.live() == before:
                    self._generations.remove_all_but(before)


def _ranking(searcher: Searcher, query: Query, needed: int) -> tuple[list[tuple[float, DocAddress]], int]:
    """The best `needed` documents, equal scores by page, and the number of all found.

    Tantivy orders equal scores by where they happen to be stored: all that tie with the last one needed are fetched and ordered here.
    Of one page at most one document is served in a language, so that the page alone decides.
    """
    wanted = needed + SPARE
    while True:
        found = searcher.search(query, limit=wanted, count=True)
        hits: list[tuple[float, DocAddress]] = found.hits
        total: int = found.count  # type: ignore[attr-defined] # the package's stub forgets it
        if len(hits) < wanted or hits[-1][0] < hits[needed - 1][0]:
            break
        wanted *= 4
    pages = pages_of(searcher, [address for _score, address in hits])
    order = sorted(range(len(hits)), key=lambda place: (-hits[place][0], pages[place]))
    return [hits[place] for place in order[:needed]], total


def _hit(searcher: Searcher, score: float, address: DocAddress) -> SearchHit:
    page_id, language = schema.page_and_language(str(searcher.doc(address).get_first(schema.KEY)))
    return SearchHit(page_id, language, score)
