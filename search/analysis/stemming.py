"""Snowball's stemmers, one per language and thread."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import Protocol

import Stemmer


class _Snowball(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the library's name


# A stemmer keeps a buffer of its own and may not be used by two threads at once.
_of_thread = threading.local()


def _stemmer(algorithm: str) -> _Snowball:
    stemmers: dict[str, _Snowball] = _of_thread.__dict__
    if algorithm not in stemmers:
        stemmers[algorithm] = Stemmer.Stemmer(algorithm)
    return stemmers[algorithm]


@lru_cache(maxsize=1)
def _algorithms() -> frozenset[str]:
    return frozenset(Stemmer.algorithms())


def has_algorithm(name: str) -> bool:
    """Whether Snowball has a stemmer of this English name ("french")."""
    return name in _algorithms()


def stem(word: str, algorithm: str) -> str:
    """The stem of a folded word, by the algorithm of this name."""
    return _stemmer(algorithm).stemWord(word)
