"""Answers of a distant endpoint, kept in bounded memory, the least recently given going first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

from website.client.lifetimes import Lifetime

# What an answer weighs in memory beside its bytes.
BYTES_OF_AN_ANSWER = 1_000


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as it came, and when (in seconds of a clock that never goes back)."""

    body: bytes
    etag: str
    surrogate_key: str
    lifetime: Lifetime
    came_at: float
    may_be_kept: bool = True

    def fresh_left(self, now: float) -> float:
        """The seconds for which it needs no asking."""
        return self.came_at + self.lifetime.fresh - now

    def is_fresh(self, now: float) -> bool:
        """Whether it can be given as it is."""
        return self.fresh_left(now) > 0

    def is_usable(self, now: float) -> bool:
        """Whether it can be given while a new one is fetched."""
        return self.fresh_left(now) + self.lifetime.stale > 0


class KeptAnswers:
    """Answers by the digest of their question, up to `max_bytes`; 0 keeps none. For every thread of a process."""

    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self._lock = threading.Lock()
        self._kept: OrderedDict[bytes, KeptAnswer] = OrderedDict()
        self._weight = 0

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: bytes) -> KeptAnswer | None:
        """The answer to a question, fresh or not."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
            return kept

    def put(self, key: bytes, answer: KeptAnswer) -> None:
        """Keep an answer in place of the one before."""
        with self._lock:
            self._forget(key)
            self._kept[key] = answer
            self._weight += _weight(answer)
            while self._weight > self.max_bytes:
                self._forget(next(iter(self._kept)))

    def drop(self, key: bytes) -> None:
        """Keep nothing for this question."""
        with self._lock:
            self._forget(key)

    def _forget(self, key: bytes) -> None:
        before = self._kept.pop(key, None)
        if before is not None:
            self._weight -= _weight(before)


def _weight(answer: KeptAnswer) -> int:
    return BYTES_OF_AN_ANSWER + len(answer.body)
