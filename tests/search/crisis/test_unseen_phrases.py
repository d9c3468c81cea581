"""How much of what people type in danger is found where whoever wrote it had seen neither the lists nor the model, nor any labelled set.

75 phrases of danger and 75 harmless ones. The lists alone recognise 24 of danger, the model of meaning 26 more; one harmless phrase is
taken for danger by the lists, one by the model. Nothing was adjusted to the set, and nothing may be: whoever changes a list for one of its
phrases has no measure left.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from search.crisis import recognise
from search.crisis.meaning import may_mean_danger
from search.encoder import UniversalSentenceEncoder
from tests.search.crisis.lists import sample_lexicon, unseen


@dataclass(frozen=True)
class Found:
    """Of 25 phrases, how many are taken for danger: by the lists, and by the lists or the model."""

    by_lists: int
    by_either: int


@pytest.fixture(scope="module")
def encoder() -> UniversalSentenceEncoder:
    return UniversalSentenceEncoder()


def found(texts: list[str], encoder: UniversalSentenceEncoder) -> Found:
    by_lists = [recognise(text, sample_lexicon()) is not None for text in texts]
    by_meaning = [may_mean_danger(direction, encoder.version) for direction in encoder.encode(texts)]
    return Found(sum(by_lists), sum(map(max, by_lists, by_meaning)))


@pytest.mark.parametrize(
    ("language", "danger", "harmless"),
    [
        ("fr", Found(by_lists=10, by_either=15), Found(by_lists=1, by_either=2)),
        ("en", Found(by_lists=6, by_either=16), Found(by_lists=0, by_either=0)),
        ("ar", Found(by_lists=8, by_either=19), Found(by_lists=0, by_either=0)),
    ],
)
def test_what_is_found_of_danger_and_taken_for_it(language: str, danger: Found, harmless: Found, encoder: UniversalSentenceEncoder) -> None:
    texts = {is_danger: [text for text, reason in unseen(language) if bool(reason) is is_danger] for is_danger in (True, False)}

    assert (len(texts[True]), len(texts[False])) == (25, 25)
    assert (found(texts[True], encoder), found(texts[False], encoder)) == (danger, harmless)


@pytest.mark.parametrize(("language", "other"), [("fr", 1), ("en", 1), ("ar", 2)])
def test_how_often_the_lists_give_another_reason(language: str, other: int) -> None:
    known = [(reason, recognise(text, sample_lexicon())) for text, reason in unseen(language) if reason]
    assert sum(what is not None and what.reason != reason for reason, what in known) == other
