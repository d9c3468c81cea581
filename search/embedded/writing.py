"""Writing a generation, live or new: documents and the state they stand for, committed together."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from tantivy import Index, Query

from search import fields
from search.embedded import schema
from search.embedded.reading import open_index, pages_of, read_commit
from search.engine import IndexBusyError, IndexPosition, IndexState, SearchDocument

# What the writer gathers in memory before it writes a segment (bytes); Tantivy refuses less than 15 million per thread.
LIVE_MEMORY = 15_000_000
REBUILD_MEMORY = 100_000_000


class TantivyWriter:
    """The writer of one generation. One thread writes, so that the same documents give the same segments."""

    def __init__(self, path: Path, fingerprint: str, memory: int) -> None:
        self._index = open_index(path)
        self._generation = path.name
        self._fingerprint = fingerprint
        try:
            self._writer = self._index.writer(memory, 1)
        except ValueError as error:
            # Tantivy holds a lock on the folder for as long as a writer lives, and the system frees it when its process dies.
            if "LockBusy" not in str(error):
                raise
            raise IndexBusyError("Another process is writing the search index.") from error

    def replace(self, page_ids: Collection[int], documents: Iterable[SearchDocument]) -> None:
        """See `GenerationWriter.replace`."""
        for page_id in page_ids:
            self._writer.delete_documents_by_term(fields.PAGE, page_id)
        for document in documents:
            self._writer.add_document(schema.stored_document(document))

    def commit(self, position: IndexPosition) -> None:
        """See `GenerationWriter.commit`."""
        self._writer.delete_documents_by_term(fields.RECORD, schema.STATE_RECORD)
        self._writer.add_document(schema.stored_state(position, self._fingerprint))
        self._writer.commit()

    def state(self) -> IndexState:
        """See `GenerationWriter.state`."""
        return read_commit(self._index, self._generation).state

    def pages_depending_on(self, names: Collection[str]) -> frozenset[int]:
        """See `GenerationWriter.pages_depending_on`."""
        self._index.reload()
        searcher = self._index.searcher()
        if not names or not searcher.num_docs:
            return frozenset()
        query = Query.term_set_query(self._index.schema, fields.DEPENDS_ON, sorted(names))
        hits = searcher.search(query, limit=searcher.num_docs, count=False).hits
        return frozenset(pages_of(searcher, [address for _score, address in hits]))

    def close(self) -> None:
        """Give up what is not committed, let segments merge, and free the folder; the writer is of no use after."""
        self._writer.wait_merging_threads()


def create_index(path: Path) -> None:
    """An empty generation in an empty folder."""
    Index(schema.schema(), path=str(path), reuse=False)
