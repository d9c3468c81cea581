"""A question's direction is that of what was meant; it is remembered for a while, and what was asked is not."""

from __future__ import annotations

import pickle
import threading

import pytest

from search.matching import WantedWord
from search.meaning import questions as module
from search.meaning.packed import Direction
from search.meaning.questions import mended_direction
from search.questions import Question
from tests.search.encoders import WordsEncoder


@pytest.fixture(autouse=True)
def directions(monkeypatch: pytest.MonkeyPatch) -> module._Directions:
    """A memory of the test's own."""
    own = module._Directions()
    monkeypatch.setattr(module, "_directions", own)
    return own


def question(**corrections: str) -> Question:
    return Question((WantedWord("mot", "fr", 1.0),), corrections)


def asked(encoder: WordsEncoder, text: str, read: Question | None = None, languages: tuple[str, ...] = ("fr",)) -> Direction | None:
    return mended_direction(text, question() if read is None else read, languages, encoder)


def test_a_question_is_encoded_once_however_often_and_by_whomever_it_is_asked() -> None:
    encoder = WordsEncoder()
    first = asked(encoder, "mon ado  dort peu")
    again = asked(encoder, " mon ado dort\npeu ", languages=("en", "fr"))
    assert first is not None
    assert again is first
    assert list(first) == list(WordsEncoder().encode(["mon ado dort peu"])[0])
    assert encoder.asked == ["mon ado dort peu"]
    asked(encoder, "Mon ado dort peu")
    assert encoder.asked == ["mon ado dort peu", "Mon ado dort peu"]


def test_what_is_asked_for_danger_and_for_pages_is_encoded_once() -> None:
    encoder = WordsEncoder()
    assert module.direction_of("  mon ado\tdort peu", encoder) is asked(encoder, "mon ado dort peu")
    assert encoder.asked == ["mon ado dort peu"]


def test_another_encoder_finds_another_direction() -> None:
    asked(WordsEncoder(), "écran")
    other = WordsEncoder("other words")
    asked(other, "écran")
    assert other.asked == ["écran"]


def test_no_direction_without_an_encoder_or_a_word_that_means_something() -> None:
    assert mended_direction("écran", question(), ("fr",), None) is None
    encoder = WordsEncoder()
    assert asked(encoder, "?!", Question((), {})) is None
    assert encoder.asked == []


def test_the_last_questions_are_remembered_and_the_one_longest_unasked_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    assert module.MOST_REMEMBERED == 2_000
    monkeypatch.setattr(module, "MOST_REMEMBERED", 3)
    encoder = WordsEncoder()
    for text in ("un", "deux", "trois", "un", "quatre", "un", "trois", "deux"):
        asked(encoder, text)
    assert encoder.asked == ["un", "deux", "trois", "quatre", "deux"]


def test_what_was_asked_is_written_nowhere_in_what_is_remembered(directions: module._Directions) -> None:
    text = "mon fils se scarifie"
    asked(WordsEncoder(), text)
    [(name, direction)] = directions._known.items()
    assert len(name) == 16
    remembered = pickle.dumps((name, direction))
    assert not any(part.encode() in remembered for part in (text, *text.split()))


def test_the_same_question_has_another_name_in_another_process() -> None:
    one, other = module._Directions(), module._Directions()
    for each in (one, other):
        each.of("écran", WordsEncoder())
    assert len(one._key) == 32
    assert one._known.keys() != other._known.keys()


def test_readers_who_ask_at_the_same_time_get_the_same_direction() -> None:
    encoder = WordsEncoder()
    both = threading.Barrier(2, timeout=10)

    class Waiting(WordsEncoder):
        def encode(self, texts: list[str]) -> Direction:  # type: ignore[override]
            both.wait()
            return encoder.encode(texts)

    found: list[Direction | None] = []
    threads = [threading.Thread(target=lambda: found.append(asked(Waiting(), "écran"))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=10)
    assert [list(each) for each in found if each is not None] == [list(encoder.encode(["écran"])[0])] * 2


# --- typing errors ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "corrections", "encoded"),
    [
        ("harselement", {"harselement": "harcelement"}, "harcelement"),
        ("mon fils subit un harselement", {"harselement": "harcelement"}, "mon fils subit un harcelement"),
        # One word of three may be mistyped, and one word whatever the length.
        ("harselement dordin", {"harselement": "harcelement"}, "harcelement dordin"),
        (
            "harselement sur telefone le soir hier",
            {"harselement": "harcelement", "telefone": "telephone"},
            "harcelement sur telephone le soir hier",
        ),
        # More of them, and the text is rather in another language.
        ("harselement sur telefone le soir", {"harselement": "harcelement", "telefone": "telephone"}, "harselement sur telefone le soir"),
        # A correction of a word that is not in the part that is read.
        ("x" * 500 + " harselement", {"harselement": "harcelement"}, "x" * 400),
    ],
)
def test_what_is_encoded_is_the_text_with_a_few_typing_errors_mended(text: str, corrections: dict[str, str], encoded: str) -> None:
    encoder = WordsEncoder()
    asked(encoder, text, question(**corrections))
    assert encoder.asked == [encoded]


@pytest.mark.parametrize("text", ["\ud800 écran", "écran \udfff", "écran\x00", "é" * 50_000])
def test_any_text_has_a_direction(text: str) -> None:
    found = asked(WordsEncoder(), text)
    assert found is not None
