"""Questions without an answer, on their way to be counted: noted at the door, and counted by a thread a little later."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from api.http.clients import client_address
from pages.days import day_of
from search.flushing import Flusher
from search.unanswered import Ask, CountedQuestion, count

logger = logging.getLogger(__name__)

# Seconds between two countings.
EVERY = 5.0
# Questions that wait at most; more are not counted: a flood tells nothing about parents.
MOST_WAITING = 1_000
# Characters of a browser's name that tell people apart.
BROWSER = 300


class UnansweredQuestions:
    """The questions of one process. They stay in memory for EVERY seconds at most, and whatever goes wrong, no log holds a word of them."""

    def __init__(self, proxies: int) -> None:
        self.proxies = proxies
        self._waiting: deque[Ask] = deque(maxlen=MOST_WAITING)
        self.start = Flusher("unanswered-questions", EVERY, self.flush).start

    def note(self, questions: Iterable[CountedQuestion], environ: Mapping[str, Any]) -> None:
        """Somebody, known by the values of their WSGI request, was told that these found nothing."""
        visitor = f"{client_address(environ, self.proxies)}\0{environ.get('HTTP_USER_AGENT', '')[:BROWSER]}"
        today = day_of()
        for question in questions:
            if len(self._waiting) < MOST_WAITING:
                self._waiting.append(Ask(today, question, visitor))
        self.start()

    def flush(self) -> None:
        """Count what waits."""
        asks = []
        while self._waiting:
            asks.append(self._waiting.popleft())
        if not asks:
            return
        try:
            count(asks, timezone.now())
        except Exception as error:  # noqa: BLE001 - whatever it is, its message and its places may repeat a question
            logger.error("%d questions without an answer were not counted: %s", len(asks), type(error).__name__)
