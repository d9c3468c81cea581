"""The words of the live index and how many documents have each, read whole once and by what has changed afterwards."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from search.elasticsearch.library import Search, aggs, query
from search.elasticsearch.mapping import VOCABULARY
from search.elasticsearch.server import Server

# Words of one answer: few enough to come within the time that a reader waits.
AT_ONCE = 2_000
# Of what has changed; the server gives no more than 65,536.
MOST_CHANGED_WORDS = 60_000

# Documents that may have been counted twice, once as they were, before all are counted anew: so many, and a share of all.
MOST_CHANGED = 1_000
SHARE_CHANGED = 0.2


class Vocabulary:
    """Counts the words of one alias. May be used from several threads."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._lock = threading.Lock()
        self._generation = ""
        self._seen = 0
        self._counts: Counter[str] = Counter()
        self._changed = 0

    def at(self, generation: str, change: int, documents: int) -> Mapping[str, int]:
        """The words of a generation of so many documents, up to its change of this number. Raises SearchUnavailableError."""
        with self._lock:
            if generation != self._generation or change < self._seen:
                self._count_all(generation, change)
            elif change > self._seen:
                changed, words = self._changed_since(generation)
                self._changed += changed
                if words is None or self._changed > MOST_CHANGED + SHARE_CHANGED * documents:
                    self._count_all(generation, change)
                else:
                    self._counts.update(words)
                    self._seen = change
            return dict(self._counts)

    def _count_all(self, generation: str, change: int) -> None:
        counts = Counter(dict(self._every_word(generation)))
        self._generation, self._seen, self._counts, self._changed = generation, change, counts, 0

    def _every_word(self, generation: str) -> Iterator[tuple[str, int]]:
        after: dict[str, Any] = {}
        while True:
            # Without a query: the server then walks the words in order and does not look at the documents.
            search = Search[Any]().extra(size=0, track_total_hits=False)
            word = {"word": aggs.Terms(field=VOCABULARY)}
            search.aggs.bucket("words", aggs.Composite(sources=[word], size=AT_ONCE, **after))
            found = self._aggregated(generation, search)["words"]
            yield from ((bucket["key"]["word"], bucket["doc_count"]) for bucket in found["buckets"])
            if len(found["buckets"]) < AT_ONCE:
                return
            after = {"after": found["after_key"]}

    def _changed_since(self, generation: str) -> tuple[int, dict[str, int] | None]:
        """The number of documents written since the last look, and their words; None for more than one answer holds."""
        changed = query.Range(_seq_no={"gt": self._seen})
        search = Search[Any]().query(query.Bool(filter=[changed])).extra(size=0, track_total_hits=False)
        search.aggs.bucket("documents", aggs.ValueCount(field="_index"))
        search.aggs.bucket("words", aggs.Terms(field=VOCABULARY, size=MOST_CHANGED_WORDS))
        found = self._aggregated(generation, search)
        words = {bucket["key"]: bucket["doc_count"] for bucket in found["words"]["buckets"]}
        return int(found["documents"]["value"]), None if found["words"]["sum_other_doc_count"] else words

    def _aggregated(self, generation: str, search: Search[Any]) -> Mapping[str, Any]:
        with self._server.call():
            answer: Mapping[str, Any] = self._server.reading.search(index=generation, **search.to_dict())["aggregations"]
        return answer
