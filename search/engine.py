"""The engine: what every search engine of the house takes, gives and promises.

An engine stores documents (one per page and language in which it is ready) in a generation: a whole index built at one time for one
journal by one version of the code. It answers requests from the live generation while another is built beside it. It knows nothing of
Django, of pages, of languages or of who may see what: documents and requests carry all it needs, and a text has become terms
(`search.matching`) before an engine meets it. Two engines that keep these promises answer alike.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

# One answer holds at most so many hits, and reaches no further down the ranking (hits).
MOST_HITS = 100
DEEPEST_OFFSET = 10_000

# What an engine may add to the score of a document to put it first, and takes off again. More than the score of the longest question
# whose every word stands in a title alone (64 words, 2.5 for the fields, 12 for a word that one document has, 2.2 for repetitions), and
# little enough that scores of 32 bits, with which engines reckon, still tell documents apart up there (by 0.001).
PREFERENCE = 8192.0

# The same for documents that joined, whatever their language.
JOINED = 2 * PREFERENCE


DocumentKey = tuple[int, str]
"""A page and the language of its document."""


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
class SpokenCue:
    """A few words said in a film, as its captions have them: what moments in an answer are made from.

    Times are milliseconds from the film's start; `speaker` is "" where the captions do not say. `track_id` is the track of captions.
    """

    start_ms: int
    end_ms: int
    speaker: str
    text: str
    video_id: int
    track_id: int


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One page in one language, as it is found. Texts are plain (no markup) and in `language`.

    `page_id` is above 0. `served_in` are the languages whose readers get this text: two documents of a page have none in common.
    `depends_on` names what else the texts come from, such as "person:5": a change of it means that this document is built again.
    `facets` are the values it is counted and filtered by, such as "theme:3": the dimension stands before the colon.
    `dated_at` is what it is ordered by where newest comes first; without it, it comes last. From `expires_at` on the document is not
    found (both aware; None: never). `passages` are the parts of `body` that an answer may show, `cues` what is said
    in its films, both in order. `meaning` is what is kept of what it means (`search.meaning.packed`), b"" where nothing is. `names`
    holds what readers of other languages, who get this text, see the things called that it is about: plain texts by language.
    """

    page_id: int
    language: str
    title: str
    keywords: str
    body: str
    served_in: frozenset[str]
    depends_on: frozenset[str] = frozenset()
    expires_at: dt.datetime | None = None
    facets: frozenset[str] = frozenset()
    dated_at: dt.datetime | None = None
    passages: tuple[str, ...] = ()
    cues: tuple[SpokenCue, ...] = ()
    meaning: bytes = b""
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WeightedTerm:
    """A term to look for in one field; its score is multiplied by `weight`, which is above 0."""

    field: str
    term: str
    weight: float


