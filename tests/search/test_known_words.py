"""The words of the live index: known at once where they are few, soon where they are many, and nobody waits for many."""

from __future__ import annotations

import threading
from collections.abc import Mapping

import pytest

from search import known_words as subject
from search.engine import IndexPosition, IndexState, SearchUnavailableError
from search.known_words import known_words


def state(event: int, documents: int = 1) -> IndexState:
    return IndexState("generation", IndexPosition("journal", 0, event, ""), "fingerprint", documents)


class Engine:
    """An engine of which nothing is asked but its words, which come when they are let go."""

    def __init__(self, *words: str) -> None:
        self.words: dict[str, int] = dict.fromkeys(words, 1)
        self.let_go = threading.Event()
        self.let_go.set()
        self.read = 0

    def vocabulary(self) -> Mapping[str, int]:
        self.let_go.wait(10)
        self.read += 1
        if not self.words:
            raise SearchUnavailableError
        return dict(self.words)


def after_reading() -> None:
    """Wait until nobody reads words any more."""
    for thread in threading.enumerate():
        if thread.name == subject.THREAD:
            thread.join(10)


def test_the_words_of_a_small_index_are_known_at_once_and_read_once() -> None:
    engine = Engine("fr_photo")
    first = known_words(engine, state(1))  # type: ignore[arg-type]
    again = known_words(engine, state(1))  # type: ignore[arg-type]
    assert first.is_current
    assert first == again
    assert first.speller is not None
    assert (first.speller.knows("photo", "fr"), first.speller.knows("webcam", "fr")) == (True, False)
    assert engine.read == 1


def test_nobody_waits_for_the_words_of_a_large_index() -> None:
    engine = Engine("fr_photo")
    engine.let_go.clear()
    large = state(1, subject.MOST_AT_ONCE + 1)
    before = known_words(engine, large)  # type: ignore[arg-type]
    again = known_words(engine, large)  # type: ignore[arg-type]
    engine.let_go.set()
    after_reading()
    after = known_words(engine, large)  # type: ignore[arg-type]
    assert (before.speller, before.is_current, again.speller) == (None, False, None)
    assert after.is_current
    assert after.speller is not None
    assert after.speller.knows("photo", "fr")
    assert engine.read == 1


def test_until_new_words_are_read_the_old_ones_are_known_and_not_called_current(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "SHARE_OF_TIME", float("inf"))
    engine = Engine("fr_photo")
    known_words(engine, state(1))  # type: ignore[arg-type]
    engine.words = {"fr_webcam": 1}
    large = state(2, subject.MOST_AT_ONCE + 1)
    engine.let_go.clear()
    meanwhile = known_words(engine, large)  # type: ignore[arg-type]
    assert meanwhile.speller is not None
    assert (meanwhile.is_current, meanwhile.speller.knows("photo", "fr")) == (False, True)
    engine.let_go.set()
    after_reading()
    after = known_words(engine, large)  # type: ignore[arg-type]
    assert after.speller is not None
    assert (after.is_current, after.speller.knows("photo", "fr"), after.speller.knows("webcam", "fr")) == (True, False, True)


def test_a_large_index_that_changes_all_the_time_is_not_read_all_the_time() -> None:
    engine = Engine("fr_photo")
    known_words(engine, state(1, subject.MOST_AT_ONCE + 1))  # type: ignore[arg-type]
    after_reading()
    # As if the first reading had taken an hour.
    subject._spellers[engine]._not_before += 3600  # type: ignore[index]
    later = known_words(engine, state(2, subject.MOST_AT_ONCE + 1))  # type: ignore[arg-type]
    after_reading()
    assert not later.is_current
    assert engine.read == 1


@pytest.mark.parametrize("documents", [1, subject.MOST_AT_ONCE + 1])
def test_words_that_cannot_be_read_now_are_read_later(documents: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "SHARE_OF_TIME", float("inf"))
    engine = Engine()
    known_words(engine, state(1, documents))  # type: ignore[arg-type]
    after_reading()
    engine.words = {"fr_photo": 1}
    known_words(engine, state(1, documents))  # type: ignore[arg-type]
    after_reading()
    assert known_words(engine, state(1, documents)).is_current  # type: ignore[arg-type]


def test_of_no_index_nothing_is_known() -> None:
    known = known_words(Engine(), None)  # type: ignore[arg-type]
    assert (known.speller, known.is_current) == (None, False)
