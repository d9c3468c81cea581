"""The watch of one process: it looks at journal, index and clock several times a second, and has the store drop what they touch."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable

from django.conf import settings
from django.db import connections
from django.db.models import QuerySet
from django.utils import timezone

from api.answers.store import FOR_EVER, AnswerStore
from api.loading.catalogue import page_types
from api.loading.made_from import EVERY, MEMBERS, PATH, SEARCH, Tag
from pages.journal import subjects
from pages.journal.watching import Watcher
from pages.models import BasePage, ContentEvent
from pages.visibility import next_change_by_clock
from search.engine import IndexState
from search.engines import current_engine

logger = logging.getLogger(__name__)

# Seconds between two looks.
POLL = 0.2
# Seconds between two looks at what the clock will change next, where nothing has changed.
CLOCK_EVERY = 1.0


class Watch:
    """Watches for one store. `look` once, by hand, or `start` a thread that goes on looking."""

    def __init__(self, store: AnswerStore) -> None:
        self.store = store
        self.database = settings.SNAPSHOT_DATABASE
        self._watcher = Watcher(self.database)
        self._index: IndexState | None = None
        self._clock_read_at = 0.0
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Go on looking in a thread of its own; once for each process, at its first request: threads do not survive a fork."""
        if self._thread is not None:
            return
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._go_on, name="answer-watch", daemon=True)
                self._thread.start()

    def look(self) -> int:
        """Drop what has been touched since the last look; returns how many answers were dropped. Raises DatabaseError.

        What was not known before this look began is not given after it.
        """
        began = self.store.clock()
        events = self._watcher.news()
        dropped = self._forget_all() if events is None else self.store.touch(touched_by(events, self.database)) if events else 0
        dropped += self._look_at_index()
        self._look_at_clock(began, anew=bool(events) or events is None)
        self.store.looked_at = began
        return dropped

    def _forget_all(self) -> int:
        dropped = len(self.store)
        self.store.clear()
        return dropped

    def _look_at_index(self) -> int:
        state = current_engine().state()
        if state == self._index:
            return 0
        self._index = state
        return self.store.touch({SEARCH})

    def _look_at_clock(self, began: float, anew: bool) -> None:
        has_passed = began >= self.store.public_until
        if not (anew or has_passed or began - self._clock_read_at >= CLOCK_EVERY):
            return
        moment = next_change_by_clock(timezone.now(), self.database)
        if has_passed:
            self.store.clear()
        self.store.public_until = FOR_EVER if moment is None else moment.timestamp()
        self._clock_read_at = began

    def _go_on(self) -> None:
        is_silent = False
        while True:
            try:
                connections[self.database].close_if_unusable_or_obsolete()
                self.look()
                is_silent = False
            except Exception:
                # Kept answers are given for MOST_SILENCE longer, then none until the journal can be read again.
                if not is_silent:
                    logger.exception("The journal could not be looked at; no answer is kept meanwhile.")
                is_silent = True
            time.sleep(POLL)


def touched_by(events: Iterable[ContentEvent], database: str) -> set[Tag]:
    """The tags that some events touch: each thing, its lists, its paths; and its type's lists, for a page."""
    events = list(events)
    types = _types_of_pages({event.object_id for event in events if event.kind == subjects.PAGE}, database)
    tags: set[Tag] = set()
    for event in events:
        tags.add((event.kind, event.object_id))
        tags.update((PATH, path) for path in event.paths.values())
        kinds = (event.kind, *types[event.object_id]) if event.kind == subjects.PAGE else (event.kind,)
        tags.update((kind, EVERY) for kind in kinds)
        if event.action != ContentEvent.Action.CHANGED:
            tags.update((kind, MEMBERS) for kind in kinds)
    return tags


def _types_of_pages(pks: set[int], database: str) -> dict[int, tuple[str, ...]]:
    """The type of each page; one that is no longer there may have been of any."""
    every = tuple(str(model._meta.model_name) for model in page_types())
    rows: QuerySet[BasePage] = QuerySet(BasePage).using(database).filter(pk__in=pks)
    known = dict(rows.values_list("pk", "content_type__model")) if pks else {}
    return {pk: (known[pk],) if pk in known else every for pk in pks}
