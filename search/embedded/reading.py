"""Reading the live generation, reopened as soon as it has a new commit or another generation took its place."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from pathlib import Path

from tantivy import DocAddress, Index, Query, Searcher

from search import fields
from search.embedded import schema
from search.embedded.generations import Generations
from search.embedded.meanings import Meanings
from search.engine import IndexState, SearchUnavailableError

META = "meta.json"

# What Tantivy and the reading of a state raise for a generation that is damaged, gone, or written by another version.
UNREADABLE = (OSError, ValueError, TypeError, LookupError)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OpenCommit:
    """One commit of one generation: what it holds never changes, whatever is written meanwhile."""

    searcher: Searcher
    state: IndexState
    meanings: Meanings


def open_index(path: Path) -> Index:
    """A generation that is reloaded only when asked. Raises ValueError or OSError when it cannot be read."""
    index = Index.open(str(path))
    index.config_reader(reload_policy="manual")
    return index


def read_commit(index: Index, path: Path) -> OpenCommit:
    """The newest commit of an open generation. Raises LookupError, ValueError or TypeError when its state is not one of ours."""
    index.reload()
    searcher = index.searcher()
    records = searcher.search(Query.term_query(index.schema, fields.RECORD, schema.STATE_RECORD, "basic"), limit=1).hits
    if not records:
        raise LookupError("A generation without a record of its state.")
    # The record is a document too, but no page's.
    state = schema.read_state(searcher.doc(records[0][1]), path.name, searcher.num_docs - 1)
    return OpenCommit(searcher, state, Meanings(path))


def pages_of(searcher: Searcher, addresses: list[DocAddress]) -> list[int]:
    """The page of each document."""
    return [int(value or 0) for value in searcher.fast_field_values(fields.PAGE, addresses)]


class LiveReader:
    """Hands out the newest commit of the live generation, to any thread."""

    def __init__(self, generations: Generations) -> None:
        self._generations = generations
        self._lock = threading.Lock()
        self._index: Index | None = None
        # The live generation and the text of its list of segments, which every commit replaces.
        self._seen: tuple[str, bytes] = ("", b"")
        self._commit: OpenCommit | None = None

    def commit(self) -> OpenCommit:
        """The newest commit. Raises SearchUnavailableError."""
        with self._lock:
            try:
                return self._newest()
            except UNREADABLE as first:
                # The generation may have been replaced and removed between two looks: then the pointer names another by now.
                logger.info("Opening the search index again: %s", first)
            try:
                return self._newest()
            except UNREADABLE as error:
                raise SearchUnavailableError("The search index cannot be read.") from error

    def _newest(self) -> OpenCommit:
        name = self._generations.live()
        if name is None:
            raise SearchUnavailableError("There is no search index yet.")
        seen = (name, (self._generations.path(name) / META).read_bytes())
        if self._commit is None or self._index is None or seen != self._seen:
            if self._index is None or name != self._seen[0]:
                self._index = open_index(self._generations.path(name))
            self._commit = read_commit(self._index, self._generations.path(name))
            self._seen = seen
        return self._commit