class SearchOrder(enum.Enum):
    """In which order hits come; equal ones by page id, then language."""

    RELEVANCE = "relevance"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What a reader asks.

    Documents are found that are served in `asked_language` and have one of the `terms`, or are named in `joined` and come first; the score
    of a document is the sum, over the terms it has, of weight times BM25 (k1 1.2, b 0.75), 0 without any. `limit` is 1 to MOST_HITS,
    `offset` 0 to DEEPEST_OFFSET (both in hits); ValueError otherwise. `at` is the moment of the answer (aware). Neither found nor counted
    are the `excluded` documents, by page and language, and those that depend on one of the `gone` ("video:9").

    After those that joined, documents in `preferred_language` come before all others, unless the newest come first; "" prefers none.

    `filters` holds, by dimension ("theme"), the facet values ("theme:3") of which a document must have one. `counted` are the dimensions
    whose values are counted. `with_passages` and `with_cues` say whether hits bring along what may be shown of them, `with_meaning`
    whether they do what is kept of their meaning.
    """

    terms: tuple[WeightedTerm, ...]
    asked_language: str
    limit: int
    offset: int
    at: dt.datetime
    joined: frozenset[DocumentKey] = frozenset()
    excluded: frozenset[DocumentKey] = frozenset()
    gone: frozenset[str] = frozenset()
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    counted: frozenset[str] = frozenset()
    order: SearchOrder = SearchOrder.RELEVANCE
    preferred_language: str = ""
    with_passages: bool = False
    with_cues: bool = False
    with_meaning: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= MOST_HITS:
            raise ValueError(f"limit must be 1 to {MOST_HITS}, not {self.limit}.")
        if not 0 <= self.offset <= DEEPEST_OFFSET:
            raise ValueError(f"offset must be 0 to {DEEPEST_OFFSET}, not {self.offset}.")

    def score_of(self, reckoned: float | None, document: DocumentKey) -> float:
        """The score of a document as it is told, without what the engine added to put it, or its language, first."""
        if reckoned is None or self.order is SearchOrder.NEWEST:
            return 0.0
        added = PREFERENCE if document[1] == self.preferred_language else 0.0
        return float(reckoned) - added - (JOINED if document in self.joined else 0.0)


@dataclass(frozen=True, slots=True)
class CompletionRequest:
    """What a reader is typing: documents are found whose title has all of these words (`search.matching.TITLE_WORDS`).

    Each of `words` stands for a word and its spellings: one of them is enough. The last entry is still being typed: a word that begins
    so is enough, too. The other members are those of `SearchRequest`; the best, by the sum of BM25 of the words in full, come first.
    """

    words: tuple[frozenset[str], ...]
    asked_language: str
    limit: int
    at: dt.datetime
    excluded: frozenset[DocumentKey] = frozenset()
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NearestRequest:
    """Which documents are near in meaning: the `limit` (1 to MOST_HITS; ValueError otherwise) whose signs differ least from `signs`.

    Signs are those of `search.meaning.packed`. Documents in the language `but` are not looked at. The other members are those of
    `SearchRequest`. Fewer are found where what is hidden stands among the first few thousand.
    """

    signs: bytes
    asked_language: str
    limit: int
    at: dt.datetime
    but: str = ""
    excluded: frozenset[DocumentKey] = frozenset()
    gone: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= MOST_HITS:
            raise ValueError(f"limit must be 1 to {MOST_HITS}, not {self.limit}.")


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One document found.

    `score` has no unit and is comparable within one result only: above 0, but 0 where the newest come first and for one that joined;
    once meaning has been told (`search.meaning.ranking`) it may be below. `passages`, `cues` and `meaning` are those of the document as
    stored (`search.stored`, `search.meaning.packed`), empty unless wanted.
    """

    page_id: int
    language: str
    score: float
    passages: str = ""
    cues: str = ""
    meaning: bytes = b""

    @property
    def key(self) -> DocumentKey:
        """The document."""
        return self.page_id, self.language


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Hits `offset` to `offset + limit` of the ranking: best first, equal scores by page id, then language.

    `total` is the exact number of documents found, whatever the limit. `position` is that of the index that answered. `counts` has, for
    each value of a counted dimension that occurs at least once, the exact number of documents that would be found with that value, all
    filters of the other dimensions applied and those of its own left out. `is_degraded`: another index than the usual one answered, or the
    usual one only in part: hits are without what was to be brought along.
    """

    hits: tuple[SearchHit, ...]
    total: int
    position: IndexPosition
    counts: Mapping[str, int] = field(default_factory=dict)
    is_degraded: bool = False


@dataclass(frozen=True, slots=True)
class CompletionResult:
    """The documents whose title is being typed, best first. `is_degraded`: another index than the usual one answered."""

    hits: tuple[SearchHit, ...]
    is_degraded: bool = False


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

    def kept_meanings(self, page_ids: Collection[int]) -> Mapping[DocumentKey, bytes]:
        """What is kept of the meaning of the documents of these pages, perhaps of those not committed yet, where anything is."""


class GenerationBuilder(GenerationWriter, Protocol):
    """The writer of a new generation, which no reader sees before `publish`. Its `kept_meanings` are those of the live one, if any."""

    def publish(self) -> None:
        """Make the generation, as committed, the live one in one step; readers turn to it at their next request."""


class SearchEngine(Protocol):
    """A search engine. Its methods may be called from several threads; writers belong to one."""

    @property
    def has_words_at_hand(self) -> bool:
        """Whether reading its words asks nothing of another process, and takes milliseconds."""

    def __hash__(self) -> int:
        """What is known about an index is remembered by its engine."""

    def asking(self) -> AbstractContextManager[None]:
        """Around all that one question of a reader asks: together it waits no longer than for one answer."""

    def search(self, request: SearchRequest) -> SearchResult:
        """Answer from the live generation as it is now; without term or joined nothing is found. Raises SearchUnavailableError."""

    def with_texts(self, hits: Sequence[SearchHit], request: SearchRequest) -> tuple[SearchHit, ...]:
        """Hits with what the request wants to be brought along and may be shown; without it where a document is no longer there.

        Raises SearchUnavailableError.
        """

    def nearest(self, request: NearestRequest) -> tuple[SearchHit, ...]:
        """The documents nearest in meaning of those of which it is known, with their meaning and the score 0; equal ones in any order.

        Raises SearchUnavailableError.
        """

    def meanings(self, page_ids: Collection[int]) -> Mapping[DocumentKey, bytes]:
        """What is kept of the meaning of the documents of these pages; raises SearchUnavailableError. See `kept_meanings`."""

    def complete(self, request: CompletionRequest) -> CompletionResult:
        """The documents whose title is being typed; none for a request without a word. Raises SearchUnavailableError."""

    def explain(self, request: SearchRequest, page_id: int, language: str) -> Mapping[WeightedTerm, float]:
        """What each term of the request brings to the score of one document; terms it does not have are left out.

        Raises SearchUnavailableError.
        """

    def vocabulary(self, generation: str | None = None) -> Mapping[str, int]:
        """The words of all documents (`search.matching.WORDS`, each with its language in front) and how many documents have each.

        Documents replaced lately may still count; words that no document has left may be there for a while. Raises
        SearchUnavailableError, also when a `generation` is named and another one is live.
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

    def remove_superseded(self) -> None:
        """Remove every generation but the live one, and so the last of what it said; waits for a rebuild that goes on.

        A process that still reads one turns to the live one at its next request. Raises IndexBusyError while one is still written.
        """
