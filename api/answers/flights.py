"""One computation for each question: whoever asks the same meanwhile waits a little for its answer instead of computing it too."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

# Seconds that somebody waits for another's answer before computing their own.
PATIENCE = 1.0


class Flights:
    """The computations under way in this process, by what they answer."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self.patience = patience
        self._lock = threading.Lock()
        self._under_way: dict[str, threading.Event] = {}

    @contextmanager
    def boarding(self, key: str) -> Iterator[bool]:
        """Whether to compute now (True: nobody else does), or to look first whether another has, who was waited for (False)."""
        with self._lock:
            landed = self._under_way.get(key)
            is_first = landed is None
            if landed is None:
                landed = self._under_way[key] = threading.Event()
        if not is_first:
            landed.wait(self.patience)
            yield False
            return
        try:
            yield True
        finally:
            with self._lock:
                del self._under_way[key]
            landed.set()
