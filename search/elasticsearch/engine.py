"""The engine on Elasticsearch as `search.engine.SearchEngine` describes it."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from search.elasticsearch import answers, mapping, requests
from search.elasticsearch.generations import Generations
from search.elasticsearch.lease import Lease
from search.elasticsearch.library import NotFoundError, Search
from search.elasticsearch.server import REPLACED, TOO_SLOW, Server, ServerAddress
from search.elasticsearch.vocabulary import Vocabulary
from search.elasticsearch.writing import STATE, ElasticsearchWriter, read_state
from search.engine import (
    CompletionRequest,
    CompletionResult,
    DocumentKey,
    GenerationBuilder,
    GenerationWriter,
    IndexBusyError,
    IndexState,
    NearestRequest,
    SearchDocument,
    SearchHit,
    SearchRequest,
    SearchResult,
    SearchUnavailableError,
    WeightedTerm,
)

REBUILDING = "rebuilding"

# Seconds without a sign of life after which another process may begin a rebuild: between two signs lies the reading
# of some pages, or the encoding of one.
REBUILD_LEASE_SECONDS = 30.0
# Seconds between two looks of a process that waits for another's rebuild.
LOOK_EVERY = 0.5


class _Builder(ElasticsearchWriter):
    """The writer of a generation that is being built, for as long as this process holds the lease of rebuilds."""

    def __init__(self, writer: tuple[Server, str, str, Sequence[str]], generations: Generations, rebuilding: Lease) -> None:
        super().__init__(*writer)
        self._generations = generations
        self._rebuilding = rebuilding

    def replace(self, page_ids: Collection[int], documents: Iterable[SearchDocument]) -> None:
        """See `GenerationWriter.replace`."""
        super().replace(page_ids, documents)
        self.send_early()

    def keep_lease(self) -> None:
        """See `ElasticsearchWriter.keep_lease`."""
        super().keep_lease()
        self._rebuilding.renew_if_due()

    def kept_meanings(self, page_ids: Collection[int]) -> Mapping[DocumentKey, bytes]:
        """See `GenerationBuilder`. What cannot be read is not known, and made anew."""
        try:
            return answers.meanings_of(partial(self.found_in, self._generations.alias), page_ids)
        except (IndexBusyError, SearchUnavailableError):
            return {}

    def publish(self) -> None:
        """See `GenerationBuilder.publish`. Raises IndexBusyError when this rebuild was taken for dead and another one begun."""
        self._rebuilding.renew()
        # The one before goes at the next rebuild: some are still reading it.
        self._generations.publish(self.generation)


class _Seen(threading.local):
    """What the question that this thread asks has seen: the state and its change; and whether it asks one."""

    is_asking = False
    state: tuple[IndexState, int] | None = None


class ElasticsearchEngine:
    """The indices of one server whose names begin with `prefix`; documents are in `languages`.

    `content_fingerprint` sums up what documents and terms depend on outside this package.
    """

    has_words_at_hand = False

    def __init__(self, server: Server, prefix: str, languages: Sequence[str], content_fingerprint: str) -> None:
        self._server = server
        self._generations = Generations(server, prefix)
        self._languages = tuple(languages)
        self._vocabulary = Vocabulary(server)
        self._seen = _Seen()
        own = Path(mapping.__file__).read_bytes()
        self._fingerprint = hashlib.sha256(own + content_fingerprint.encode()).hexdigest()

    def fingerprint(self) -> str:
        """See `SearchEngine.fingerprint`."""
        return self._fingerprint

    @contextmanager
    def asking(self) -> Iterator[None]:
        """See `SearchEngine.asking`."""
        self._seen.is_asking = True
        try:
            with self._server.asking():
                yield
        finally:
            self._seen.is_asking, self._seen.state = False, None

    def state(self) -> IndexState | None:
        """See `SearchEngine.state`."""
        try:
            return self._read_state()[0]
        except SearchUnavailableError:
            return None

    def search(self, request: SearchRequest) -> SearchResult:
        """See `SearchEngine.search`."""
        # Before the search, never after: then the documents found are at least as new as the position.
        state, _change = self._read_state()
        if not (request.terms or request.joined):
            return SearchResult((), 0, state.position)
        found = self._ask(state, requests.search_of(request))
        counted = (bucket for each in found.get("aggregations", {}).values() for bucket in each["values"]["buckets"])
        counts = {bucket["key"]: bucket["doc_count"] for bucket in counted}
        return SearchResult(answers.hits_in(found, request), found["hits"]["total"]["value"], state.position, counts)

    def with_texts(self, hits: Sequence[SearchHit], request: SearchRequest) -> tuple[SearchHit, ...]:
        """See `SearchEngine.with_texts`."""
        wanted = requests.texts_wanted(request)
        if not (wanted and hits):
            return tuple(hits)
        state, _change = self._read_state()
        return answers.with_texts_in(self._ask(state, requests.documents_with(wanted, [hit.key for hit in hits])), hits)

    def nearest(self, request: NearestRequest) -> tuple[SearchHit, ...]:
        """See `SearchEngine.nearest`. An index made before meanings were kept has none that is near."""
        state, _change = self._read_state()
        return answers.nearest_in(self._ask(state, requests.nearest_of(request)))

    def meanings(self, page_ids: Collection[int]) -> Mapping[DocumentKey, bytes]:
        """See `SearchEngine.meanings`."""
        state, _change = self._read_state()
        return answers.meanings_of(partial(self._ask, state), page_ids)

    def complete(self, request: CompletionRequest) -> CompletionResult:
        """See `SearchEngine.complete`."""
        state, _change = self._read_state()
        return CompletionResult(answers.hits_in(self._ask(state, requests.completion_of(request))) if request.words else ())

    def explain(self, request: SearchRequest, page_id: int, language: str) -> Mapping[WeightedTerm, float]:
        """See `SearchEngine.explain`."""
        state, _change = self._read_state()
        if not request.terms:
            return {}
        found = self._ask(state, requests.explanation_of(request.terms, page_id, language), include_named_queries_score=True)
        told = [hit["matched_queries"] for hit in found["hits"]["hits"]]
        return {request.terms[int(place)]: float(score) for scores in told for place, score in scores.items()}

    def vocabulary(self, generation: str | None = None) -> Mapping[str, int]:
        """See `SearchEngine.vocabulary`. However it goes, readers' questions are asked as before."""
        state, change = self._read_state()
        if generation not in (None, state.generation):
            raise SearchUnavailableError(REPLACED)
        return self._vocabulary.at(state.generation, change, state.documents)

    @contextmanager
    def update(self) -> Iterator[GenerationWriter]:
        """See `SearchEngine.update`."""
        name = self._generations.live()
        if name is None:
            raise SearchUnavailableError("There is no search index yet.")
        writer = ElasticsearchWriter(self._server, name, self._fingerprint, self._languages)
        try:
            writer.open()
            yield writer
        finally:
            writer.close()

    @contextmanager
    def rebuild(self, wait: bool) -> Iterator[GenerationBuilder]:
        """See `SearchEngine.rebuild`. Raises SearchUnavailableError, too."""
        lease = Lease(self._server, self._generations.alias_of_leases(), REBUILDING, REBUILD_LEASE_SECONDS)
        self._take(lease, wait)
        try:
            self._generations.remove_all_but(self._generations.live())
            name = self._generations.begin()
            builder = _Builder((self._server, name, self._fingerprint, self._languages), self._generations, lease)
            try:
                builder.open()
                yield builder
            finally:
                builder.close()
                # With the server away it is left to the next rebuild.
                with suppress(SearchUnavailableError):
                    self._generations.remove_unpublished(name)
        finally:
            lease.release()

    def remove_superseded(self) -> None:
        """See `SearchEngine.remove_superseded`. Raises SearchUnavailableError, too."""
        lease = Lease(self._server, self._generations.alias_of_leases(), REBUILDING, REBUILD_LEASE_SECONDS)
        self._take(lease, wait=True)
        try:
            self._generations.remove_all_but()
        finally:
            lease.release()

    def _take(self, lease: Lease, wait: bool) -> None:
        while True:
            try:
                lease.take()
            except IndexBusyError:
                if not wait:
                    raise
                time.sleep(LOOK_EVERY)
            else:
                return

    def _read_state(self) -> tuple[IndexState, int]:
        """The state of the live generation as readers see it, and the number of the change that wrote it; once for a question."""
        if self._seen.state is not None:
            return self._seen.state
        try:
            with self._server.call():
                # What a search would see, not what was written last.
                found = self._server.reading.get(index=self._generations.alias, id=STATE, realtime=False)
            state = read_state(found["_source"], found["_index"]), int(found["_seq_no"])
        except (NotFoundError, LookupError, TypeError) as error:
            raise SearchUnavailableError("There is no search index yet.") from error
        if self._seen.is_asking:
            self._seen.state = state
        return state

    def _ask(self, state: IndexState, search: Search[Any], **more: Any) -> Mapping[str, Any]:
        # The server gives up about when nobody waits for it any more.
        timeout = f"{self._server.reading_seconds * 1000:.0f}ms"
        try:
            with self._server.call():
                found: Mapping[str, Any] = self._server.reading.search(
                    index=state.generation, allow_partial_search_results=False, timeout=timeout, **search.to_dict(), **more
                ).body
                if found["timed_out"]:
                    raise SearchUnavailableError(TOO_SLOW)
        except NotFoundError as error:
            raise SearchUnavailableError(REPLACED) from error
        return found


def connected_engine(
    urls: Sequence[str], api_key: str, ca_file: Path | None, prefix: str, languages: Sequence[str], content_fingerprint: str
) -> ElasticsearchEngine:
    """The engine on the server at these addresses; nothing is asked of it yet."""
    return ElasticsearchEngine(Server(ServerAddress(tuple(urls), api_key, ca_file)), prefix, languages, content_fingerprint)
