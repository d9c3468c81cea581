"""The words of the live index and how many documents have each, read whole once and by what has changed afterwards."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from typing import Any

from search.elasticsearch.library import NotFoundError, Search, aggs, query
from search.elasticsearch.mapping import VOCABULARY
from search.elasticsearch.server import REPLACED, Server
from search.engine import SearchUnavailableError

# Words of one answer; the server gives no more than 65,536.
MOST_WORDS = 60_000

# Documents that may have been counted twice, once as they were, before all are counted anew: so many, and a share of all.
MOST_CHANGED = 1_000
SHARE_CHANGED = 0.2


class Vocabulary:
    """Counts the words of generations, one after the other. May be used from several threads."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._lock = threading.Lock()
        # What is known: of which generation, up to which change, and how many documents may have been counted twice.
        self._generation = ""
        self._seen = -1
        self._counts: Counter[str] = Counter()
        self._changed = 0

    def at(self, generation: str, change: int, documents: int) -> Mapping[str, int]:
        """The words of a generation of so many documents, up to its change of this number. Raises SearchUnavailableError."""
        with self._lock:
            if (generation, change) != (self._generation, self._seen):
                try:
                    self._counts, self._changed = self._counted(generation, change, documents)
                except NotFoundError as error:
                    raise SearchUnavailableError(REPLACED) from error
                self._generation, self._seen = generation, change
            return dict(self._counts)

    def _counted(self, generation: str, change: int, documents: int) -> tuple[Counter[str], int]:
        """The words, and how many documents may have been counted twice."""
        if generation == self._generation and change > self._seen:
            number, words = self._changed_since(generation)
            changed = self._changed + number
            if words is not None and changed <= MOST_CHANGED + SHARE_CHANGED * documents:
                return self._counts + Counter(words), changed
        return self._every_word(generation), 0

    def _every_word(self, generation: str) -> Counter[str]:
        parts = 1
        while True:
            counts: Counter[str] = Counter()
            for part in range(parts):
                chosen = {"include": {"partition": part, "num_partitions": parts}} if parts > 1 else {}
                words = self._ask(generation, query.MatchAll(), **chosen)["words"]
                counts.update({bucket["key"]: bucket["doc_count"] for bucket in words["buckets"]})
                if words["sum_other_doc_count"]:
                    break
            else:
                return counts
            parts *= 4

    def _changed_since(self, generation: str) -> tuple[int, dict[str, int] | None]:
        """The number of documents written since the last look, and their words; None for more than one answer holds."""
        # Few documents: without numbering the words of all.
        found = self._ask(generation, query.Range(_seq_no={"gt": self._seen}), execution_hint="map")
        words = {bucket["key"]: bucket["doc_count"] for bucket in found["words"]["buckets"]}
        return int(found["documents"]["value"]), None if found["words"]["sum_other_doc_count"] else words

    def _ask(self, generation: str, documents: query.Query, **more: Any) -> Mapping[str, Any]:
        search = Search[Any]().query(query.Bool(filter=[documents])).extra(size=0, track_total_hits=False)
        search.aggs.bucket("documents", aggs.ValueCount(field="_index"))
        search.aggs.bucket("words", aggs.Terms(field=VOCABULARY, size=MOST_WORDS, **more))
        # They are an aid: a server that is slow to count them still answers readers.
        with self._server.call_beside():
            answer: Mapping[str, Any] = self._server.writing.search(index=generation, **search.to_dict())["aggregations"]
        return answer
