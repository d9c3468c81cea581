"""Writing a generation, live or new: documents and the state they stand for, committed together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from tantivy import Index, Query

from search import fields
from search.embedded import schema
from search.embedded.meanings import MeaningsWriter
from search.embedded.reading import open_index, pages_of, read_commit
from search.engine import DocumentKey, IndexBusyError, IndexPosition, IndexState, SearchDocument

# What the writer gathers in memory before it writes a segment (bytes); Tantivy refuses less than 15 million per thread.
LIVE_MEMORY = 15_000_000
REBUILD_MEMORY = 100_000_000


class TantivyWriter:
    """The writer of one generation. One thread writes, so that the same documents give the same segments."""

    def __init__(self, path: Path, fingerprint: str, memory: int) -> None:
        self._index = open_index(path)
        self._path = path
        self._fingerprint = fingerprint
        try:
            self._writer = self._index.writer(memory, 1)
        except ValueError as error:
            # Tantivy holds a lock on the folder for as long as a writer lives, and the system frees it when its process dies.
            if "LockBusy" not in str(error):
                raise
            raise IndexBusyError("Another process is writing the search index.") from error
        # Under the lock of the writer: there is one of these at a time, too.
        self._meanings = MeaningsWriter(path)

    def replace(self, page_ids: Collection[int], documents: Iterable[SearchDocument]) -> None:
        """See `GenerationWriter.replace`."""
        for page_id in page_ids:
            self._writer.delete_documents_by_term(fields.PAGE, page_id)
        if page_ids:
            self._meanings.wipe(page_ids)
        for document in documents:
            row = self._meanings.add(document.page_id, document.language, document.meaning) if document.meaning else None
            self._writer.add_document(schema.stored_document(document, row))

    def commit(self, position: IndexPosition) -> None:
        """See `GenerationWriter.commit`."""
        self._meanings.commit()
        self._writer.delete_documents_by_term(fields.RECORD, schema.STATE_RECORD)
        self._writer.add_document(schema.stored_state(position, self._fingerprint))
        self._writer.commit()

    def state(self) -> IndexState:
        """See `GenerationWriter.state`."""
        return read_commit(self._index, self._path).state

    def pages_depending_on(self, names: Collection[str]) -> frozenset[int]:
        """See `GenerationWriter.pages_depending_on`."""
        self._index.reload()
        searcher = self._index.searcher()
        if not names or not searcher.num_docs:
            return frozenset()
        query = Query.term_set_query(self._index.schema, fields.DEPENDS_ON, sorted(names))
        hits = searcher.search(query, limit=searcher.num_docs, count=False).hits
        return frozenset(pages_of(searcher, [address for _score, address in hits]))

    def kept_meanings(self, page_ids: Collection[int]) -> Mapping[DocumentKey, bytes]:
        """See `GenerationWriter.kept_meanings`."""
        return self._meanings.of_pages(page_ids)

    def close(self) -> None:
        """Give up what is not committed, let segments merge, and free the folder; the writer is of no use after."""
        self._writer.wait_merging_threads()


def create_index(path: Path) -> None:
    """An empty generation in an empty folder."""
    Index(schema.schema(), path=str(path), reuse=False)
