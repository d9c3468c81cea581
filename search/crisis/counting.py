"""Counting the cards of urgent help that were shown: in memory, written down together a few times a minute, never what was typed."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections import Counter
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from pages.days import day_of
from search.flushing import Flusher
from search.models import CrisisCount

logger = logging.getLogger(__name__)

# Seconds between two writings: what a process that is killed forgets.
EVERY = 10.0


class CardCounter:
    """The cards that one process has shown and not yet written down. Its methods may be called from several threads."""

    def __init__(self, every: float = EVERY) -> None:
        self.start = Flusher("card-counter", every, self.flush).start
        self._lock = threading.Lock()
        self._shown: Counter[tuple[dt.date, str]] = Counter()

    def add(self, reasons: Iterable[str]) -> None:
        """Count one card for each of these values of CrisisCode; a thread of the counter's own (`search.flushing`) writes them down."""
        shown = list(reasons)
        if not shown:
            return
        day = day_of(timezone.now())
        with self._lock:
            self._shown.update((day, reason) for reason in shown)
        self.start()

    def flush(self) -> None:
        """Write down what was counted; what cannot be written now is kept for the next time, and logged."""
        with self._lock:
            counted, self._shown = self._shown, Counter()
        if not counted:
            return
        try:
            _write(counted)
        except Exception:
            logger.exception("The cards shown could not be counted; they are counted later.")
            with self._lock:
                self._shown.update(counted)


def _write(counted: Counter[tuple[dt.date, str]]) -> None:
    with transaction.atomic():
        CrisisCount.objects.bulk_create((CrisisCount(day=day, reason=reason) for day, reason in counted), ignore_conflicts=True)
        for (day, reason), number in sorted(counted.items()):
            CrisisCount.objects.filter(day=day, reason=reason).update(shown=F("shown") + number)
