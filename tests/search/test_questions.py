"""What somebody typed becomes these words to look for."""

from __future__ import annotations

import pytest

from search.matching import WantedWord
from search.questions import MOST_WORDS, read_question
from search.spelling import VocabularySpeller

WORDS = {"fr_harcelement": 9, "fr_chantage": 3, "fr_sommeil": 2, "en_blackmail": 4, "en_sleep": 1, "fr_age12": 5}


def words(text: str, *languages: str) -> list[tuple[str, str, float]]:
    question = read_question(text, languages or ("fr",), VocabularySpeller(WORDS))
    return [(word.word, word.language, word.weight) for word in question.words]


def test_each_word_counts_once_in_each_language_without_what_means_nothing() -> None:
    assert words("Le chantage, le CHANTAGE !", "en", "fr") == [
        ("le", "en", 1.0),
        ("chantage", "en", 1.0),
        ("chantage", "fr", 1.0),
    ]


def test_words_that_ask_count_less() -> None:
    assert words("Que faire, comment ? chantage") == [("faire", "fr", 0.3), ("comment", "fr", 0.3), ("chantage", "fr", 1.0)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("chantaje", "chantage"), ("chntage", "chantage"), ("chatnage", "chantage"), ("harselement", "harcelement")],
)
def test_a_mistyped_word_is_looked_for_as_it_is_and_as_the_nearest_word_of_the_index(typed: str, meant: str) -> None:
    question = read_question(typed, ("fr",), VocabularySpeller(WORDS))
    assert question.words == (WantedWord(typed, "fr"), WantedWord(meant, "fr", 0.9))
    assert question.corrections == {typed: meant}


def test_another_word_as_near_counts_less_and_is_no_correction() -> None:
    question = read_question("photx", ("fr",), VocabularySpeller({"fr_photo": 2, "fr_porte": 9, "fr_photos": 1, "fr_photz": 1}))
    assert question.words == (WantedWord("photx", "fr"), WantedWord("photo", "fr", 0.9), WantedWord("photz", "fr", 0.4))
    assert question.corrections == {"photx": "photo"}


def test_a_first_letter_is_mended_and_not_said_to_be_mistyped() -> None:
    question = read_question("hantage", ("fr",), VocabularySpeller(WORDS))
    assert [word.word for word in question.words] == ["hantage", "chantage"]
    assert question.corrections == {}


def test_another_form_of_a_known_word_is_not_mistyped() -> None:
    assert words("chantages") == [("chantages", "fr", 1.0)]


@pytest.mark.parametrize("typed", ["chantage", "3018", "cm2", "xyz", "ornithorynque"])
def test_words_that_are_known_short_or_far_from_all_and_numbers_stay_as_they_are(typed: str) -> None:
    question = read_question(typed, ("fr",), VocabularySpeller(WORDS))
    assert question.words == (WantedWord(typed, "fr"),)
    assert question.corrections == {}


def test_a_word_that_one_of_the_languages_knows_is_not_mistyped() -> None:
    assert words("chantage blackmial", "en", "fr") == [
        ("chantage", "en", 1.0),
        ("blackmial", "en", 1.0),
        ("blackmail", "en", 0.9),
        ("chantage", "fr", 1.0),
        ("blackmial", "fr", 1.0),
    ]


def test_an_age_is_looked_for_as_a_word_of_its_own() -> None:
    assert words("sommeil 12 ans") == [("sommeil", "fr", 1.0), ("12", "fr", 1.0), ("ans", "fr", 1.0), ("age12", "fr", 1.0)]


def test_what_means_the_same_is_looked_for_with_its_weight() -> None:
    question = read_question("portable", ("fr",), None, lambda text, language: [(f"{text} à l'école", 0.6)] if language == "fr" else [])
    assert question.words == (WantedWord("portable", "fr"), WantedWord("portable", "fr", 0.6), WantedWord("ecole", "fr", 0.6))


def test_what_means_the_same_as_a_mended_word_is_looked_for_too() -> None:
    question = read_question("le chantaje", ("fr",), VocabularySpeller(WORDS), lambda text, _language: [(f"dit {text}", 0.6)])
    assert [(word.word, word.weight) for word in question.words] == [("chantaje", 1.0), ("chantage", 0.9), ("dit", 0.6), ("chantage", 0.6)]


def test_a_question_of_stop_words_looks_for_nothing() -> None:
    assert words("et de la ?!") == []


def test_a_question_looks_for_a_bounded_number_of_words() -> None:
    assert words(" ".join(str(number) for number in range(200))) == [(str(number), "fr", 1.0) for number in range(MOST_WORDS)]
