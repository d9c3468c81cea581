"""Flushing: what a process counts in memory is written down by a thread of its own, a few times a minute and once more at its end."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from multiprocessing.util import Finalize

from django.db import connection

logger = logging.getLogger(__name__)


class Flusher:
    """Calls `flush` every `every` seconds from `start` on; whatever it raises is logged by its kind alone, and it is called again."""

    def __init__(self, name: str, every: float, flush: Callable[[], None]) -> None:
        self.name = name
        self.every = every
        self._flush = flush
        self._lock = threading.Lock()
        self._flushing = threading.Lock()
        self._process = 0

    def start(self) -> None:
        """Begin, once for each process: threads do not survive a fork."""
        if self._process == os.getpid():
            return
        with self._lock:
            if self._process == os.getpid():
                return
            threading.Thread(target=self._go_on, name=self.name, daemon=True).start()
            # What waits when the process ends is written by whoever ends it: the worker of a server runs no atexit.
            Finalize(None, self._flush_once, exitpriority=1)
            self._process = os.getpid()

    def _go_on(self) -> None:
        ended = threading.Event()
        while not ended.wait(self.every):
            self._flush_once()

    def _flush_once(self) -> None:
        try:
            # One at a time: at the end of the process, what the thread has taken in hand is written before anything ends it.
            with self._flushing:
                connection.close_if_unusable_or_obsolete()
                self._flush()
        except Exception as error:  # noqa: BLE001 - the next time may succeed; what an error says may repeat what somebody typed
            logger.error("%s: what was counted is not written yet: %s", self.name, type(error).__name__)
