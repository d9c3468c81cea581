"""The embedded engine as `search.engine.SearchEngine` describes it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from importlib.metadata import version
from itertools import islice
from pathlib import Path

from tantivy import DocAddress, Occur, Query, Searcher

from search import fields
from search.embedded import meanings, requests, schema
from search.embedded.generations import Generations
from search.embedded.reading import UNREADABLE, LiveReader, OpenCommit, pages_of
from search.embedded.writing import LIVE_MEMORY, REBUILD_MEMORY, TantivyWriter, create_index
from search.engine import (
    CompletionRequest,
    CompletionResult,
    DocumentKey,
    GenerationBuilder,
    GenerationWriter,
    IndexBusyError,
    IndexState,
    NearestRequest,
    SearchHit,
    SearchOrder,
    SearchRequest,
    SearchResult,
    SearchUnavailableError,
    WeightedTerm,
)
from search.matching import WORDS

# Documents fetched beyond those asked for, so that equal scores at the end of an answer are seldom cut apart (documents).
SPARE = 50

# More values of facets than any site has: Tantivy leaves none out, and counts exactly.
MOST_VALUES = 65_000

# Documents asked about at once while the nearest are looked for, and how many of them may turn out hidden.
NEAREST_AT_ONCE = 150
MOST_LOOKED_AT = 3_000

Ranking = list[tuple[float, DocAddress]]


class _Builder(TantivyWriter):
    def __init__(self, generations: Generations, name: str, fingerprint: str) -> None:
        super().__init__(generations.path(name), fingerprint, REBUILD_MEMORY)
        self._generations = generations
        self._name = name
        before = generations.live()
        self._before = None if before is None else meanings.Meanings(generations.path(before))

    def kept_meanings(self, page_ids: Collection[int]) -> Mapping[DocumentKey, bytes]:
        """See `GenerationBuilder`."""
        return {} if self._before is None else self._before.of_pages(page_ids)

    def publish(self) -> None:
        """See `GenerationBuilder.publish`."""
        before = self._generations.live()
        self._generations.make_live(self._name)
        # A process may be writing or opening the one before: it goes at the next rebuild.
        self._generations.remove_all_but(self._name, before)


class TantivyEngine:
    """Tantivy over one folder. `content_fingerprint` sums up what documents and terms depend on outside this package."""

    has_words_at_hand = True

    def __init__(self, folder: Path, content_fingerprint: str) -> None:
        self._generations = Generations(folder)
        self._reader = LiveReader(self._generations)
        own = b"".join(Path(str(module.__file__)).read_bytes() for module in (schema, meanings)) + version("tantivy").encode()
        self._fingerprint = hashlib.sha256(own + content_fingerprint.encode()).hexdigest()

    def fingerprint(self) -> str:
        """See `SearchEngine.fingerprint`."""
        return self._fingerprint

    def asking(self) -> AbstractContextManager[None]:
        """See `SearchEngine.asking`. Nothing here is waited for."""
        return nullcontext()

    def state(self) -> IndexState | None:
        """See `SearchEngine.state`."""
        try:
            return self._reader.commit().state
        except SearchUnavailableError:
            return None

    def search(self, request: SearchRequest) -> SearchResult:
        """See `SearchEngine.search`."""
        commit = self._reader.commit()
        query = requests.query_of(request)
        if query is None:
            return SearchResult((), 0, commit.state.position)
        order_by = fields.DATED if request.order is SearchOrder.NEWEST else None
        ranking, total = _ranking(commit.searcher, query, request.offset + request.limit, order_by)
        shown = ranking[request.offset :]
        counts = _counts(commit.searcher, request, query)
        return SearchResult(_hits(commit, shown, request), total, commit.state.position, counts)

    def with_texts(self, hits: Sequence[SearchHit], request: SearchRequest) -> tuple[SearchHit, ...]:
        """See `SearchEngine.with_texts`."""
        if not hits or not (request.with_passages or request.with_cues):
            return tuple(hits)
        commit = self._reader.commit()
        found = {hit.key: hit for hit in _hits(commit, _documents(commit, {hit.key for hit in hits}), request)}
        return tuple(replace(hit, passages=found[hit.key].passages, cues=found[hit.key].cues) if hit.key in found else hit for hit in hits)

    def nearest(self, request: NearestRequest) -> tuple[SearchHit, ...]:
        """See `SearchEngine.nearest`."""
        commit = self._reader.commit()
        by_distance = commit.meanings.by_distance(request.signs, request.but)
        found: list[tuple[SearchHit, DocAddress]] = []
        for _look in range(MOST_LOOKED_AT // NEAREST_AT_ONCE):
            some = list(islice(by_distance, NEAREST_AT_ONCE)) if len(found) < request.limit else []
            if not some:
                break
            query = requests.nearest_query(request, some)
            ranking: Ranking = commit.searcher.search(query, limit=len(some), count=False).hits
            visible = {hit.key: (hit, address) for hit, (_score, address) in zip(_hits(commit, ranking), ranking, strict=True)}
            found += [visible[key] for key in some if key in visible]
        shown = found[: request.limit]
        meanings = _meanings(commit, [hit.key for hit, _address in shown], [address for _hit, address in shown])
        return tuple(replace(hit, meaning=meaning) for (hit, _address), meaning in zip(shown, meanings, strict=True))

    def meanings(self, page_ids: Collection[int]) -> Mapping[DocumentKey, bytes]:
        """See `SearchEngine.meanings`."""
        return self._reader.commit().meanings.of_pages(page_ids)

    def complete(self, request: CompletionRequest) -> CompletionResult:
        """See `SearchEngine.complete`."""
        commit = self._reader.commit()
        query = requests.completion_query(request)
        if query is None:
            return CompletionResult(())
        ranking, _total = _ranking(commit.searcher, query, request.limit)
        return CompletionResult(_hits(commit, ranking))

    def explain(self, request: SearchRequest, page_id: int, language: str) -> Mapping[WeightedTerm, float]:
        """See `SearchEngine.explain`."""
        searcher = self._reader.commit().searcher
        this = Query.const_score_query(Query.term_query(schema.schema(), schema.KEY, fields.document_key(page_id, language), "basic"), 0.0)
        found = {}
        for term in request.terms:
            both = Query.boolean_query([(Occur.Must, requests.term_query(term)), (Occur.Must, this)])
            hits = searcher.search(both, limit=1).hits
            if hits:
                found[term] = float(hits[0][0])
        return found

    def vocabulary(self, generation: str | None = None) -> Mapping[str, int]:
        """See `SearchEngine.vocabulary`."""
        commit = self._reader.commit()
        if generation not in (None, commit.state.generation):
            raise SearchUnavailableError("The search index was replaced just now.")
        return dict(commit.searcher.terms_with_prefix(WORDS, ""))

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

    def remove_superseded(self) -> None:
        """See `SearchEngine.remove_superseded`."""
        with self._generations.lease(wait=True):
            if not self._generations.remove_all_but(self._generations.live()):
                raise IndexBusyError("Another process is still writing a superseded search index.")


def _ranking(searcher: Searcher, query: Query, needed: int, order_by: str | None = None) -> tuple[Ranking, int]:
    """The best `needed` documents, equal ones by page, and the number of all found; with `order_by`, the greatest values first.

    Tantivy orders equal scores by where they happen to be stored: all that tie with the last one needed are fetched and ordered here.
    Of one page at most one document is served in a language, so that the page alone decides.
    """
    wanted = needed + SPARE
    while True:
        found = searcher.search(query, limit=wanted, count=True, order_by_field=order_by)
        hits: Ranking = found.hits
        total: int = found.count  # type: ignore[attr-defined] # the package's stub forgets it
        if len(hits) < wanted or hits[-1][0] < hits[needed - 1][0]:
            break
        wanted *= 4
    pages = pages_of(searcher, [address for _score, address in hits])
    order = sorted(range(len(hits)), key=lambda place: (-hits[place][0], pages[place]))
    return [hits[place] for place in order[:needed]], total


def _documents(commit: OpenCommit, keys: Collection[DocumentKey]) -> Ranking:
    found: Ranking = commit.searcher.search(requests.of_documents(keys), limit=len(keys), count=False).hits
    return found


def _hits(commit: OpenCommit, ranking: Ranking, request: SearchRequest | None = None) -> tuple[SearchHit, ...]:
    searcher, addresses = commit.searcher, [address for _score, address in ranking]
    codes = [schema.language_of_number(int(number or 0)) for number in searcher.fast_field_values(fields.LANGUAGE, addresses)]
    pages = pages_of(searcher, addresses)
    found = zip(pages, codes, ranking, strict=True)
    if request is None:
        return tuple(SearchHit(page_id, code, float(score)) for page_id, code, (score, _address) in found)
    meanings = _meanings(commit, list(zip(pages, codes, strict=True)), addresses) if request.with_meaning else [b""] * len(pages)
    return tuple(
        SearchHit(page_id, code, request.score_of(score, (page_id, code)), *_texts(searcher, address, request), meaning)
        for (page_id, code, (score, address)), meaning in zip(found, meanings, strict=True)
    )


def _meanings(commit: OpenCommit, keys: Sequence[DocumentKey], addresses: list[DocAddress]) -> list[bytes]:
    """What is kept of the meaning of the documents at these addresses."""
    if not len(commit.meanings.documents):
        # Nothing is known; in a generation of earlier code not even the field, and it answers until it is rebuilt.
        return [b""] * len(keys)
    rows = [-1 if row is None else int(row) for row in commit.searcher.fast_field_values(schema.MEANING, addresses)]
    return commit.meanings.at(rows, keys)


def _texts(searcher: Searcher, address: DocAddress, request: SearchRequest) -> tuple[str, str]:
    """The passages and the cues of a document, as far as they are wanted."""
    if not (request.with_passages or request.with_cues):
        return "", ""
    stored = searcher.doc(address)
    passages, cues = (bytes(stored.get_first(name) or b"").decode() for name in (fields.PASSAGES, fields.CUES))
    return passages if request.with_passages else "", cues if request.with_cues else ""


def _counts(searcher: Searcher, request: SearchRequest, query: Query) -> dict[str, int]:
    """How many documents have each value of the counted dimensions, each dimension without its own filter."""
    counts: dict[str, int] = {}
    filtered = request.counted & request.filters.keys()
    if unfiltered := request.counted - filtered:
        counts |= _counted(searcher, query, unfiltered)
    for dimension in filtered:
        without = requests.query_of(request, but=dimension)
        if without is not None:
            counts |= _counted(searcher, without, {dimension})
    return counts


def _counted(searcher: Searcher, query: Query, dimensions: Set[str]) -> dict[str, int]:
    found = searcher.aggregate(query, {"values": {"terms": {"field": fields.FACETS, "size": MOST_VALUES, "segment_size": MOST_VALUES}}})
    buckets = found["values"]["buckets"]
    return {each["key"]: int(each["doc_count"]) for each in buckets if each["key"].partition(":")[0] in dimensions}
