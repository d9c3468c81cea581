"""A circuit breaker: after a failure nobody waits for the same server again until it has had time to come back."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class CircuitBreaker:
    """Closed while calls succeed. A failure opens it for `rest_seconds`: calls are refused, after which one is let through to try.

    While that one tries, the others go on being refused, at most as long again: should it never tell how it went, another one tries.
    May be used from several threads.
    """

    def __init__(self, rest_seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._rest_seconds = rest_seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._is_open = False
        self._tries_at = 0.0

    def lets_through(self) -> bool:
        """Whether a call may be made now; who makes it tells `succeeded` or `failed` afterwards."""
        with self._lock:
            if not self._is_open:
                return True
            now = self._clock()
            if now < self._tries_at:
                return False
            self._tries_at = now + self._rest_seconds
            return True

    def succeeded(self) -> bool:
        """A call was answered; returns whether that ends a failure."""
        with self._lock:
            was_open, self._is_open = self._is_open, False
            return was_open

    def failed(self) -> bool:
        """A call was not answered; returns whether that begins a failure."""
        with self._lock:
            was_open, self._is_open = self._is_open, True
            self._tries_at = self._clock() + self._rest_seconds
            return not was_open
