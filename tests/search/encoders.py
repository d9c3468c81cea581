"""An encoder for tests, whose directions are known beforehand: a text points where the words in it do."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from search.encoder import DIMENSIONS


class WordsEncoder:
    """Each word has a direction of its own, drawn by its letters; words that mean the same, in whatever language, have one together.

    `same` leads from a word to the one whose direction it has; `asked` are the texts encoded so far, in order.
    """

    def __init__(self, version: str = "words", same: Mapping[str, str] | None = None) -> None:
        self.version = version
        self.same = dict(same or {})
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `search.encoder.Encoder`."""
        self.asked += texts
        return np.array([self._direction(text) for text in texts], np.float32).reshape(-1, DIMENSIONS)

    def _direction(self, text: str) -> NDArray[np.float64]:
        words = [word.strip(".,?") for word in text.lower().split()]
        found = np.sum([_drawn(self.same.get(word, word)) for word in words], axis=0) if words else _drawn("")
        direction: NDArray[np.float64] = found / np.linalg.norm(found)
        return direction


@cache
def _drawn(word: str) -> NDArray[np.float64]:
    seed = int.from_bytes(hashlib.sha256(word.encode("utf-8", "surrogatepass")).digest()[:8], "little")
    return np.random.default_rng(seed).normal(size=DIMENSIONS)
