"""The speller over the words of an engine's live index, which follows it from commit to commit."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from search.engine import IndexState, SearchEngine, SearchUnavailableError
from search.spelling import Speller, VocabularySpeller

logger = logging.getLogger(__name__)

# So many words are learnt while the reader waits, in some 0.08 s of computing; more of them, beside.
MOST_AT_ONCE = 5_000

THREAD = "words of the index"

# Beside readers, words are read for at most this share of the time, however often the index changes.
SHARE_OF_TIME = 0.05


@dataclass(frozen=True, slots=True)
class KnownWords:
    """What is known of an index's words: a speller, None before they were first read; and whether it is of the index as it is now."""

    speller: Speller | None
    is_current: bool


class _FollowingSpeller:
    """Reads the vocabulary anew when the index has another state.

    Readers wait for few words that are at hand. Nobody waits for a server's, nor for many: an index that once had many has no few.
    """

    def __init__(self) -> None:
        # Held while a reader waits; and by the one thread that reads beside.
        self._waiting, self._following = threading.Lock(), threading.Lock()
        # The state whose words are known.
        self._state: IndexState | None = None
        self._speller = VocabularySpeller({})
        self._has_many = False
        self._not_before = 0.0

    def known(self, engine: SearchEngine, state: IndexState) -> KnownWords:
        """What is known of the index in this state; what is missing is read at once or begun. Raises SearchUnavailableError."""
        if state != self._state and engine.has_words_at_hand and not self._has_many:
            with self._waiting:
                self._follow_few(engine, state)
        if state != self._state and time.monotonic() >= self._not_before and self._following.acquire(blocking=False):
            threading.Thread(target=self._follow_beside, args=(engine, state), name=THREAD, daemon=True).start()
        return KnownWords(self._speller if self._state is not None else None, state == self._state)

    def _follow_few(self, engine: SearchEngine, state: IndexState) -> None:
        # Another reader may have done so, or seen that there are many, while this one waited.
        if state == self._state or self._has_many:
            return
        words = engine.vocabulary(state.generation)
        self._has_many = len(words) > MOST_AT_ONCE
        if not self._has_many:
            self._learn(words, state)

    def _follow_beside(self, engine: SearchEngine, state: IndexState) -> None:
        """Follow in a thread of its own, which was given the right to."""
        start = time.monotonic()
        try:
            if state != self._state:
                self._learn(engine.vocabulary(state.generation), state)
        except SearchUnavailableError:
            logger.info("The words of the search index cannot be read now.")
        finally:
            self._not_before = start + (time.monotonic() - start) / SHARE_OF_TIME
            self._following.release()

    def _learn(self, words: Mapping[str, int], state: IndexState) -> None:
        self._speller.follow(words)
        self._state = state


# An engine lives as long as the process turns to it; its speller goes with it.
_spellers: WeakKeyDictionary[SearchEngine, _FollowingSpeller] = WeakKeyDictionary()


def known_words(engine: SearchEngine, state: IndexState | None) -> KnownWords:
    """What is known of the words of an engine's index in this state; nothing where it cannot tell them now."""
    if state is None:
        return KnownWords(None, is_current=False)
    # Two threads may make one at the same time: the one kept last is followed from then on.
    speller = _spellers.get(engine) or _spellers.setdefault(engine, _FollowingSpeller())
    try:
        return speller.known(engine, state)
    except SearchUnavailableError:
        return KnownWords(None, is_current=False)
