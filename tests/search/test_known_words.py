"""The words of the live index: known at once where they are few and at hand, else soon, and nobody waits for them."""

from __future__ import annotations

import threading
from collections.abc import Mapping

import pytest

from search import known_words as subject
from search.engine import IndexPosition, IndexState, SearchUnavailableError
from search.known_words import known_words
from search.spelling import VocabularySpeller


def state(event: int) -> IndexState:
    return IndexState("generation", IndexPosition("journal", 0, event, ""), "fingerprint", 1)


class Engine:
    """An engine of which nothing is asked but its words, which come when they are let go."""

    def __init__(self, *words: str, at_hand: bool = True) -> None:
        self.words: dict[str, int] = dict.fromkeys(words, 1)
        self.has_words_at_hand = at_hand
        self.let_go = threading.Event()
        self.let_go.set()
        self.read = 0

    def vocabulary(self, generation: str) -> Mapping[str, int]:
        assert generation == "generation"
        self.let_go.wait(10)
        self.read += 1
        if not self.words:
            raise SearchUnavailableError
        return dict(self.words)


def many(word: str) -> list[str]:
    """This word, and so many others that nobody waits for all."""
    return [word, *(f"fr_{number}" for number in range(subject.MOST_AT_ONCE))]


def after_reading() -> None:
    """Wait until nobody reads words any more."""
    for thread in threading.enumerate():
        if thread.name == subject.THREAD:
            thread.join(10)


def test_few_words_at_hand_are_known_at_once_and_read_once() -> None:
    engine = Engine("fr_photo")
    first = known_words(engine, state(1))  # type: ignore[arg-type]
    again = known_words(engine, state(1))  # type: ignore[arg-type]
    assert first.is_current
    assert first == again
    assert first.speller is not None
    assert (first.speller.knows("photo", "fr"), first.speller.knows("webcam", "fr")) == (True, False)
    assert engine.read == 1


@pytest.fixture
def elsewhere() -> Engine:
    """An engine on a server."""
    return Engine("fr_photo", at_hand=False)


def test_nobody_waits_for_the_words_of_a_server(elsewhere: Engine) -> None:
    elsewhere.let_go.clear()
    before = known_words(elsewhere, state(1))  # type: ignore[arg-type]
    again = known_words(elsewhere, state(1))  # type: ignore[arg-type]
    elsewhere.let_go.set()
    after_reading()
    after = known_words(elsewhere, state(1))  # type: ignore[arg-type]
    assert (before.speller, before.is_current, again.speller) == (None, False, None)
    assert after.is_current
    assert after.speller is not None
    assert after.speller.knows("photo", "fr")
    assert elsewhere.read == 1


def test_nobody_waits_until_many_words_are_learnt(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(*many("fr_photo"))
    may_learn = threading.Event()
    learn = VocabularySpeller.follow

    def when_told(speller: VocabularySpeller, vocabulary: Mapping[str, int]) -> None:
        assert not vocabulary or may_learn.wait(10)
        learn(speller, vocabulary)

    monkeypatch.setattr(VocabularySpeller, "follow", when_told)
    first, second = (known_words(engine, state(1)) for _ in range(2))  # type: ignore[arg-type]
    assert (first.speller, second.speller) == (None, None)
    may_learn.set()
    after_reading()
    after = known_words(engine, state(1))  # type: ignore[arg-type]
    assert after.is_current
    assert after.speller is not None
    assert after.speller.knows("photo", "fr")
    # Once to see that there are many, and once to learn them.
    assert engine.read == 2


def test_until_new_words_are_read_the_old_ones_are_known_and_not_called_current(elsewhere: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "SHARE_OF_TIME", float("inf"))
    known_words(elsewhere, state(1))  # type: ignore[arg-type]
    after_reading()
    elsewhere.words = {"fr_webcam": 1}
    elsewhere.let_go.clear()
    meanwhile = known_words(elsewhere, state(2))  # type: ignore[arg-type]
    assert meanwhile.speller is not None
    assert (meanwhile.is_current, meanwhile.speller.knows("photo", "fr")) == (False, True)
    elsewhere.let_go.set()
    after_reading()
    after = known_words(elsewhere, state(2))  # type: ignore[arg-type]
    assert after.speller is not None
    assert (after.is_current, after.speller.knows("photo", "fr"), after.speller.knows("webcam", "fr")) == (True, False, True)


def test_an_index_that_changes_all_the_time_is_not_read_all_the_time(elsewhere: Engine) -> None:
    known_words(elsewhere, state(1))  # type: ignore[arg-type]
    after_reading()
    # As if the first reading had taken an hour.
    subject._spellers[elsewhere]._not_before += 3600  # type: ignore[index]
    later = known_words(elsewhere, state(2))  # type: ignore[arg-type]
    after_reading()
    assert not later.is_current
    assert elsewhere.read == 1


@pytest.mark.parametrize("at_hand", [True, False])
def test_words_that_cannot_be_read_now_are_read_later(at_hand: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject, "SHARE_OF_TIME", float("inf"))
    engine = Engine(at_hand=at_hand)
    known_words(engine, state(1))  # type: ignore[arg-type]
    after_reading()
    engine.words = {"fr_photo": 1}
    known_words(engine, state(1))  # type: ignore[arg-type]
    after_reading()
    assert known_words(engine, state(1)).is_current  # type: ignore[arg-type]


def test_of_no_index_nothing_is_known() -> None:
    known = known_words(Engine(), None)  # type: ignore[arg-type]
    assert (known.speller, known.is_current) == (None, False)
