"""A bounded memory of the documents that clients sent: the least recently used go first, and those not used for a day."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

# A site of a hundred pages has a hundred documents; these leave room for several, and for what scanners send.
MAX_COUNT = 1_000
# Bytes of all texts in UTF-8; one request can bring a fortieth of it.
MAX_BYTES = 4_000_000
# Seconds since a document was last used.
MAX_IDLE_SECONDS = 24 * 60 * 60


@dataclass(slots=True)
class _Kept:
    text: str
    size: int
    used_at: float


class PersistedDocuments:
    """Texts by id, for every thread of one process. It never holds more documents, more bytes or older ones than it may.

    `clock` gives seconds and never goes back.
    """

    def __init__(
        self,
        *,
        max_count: int = MAX_COUNT,
        max_bytes: int = MAX_BYTES,
        max_idle_seconds: float = MAX_IDLE_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._max_count = max_count
        self._max_bytes = max_bytes
        self._max_idle_seconds = max_idle_seconds
        self._clock = clock
        self._lock = Lock()
        # The least recently used first, which are the oldest too.
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._bytes = 0

    def get(self, identity: str) -> str | None:
        """The text with this id, which counts as a use; None if it is not here, or no longer."""
        with self._lock:
            now = self._forget_old()
            kept = self._kept.get(identity)
            if kept is None:
                return None
            kept.used_at = now
            self._kept.move_to_end(identity)
            return kept.text

    def put(self, identity: str, text: str) -> None:
        """Keep a text; others go if there is no room. A text that alone is more than all may have is not kept."""
        size = len(text.encode())
        with self._lock:
            now = self._forget_old()
            if identity in self._kept:
                self._forget(identity)
            if size > self._max_bytes or self._max_count < 1:
                return
            while len(self._kept) >= self._max_count or self._bytes + size > self._max_bytes:
                self._forget(next(iter(self._kept)))
            self._kept[identity] = _Kept(text, size, now)
            self._bytes += size

    def _forget_old(self) -> float:
        """Forget what was not used for too long; return the time."""
        now = self._clock()
        while self._kept:
            identity, oldest = next(iter(self._kept.items()))
            if now - oldest.used_at < self._max_idle_seconds:
                break
            self._forget(identity)
        return now

    def _forget(self, identity: str) -> None:
        self._bytes -= self._kept.pop(identity).size
