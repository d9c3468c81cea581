"""Cards that were drawn, kept on this host for all its processes, and the drawing of those that were not yet.

What is kept is named by its digest, so that nothing kept is ever out of date; how many there may be and how long, the settings say.
A process draws one card at a time, and each once: whoever wants the same meanwhile finds it drawn.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from django.core.cache import caches

KEPT_IN = "cards"
"""The name of the cache in the settings."""

PATIENCE = 5.0
"""Seconds to wait for the drawing of others; a card takes a tenth of one."""

_drawing = threading.Lock()


class BusyError(Exception):
    """Too many cards are being drawn: ask again a little later."""


def kept_or_drawn(name: str, draw: Callable[[], bytes]) -> bytes:
    """The card called ``name``, drawn if it is not kept. Raises ``BusyError`` where too many others wait for theirs."""
    if (kept := _kept(name)) is not None:
        return kept
    if not _drawing.acquire(timeout=PATIENCE):
        raise BusyError
    try:
        if (kept := _kept(name)) is not None:
            return kept
        drawn = draw()
        caches[KEPT_IN].set(name, drawn)
        return drawn
    finally:
        _drawing.release()


def _kept(name: str) -> bytes | None:
    kept: Any = caches[KEPT_IN].get(name)
    return kept
