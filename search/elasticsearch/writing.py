"""Writing a generation: documents, then the record of what they stand for.

Each document is written under a version, and the server refuses one that is older than what it has. Versions are the numbers of the
lease, not of events: on PostgreSQL events are ordered by transaction and their numbers are not, and one document changes with events of
many things. A writer that took over has greater numbers than the one before, starts from the same committed position and so writes
every page that the other could write. For a page it writes a document or a tombstone in every language of the site: what the other, woken
late, still sends is older than one of them, whether the page had such a document or not. Its record is refused in the same way.

The record is written when the documents are visible on every copy of the index: a reader who sees a position finds what it stands for.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import Any

import orjson

from search.elasticsearch import answers, requests
from search.elasticsearch.generations import Generations
from search.elasticsearch.lease import GONE, Lease
from search.elasticsearch.library import NotFoundError, Search, streaming_bulk
from search.elasticsearch.mapping import stored_document, stored_state, stored_tombstone
from search.elasticsearch.server import Server
from search.engine import DocumentKey, IndexBusyError, IndexPosition, IndexState, SearchDocument, SearchUnavailableError
from search.fields import RECORD, document_key

logger = logging.getLogger(__name__)

STATE = "state"
WRITING = "writing"

# Seconds without a renewal after which another may write; one that is renewed late is lost only if somebody wanted it.
LEASE_SECONDS = 10.0

# Of one call: documents, and bytes.
CHUNK = 500
CHUNK_BYTES = 5_000_000
# What waits for a commit in memory; the rest waits in a file (bytes).
IN_MEMORY = 20_000_000

# When the server has too much to do: times that it is asked again, and seconds before the first, doubled each time.
TRIES_AGAIN = 5
FIRST_PAUSE = 0.2
TOO_BUSY = (429, 503)


class ElasticsearchWriter:
    """The writer of one generation, from `open` to `close`. `languages` are all that documents may have."""

    def __init__(self, server: Server, generation: str, fingerprint: str, languages: Sequence[str]) -> None:
        self._server = server
        self.generation = generation
        self._fingerprint = fingerprint
        self._languages = languages
        self._lease = Lease(server, Generations.writing_alias(generation), WRITING, LEASE_SECONDS)
        self._waiting = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed by close()

    def open(self) -> None:
        """Take the lease. Raises IndexBusyError, SearchUnavailableError."""
        self._lease.take()
        # What a writer that died had sent without showing it is seen from here on, and written again.
        self._refresh()

    def replace(self, page_ids: Collection[int], documents: Iterable[SearchDocument]) -> None:
        """See `GenerationWriter.replace`."""
        absent = {document_key(page_id, language) for page_id in page_ids for language in self._languages}
        for document in documents:
            name = document_key(document.page_id, document.language)
            absent.discard(name)
            self._wait_with(name, stored_document(document))
            # Between two documents lies what it takes to make one: reading, and encoding what it means.
            self.keep_lease()
        for name in sorted(absent):
            self._wait_with(name, stored_tombstone())

    def commit(self, position: IndexPosition) -> None:
        """See `GenerationWriter.commit`. Raises IndexBusyError when another writer took over, SearchUnavailableError."""
        self._send()
        self._refresh()
        values = {"position": asdict(position), "fingerprint": self._fingerprint, "documents": self._count()}
        self._ask_bulk(iter([self._action(STATE, stored_state(values))]))
        self._refresh()

    def state(self) -> IndexState:
        """See `GenerationWriter.state`."""
        try:
            with self._server.call():
                found = self._server.writing.get(index=self.generation, id=STATE)
        except NotFoundError as error:
            raise LookupError("Nothing was committed yet.") from error
        return read_state(found["_source"], self.generation)

    def pages_depending_on(self, names: Collection[str]) -> frozenset[int]:
        """See `GenerationWriter.pages_depending_on`."""
        return answers.pages_depending_on(partial(self.found_in, self.generation), names)

    def kept_meanings(self, page_ids: Collection[int]) -> Mapping[DocumentKey, bytes]:
        """See `GenerationWriter.kept_meanings`."""
        return answers.meanings_of(partial(self.found_in, self.generation), page_ids)

    def close(self) -> None:
        """Give up what is not committed and let others write; the writer is of no use after."""
        self._waiting.close()
        self._lease.release()

    def send_early(self) -> None:
        """Write what is waiting if it is much: only for a generation that nobody reads yet."""
        if self._waiting.tell() > IN_MEMORY:
            self._send()
        self.keep_lease()

    def found_in(self, index: str, search: Search[Any]) -> Mapping[str, Any]:
        """What a search of an index finds. Raises IndexBusyError when there is none, SearchUnavailableError."""
        with self._asking():
            found: Mapping[str, Any] = self._server.writing.search(index=index, **search.to_dict()).body
        return found

    def keep_lease(self) -> None:
        """Give a sign of life if one is due. Raises IndexBusyError when another writer took over, SearchUnavailableError."""
        self._lease.renew_if_due()

    def _wait_with(self, name: str, body: dict[str, Any]) -> None:
        self._waiting.write(orjson.dumps([name, body]) + b"\n")

    def _send(self) -> None:
        """Write what was waiting, under a number of its own."""
        self._lease.renew()
        self._waiting.seek(0)
        self._ask_bulk(self._action(*orjson.loads(line)) for line in self._waiting)
        self._waiting.seek(0)
        self._waiting.truncate()

    def _action(self, name: str, body: dict[str, Any]) -> dict[str, Any]:
        # A call that is made again finds its own version there already.
        return {"_id": name, "version": self._lease.number, "version_type": "external_gte", "_source": body}

    def _ask_bulk(self, actions: Iterator[dict[str, Any]]) -> None:
        index = Generations.writing_alias(self.generation)
        with self._asking():
            answers = streaming_bulk(
                self._server.writing,
                actions,
                chunk_size=CHUNK,
                max_chunk_bytes=CHUNK_BYTES,
                raise_on_error=False,
                max_retries=TRIES_AGAIN,
                initial_backoff=FIRST_PAUSE,
                retry_on_status=TOO_BUSY,
                index=index,
                require_alias=True,
            )
            for is_done, told in answers:
                if not is_done:
                    raise _refusal(told["index"])
                self._lease.renew_if_due()

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """Around each call to the generation. Raises IndexBusyError when it is gone."""
        try:
            with self._server.call():
                yield
        except NotFoundError as error:
            raise IndexBusyError(GONE) from error

    def _refresh(self) -> None:
        with self._asking():
            self._server.writing.indices.refresh(index=self.generation)

    def _count(self) -> int:
        with self._asking():
            return int(self._server.writing.count(index=self.generation, query=requests.documents_only().to_dict())["count"])


def read_state(source: dict[str, Any], generation: str) -> IndexState:
    """The state in a record. Raises LookupError or TypeError when it is not one of ours."""
    values = source[RECORD]
    return IndexState(generation, IndexPosition(**values["position"]), values["fingerprint"], values["documents"])


def _refusal(told: dict[str, Any]) -> Exception:
    """What it means that one document was not written."""
    if told["status"] == 409:
        return IndexBusyError("Another process took over the writing of the search index.")
    if told["status"] == 404:
        return IndexBusyError(GONE)
    # Which one, but not what stands in it.
    logger.error("The search server refused the document %s: %s %s", told["_id"], told["status"], told.get("error", {}).get("type", ""))
    return SearchUnavailableError("The search server refused a document.")
