"""How long a reader waits for the server: for one call, and for all calls of one question together."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# Seconds of calls are rounded down to so many parts: to make a client that gives up after other seconds takes nearly one millisecond.
STEPS = 16


class _Left(threading.local):
    """The seconds left of the question that this thread asks; None while it asks none."""

    seconds: float | None = None


class Patience:
    """Gives a call `seconds` for its connection and again for the answer, and to all calls of one question together what one has.

    Only time within calls counts. May be used from several threads, each of which asks a question of its own.
    """

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._left = _Left()

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Around the calls of one question."""
        before, self._left.seconds = self._left.seconds, 2 * self._seconds
        try:
            yield
        finally:
            self._left.seconds = before

    @contextmanager
    def call(self) -> Iterator[None]:
        """Around each call: takes what it lasted from what the question has."""
        began = self._clock()
        try:
            yield
        finally:
            if self._left.seconds is not None:
                self._left.seconds -= self._clock() - began

    def seconds(self) -> float:
        """For the connection of the next call, and again for its answer; 0 when the question has had its time."""
        if self._left.seconds is None:
            return self._seconds
        # Half of what is left, in steps.
        steps = int(STEPS * self._left.seconds / (2 * self._seconds))
        return self._seconds * max(0, steps) / STEPS
