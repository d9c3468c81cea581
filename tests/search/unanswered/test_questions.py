"""What may be counted of a question, and what of it may be written down."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.models import UnansweredQuestion
from search.unanswered import CountedQuestion, counted_question
from search.unanswered.questions import MOST_DIGITS, MOST_WORDS


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Trottinette électrique ?", "fr", "trottinette electrique"),
        ("  TROTTINETTE   électrique", "fr", "trottinette electrique"),
        ("l'âge pour fortnite", "fr", "l'age pour fortnite"),
        ("le 3020 répond ?", "fr", "le 3020 repond"),
        ("brevet 2024", "fr", "brevet 2024"),
        ("first phone at eleven", "en", "first phone at eleven"),
        ("هاتفٌ", "ar", "هاتف"),
    ],
)
def test_a_question_is_counted_by_its_folded_words(text: str, language: str, words: str) -> None:
    assert counted_question(text, language, is_crisis=False) == CountedQuestion(language, words)


@pytest.mark.parametrize("text", ["", "  ", "?!", "le la les", "\0", "\ud800"])
def test_what_asks_nothing_is_not_counted(text: str) -> None:
    assert counted_question(text, "fr", is_crisis=False) is None


def test_a_question_of_danger_is_not_counted_at_all() -> None:
    assert counted_question("trottinette", "fr", is_crisis=True) is None


@pytest.mark.parametrize(
    "text",
    [
        "zoe.martin@exemple.invalid",
        "zoe martin @ exemple",
        "https://exemple.invalid/zoe",
        "www.exemple.invalid",
        "zoe.fr",
        "06 12 34 56 78",
        "+33612345678",
        "né le 12/03/2013",
        "٠٦١٢٣٤٥٦٧٨",
        "jwkeyabcdefghijklmnopqrstuvwxyz",
        "ma fille Zoé en cinquième au collège ne veut plus sortir",
        "mot " * 500,
    ],
)
def test_what_may_be_of_a_person_is_counted_without_words(text: str) -> None:
    assert counted_question(text, "fr", is_crisis=False) == CountedQuestion("fr", "")


@given(st.text(max_size=300))
def test_words_written_down_are_few_short_and_hold_few_digits(text: str) -> None:
    question = counted_question(text, "fr", is_crisis=False)
    if question is None:
        return
    words = question.words.split(" ")
    assert len(words) <= MOST_WORDS
    assert sum(letter.isdigit() for letter in question.words) <= MOST_DIGITS
    assert "@" not in question.words
    assert len(question.words) <= (UnansweredQuestion._meta.get_field("words").max_length or 0)
