"""Watching the journal: for those who keep nothing but memory and only need to know, at once, that something has changed.

A durable follower reads events in their order, and therefore waits for slower transactions (`reading`). A watcher is told of every event as
soon as it is committed, each once, in no particular order.
"""

from __future__ import annotations

from uuid import UUID

from pages.journal import reading
from pages.journal.reading import Position
from pages.models import ContentEvent

MOST = 1_000
"""Events read at one look; whoever has missed more forgets everything instead."""


class Watcher:
    """A place in the journal, held in memory; it starts at the head."""

    def __init__(self, using: str = "default") -> None:
        self.using = using
        self._position: Position | None = None
        # Told already, and after the position: another transaction, which began before theirs, may still be open.
        self._told: set[UUID] = set()

    def news(self) -> list[ContentEvent] | None:
        """The events committed since the last look; None at the first one, after too many, and where the journal is not the one known."""
        position = self._position
        if position is None or not reading.holds(position, self.using):
            self._start()
            return None
        events = reading.committed_after(position, MOST + 1, self.using)
        if len(events) > MOST:
            self._start()
            return None
        fresh = [event for event in events if event.key not in self._told]
        if events:
            self._position = reading.head(self.using)
            settled = (self._position.transaction_id, self._position.event_id)
            self._told = {event.key for event in events if (event.transaction_id, event.pk) > settled}
        return fresh

    def _start(self) -> None:
        self._told = set()
        self._position = reading.head(self.using)
