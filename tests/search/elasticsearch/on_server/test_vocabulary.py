"""The words of the index on the server: all of them, and then by what has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from search.elasticsearch import ElasticsearchEngine, vocabulary
from search.elasticsearch.vocabulary import Vocabulary
from tests.search.examples import document, fill, position


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How the words were read, each time: all, or those of changes."""
    seen: list[str] = []

    def noted(name: str) -> Callable[[Vocabulary, str], Any]:
        original = getattr(Vocabulary, name)

        def read(words: Vocabulary, generation: str) -> Any:
            seen.append(name)
            return original(words, generation)

        return read

    for name in ("_every_word", "_changed_since"):
        monkeypatch.setattr(Vocabulary, name, noted(name))
    return seen


def change(engine: ElasticsearchEngine, event: int, *titles: str) -> None:
    with engine.update() as writer:
        writer.replace({1}, [document(1, title) for title in titles])
        writer.commit(position(event))


def test_a_change_is_read_alone_and_a_new_generation_whole(engine: ElasticsearchEngine, reads: list[str]) -> None:
    fill(engine, [document(1, "Chantage"), document(2, "Chantage")])
    assert engine.vocabulary() == {"fr_chantage": 2}
    change(engine, 1, "Sommeil chantage")
    # A document that was replaced still counts: as often as it was written.
    assert engine.vocabulary() == {"fr_chantage": 3, "fr_sommeil": 1}
    assert engine.vocabulary() == {"fr_chantage": 3, "fr_sommeil": 1}
    change(engine, 2)
    assert engine.vocabulary() == {"fr_chantage": 3, "fr_sommeil": 1}
    fill(engine, [document(2, "Chantage")])
    assert engine.vocabulary() == {"fr_chantage": 1}
    assert reads == ["_every_word", "_changed_since", "_changed_since", "_every_word"]


def test_after_many_changes_all_are_counted_anew(engine: ElasticsearchEngine, reads: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    # Five things are written each time: the document, that it is not there in the two other languages, the state and the lease.
    monkeypatch.setattr(vocabulary, "MOST_CHANGED", 8)
    fill(engine, [document(1, "Chantage")])
    assert engine.vocabulary() == {"fr_chantage": 1}
    change(engine, 1, "Sommeil")
    assert engine.vocabulary() == {"fr_chantage": 1, "fr_sommeil": 1}
    change(engine, 2, "Sommeil")
    assert engine.vocabulary() == {"fr_sommeil": 1}
    assert reads == ["_every_word", "_changed_since", "_changed_since", "_every_word"]


def test_more_words_than_one_answer_holds_come_in_parts(engine: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "MOST_WORDS", 20)
    words = [f"mot{number}" for number in range(100)]
    fill(engine, [document(1, " ".join(words)), document(2, " ".join(words[:50]))])
    assert engine.vocabulary() == {f"fr_{word}": 2 if number < 50 else 1 for number, word in enumerate(words)}
