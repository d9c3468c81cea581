"""The engine: what every search engine of the house takes, gives and promises.

An engine stores documents (one per page and language in which it is ready) in a generation: a whole index built at one time for one
journal by one version of the code. It answers requests from the live generation while another is built beside it. It knows nothing of
Django, of pages or of who may see them: documents and requests carry all it needs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

# One answer holds at most so many hits, and reaches no further down the ranking (hits).
MOST_HITS = 100
DEEPEST_OFFSET = 10_000


class SearchUnavailableError(Exception):
    """The engine cannot answer now: it has no index yet, or the index cannot be read. Nothing was answered in part."""


class IndexBusyError(Exception):
    """Another writer holds the lease of this index. Nothing was written; try again later."""


@dataclass(frozen=True, slots=True)
class IndexPosition:
    """Up to where an index has followed a journal.

    `journal` is the random identity of the journal; `transaction_id` and `event_id` order its events (both 0 before the first); `key`
    is the random key of the event last applied, "" before the first. Two positions are comparable only within one journal.
    """

    journal: str
    transaction_id: int
    event_id: int
    key: str


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One page in one language, as it is found. Texts are plain (no markup) and in `language`.

    `page_id` is above 0. `served_in` are the languages whose readers get this text: two documents of a page have none in common.
    `depends_on` names what else the texts come from, such as "person:5": a change of it means that this document is built again.
    From `expires_at` on the document is not found (aware; None: never).
    """

    page_id: int
    language: str
    title: str
    keywords: str
    body: str
    served_in: frozenset[str]
    depends_on: frozenset[str] = frozenset()
    expires_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What a reader asks: any text at all, in the language in which the reader is answered.

    Documents are found that are served in `asked_language` and written in one of `languages`; the text is analysed as each of
    them. `limit` is 1 to MOST_HITS, `offset` 0 to DEEPEST_OFFSET (both in hits); ValueError otherwise. `at` is the moment of the
    answer (aware). Neither found nor counted are the `excluded` documents, by page and language, and those that depend on one of
    the `gone` ("video:9").
    """

    text: str
    asked_language: str
    languages: tuple[str, ...]
    limit: int
    offset: int
    at: dt.datetime
    excluded: frozenset[tuple[int, str]] = frozenset()
    gone: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= MOST_HITS:
            raise ValueError(f"limit must be 1 to {MOST_HITS}, not {self.limit}.")
        if not 0 <= self.offset <= DEEPEST_OFFSET:
            raise ValueError(f"offset must be 0 to {DEEPEST_OFFSET}, not {self.offset}.")


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One document found. `score` is above 0, without unit, and comparable within one result only."""

    page_id: int
    language: str
    score: float


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits `offset` to `offset + limit` of the ranking: best first, equal scores by page id, then language.

    `total` is the exact number of documents found, whatever the limit. `position` is that of the index that answered.
    """

    hits: tuple[SearchHit, ...]
    total: int
    position: IndexPosition


@dataclass(frozen=True, slots=True)
class IndexState:
    """What a generation says of itself; all but its name stands in its last commit.

    `fingerprint` sums up schema, analysis, documents and library versions: another one than the code's own means that the generation
    must be built anew. `documents` is their number.
    """

    generation: str
    position: IndexPosition
    fingerprint: str
    documents: int


class GenerationWriter(Protocol):
    """The one writer of a generation. Nothing is seen by readers before `commit`; what is not committed is lost when it closes."""

    def replace(self, page_ids: Collection[int], documents: Iterable[SearchDocument]) -> None:
        """Drop all documents of these pages and add `documents` in their place."""

    def commit(self, position: IndexPosition) -> None:
        """Make everything since the last commit durable and visible in one step, together with the position it stands for."""

    def state(self) -> IndexState:
        """What the generation says of itself in its last commit. Raises LookupError before the first."""

    def pages_depending_on(self, names: Collection[str]) -> frozenset[int]:
        """The pages with a committed document that depends on one of these names."""


class GenerationBuilder(GenerationWriter, Protocol):
    """The writer of a new generation, which no reader sees before `publish`."""

    def publish(self) -> None:
        """Make the generation, as committed, the live one in one step; readers turn to it at their next request."""


class SearchEngine(Protocol):
    """A search engine. Its methods may be called from several threads; writers belong to one."""

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer from the live generation as it is now. Raises SearchUnavailableError.

        A document is found when it has at least one term of the request; a request without a term finds nothing.
        """

    def state(self) -> IndexState | None:
        """What the live generation says of itself; None when there is none that can be read."""

    def fingerprint(self) -> str:
        """The fingerprint that generations written by this code carry."""

    def update(self) -> AbstractContextManager[GenerationWriter]:
        """The writer of the live generation. Raises IndexBusyError while another has it, SearchUnavailableError when there is none."""

    def rebuild(self, wait: bool) -> AbstractContextManager[GenerationBuilder]:
        """The writer of a new, empty generation; on leaving without `publish` it is removed.

        One generation is built at a time over all processes: with `wait` this one waits its turn, without it raises IndexBusyError.
        """
