"""The speller over the words of an engine's live index, which follows it from commit to commit."""

from __future__ import annotations

import threading
from weakref import WeakKeyDictionary

from search.engine import IndexState, SearchEngine
from search.spelling import Correction, Speller, VocabularySpeller


class _FollowingSpeller:
    """Reads the vocabulary anew when the index has another state. Threads look words up one after the other: the tables change."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state: IndexState | None = None
        self._speller = VocabularySpeller({})

    def follow(self, engine: SearchEngine, state: IndexState) -> None:
        """Know the words of the index in this state. Raises SearchUnavailableError."""
        with self._lock:
            if state != self._state:
                self._speller.follow(engine.vocabulary())
                self._state = state

    def knows(self, word: str, language: str) -> bool:
        """See `Speller.knows`."""
        return self._speller.knows(word, language)

    def nearest(self, word: str, language: str) -> tuple[Correction, ...]:
        """See `Speller.nearest`."""
        with self._lock:
            return self._speller.nearest(word, language)


# An engine lives as long as the process turns to it; its speller goes with it.
_spellers: WeakKeyDictionary[SearchEngine, _FollowingSpeller] = WeakKeyDictionary()


def speller_of(engine: SearchEngine, state: IndexState) -> Speller:
    """The speller of an engine's index in this state. Raises SearchUnavailableError."""
    # Two threads may make one at the same time: the one kept last is followed from then on.
    speller = _spellers.get(engine) or _spellers.setdefault(engine, _FollowingSpeller())
    speller.follow(engine, state)
    return speller
