"""From the journal to the index: each event makes the pages it touches be written again, as they are now.

Nothing of an event but its subject is used: documents are always made from the tables, so that an event applied twice, or late, does no
harm. The index carries the position of the last event applied in the same commit as the documents; who follows it needs no other cursor.
A host may keep several indices (`search.engines`): each is named, and followed for itself, so that one that is away stops no other.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from pages.journal import reading, subjects
from pages.journal.reading import Position
from pages.paths import batches
from pages.visibility import public_pages
from search.documents import documents_of
from search.encoder import current_encoder
from search.engine import (
    GenerationBuilder,
    GenerationWriter,
    IndexBusyError,
    IndexPosition,
    IndexState,
    SearchDocument,
    SearchEngine,
    SearchUnavailableError,
)
from search.engines import USUAL, kept_engines
from search.meaning.documents import with_meaning
from search.sources import read_sources

logger = logging.getLogger(__name__)

# Events applied in one commit, and pages read at once (each a few statements).
EVENTS = 500
PAGES = 200

Progress = Callable[[int, int], None]
"""Called with the pages done and their number, after each batch."""


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """How the index stands: its generation ("" when there is none), its documents, whether this code can go on with it, and its lag.

    `lag` is the number of events of the journal that it has yet to follow; None when there is no index or it must be rebuilt.
    `behind_since` is when the first of them happened.
    """

    generation: str
    documents: int
    is_current: bool
    lag: int | None
    behind_since: dt.datetime | None = None


def status(index: str = USUAL) -> IndexStatus:
    """How an index stands now; never raises for one that is missing, damaged or away."""
    engine = kept_engines()[index]
    state = engine.state()
    if state is None:
        return IndexStatus("", 0, is_current=False, lag=None)
    if not _can_go_on(engine, state):
        return IndexStatus(state.generation, state.documents, is_current=False, lag=None)
    position = _position(state.position)
    lag = reading.lag(position)
    return IndexStatus(state.generation, state.documents, is_current=True, lag=lag, behind_since=reading.behind_since(position, lag))


def follow_once(index: str = USUAL) -> int:
    """Apply what the journal has that an index has not, at most EVENTS of it; returns the number of events applied.

    0 also while another process writes the index, or while it is away. One that is missing, made by other code, or made from another
    journal is rebuilt.
    """
    engine = kept_engines()[index]
    state = engine.state()
    try:
        if state is None or not _can_go_on(engine, state):
            _ensure(engine, wait=False)
            return 0
        if not reading.events_after(_position(state.position), limit=1):
            return 0
        with engine.update() as writer:
            # Asked again under the lease: another process may have applied some of them, or rebuilt the index, since the look above.
            state = writer.state()
            return _apply(writer, state.position)[0] if _can_go_on(engine, state) else 0
    except (IndexBusyError, SearchUnavailableError):
        # Another process is writing, or has just replaced what was seen above, or a server is away: there is a next time.
        return 0


def ensure_index(progress: Progress | None = None, index: str = USUAL) -> bool:
    """Make sure that there is an index this code can go on with; returns whether it was built here. Waits for another's rebuild.

    Raises SearchUnavailableError when it is on a server that does not answer.
    """
    engine = kept_engines()[index]
    state = engine.state()
    if state is not None and _can_go_on(engine, state):
        return False
    return _ensure(engine, wait=True, progress=progress)


def rebuild(wait: bool, progress: Progress | None = None, index: str = USUAL) -> None:
    """Build a generation beside the live one, follow the journal with it, and turn to it.

    With `wait` another process's rebuild is waited for, without it IndexBusyError is raised. SearchUnavailableError is as above.
    """
    with kept_engines()[index].rebuild(wait) as builder:
        _build(builder, progress)


def _ensure(engine: SearchEngine, wait: bool, progress: Progress | None = None) -> bool:
    """Rebuilds an index unless it turns out that this code can go on with it; returns whether it did."""
    with engine.rebuild(wait) as builder:
        # Asked again under the lease: another process may have rebuilt it, or a server that was away answers again.
        state = engine.state()
        if state is not None and _can_go_on(engine, state):
            return False
        _build(builder, progress)
    return True


def _build(builder: GenerationBuilder, progress: Progress | None) -> None:
    # Taken before the first page is read: what changes while they are read is followed afterwards.
    position = _index_position(reading.identity(), reading.head())
    ids = sorted(public_pages().order_by().values_list("pk", flat=True))
    for done, batch in enumerate(batches(ids, PAGES), start=1):
        builder.replace((), _documents(builder, batch))
        if progress is not None:
            progress(min(done * PAGES, len(ids)), len(ids))
    builder.commit(position)
    applied = 1
    while applied:
        applied, position = _apply(builder, position)
    builder.publish()
    logger.info("The search index was built from %d pages.", len(ids))


def _apply(writer: GenerationWriter, position: IndexPosition) -> tuple[int, IndexPosition]:
    """Applies one batch of events after `position`; returns their number and the position reached."""
    events = reading.events_after(_position(position), limit=EVENTS)
    if not events:
        return 0, position
    pages = {event.object_id for event in events if event.kind == subjects.PAGE}
    pages |= writer.pages_depending_on({f"{event.kind}:{event.object_id}" for event in events if event.kind != subjects.PAGE})
    for batch in batches(sorted(pages), PAGES):
        writer.replace(batch, _documents(writer, batch))
    reached = _index_position(position.journal, Position.of(events[-1]))
    writer.commit(reached)
    return len(events), reached


def _documents(writer: GenerationWriter, page_ids: Collection[int]) -> Iterator[SearchDocument]:
    """The documents of pages, with what the index knows of their meaning already, or else what the encoder finds."""
    documents = (document for source in read_sources(page_ids) for document in documents_of(source))
    encoder = current_encoder()
    return with_meaning(documents, {} if encoder is None else writer.kept_meanings(page_ids), encoder)


def _can_go_on(engine: SearchEngine, state: IndexState) -> bool:
    """Whether a generation can be followed further: made by this code, from this journal, up to an event that it holds."""
    if state.fingerprint != engine.fingerprint() or state.position.journal != reading.identity():
        return False
    return reading.holds(_position(state.position))


def _position(position: IndexPosition) -> Position:
    return Position(position.transaction_id, position.event_id, position.key)


def _index_position(journal: str, position: Position) -> IndexPosition:
    return IndexPosition(journal, position.transaction_id, position.event_id, position.key)
