"""Ages in years, of bands and as they are typed."""

from __future__ import annotations

import pytest

from search.ages import words_of_band, words_typed


@pytest.mark.parametrize(
    ("code", "words"),
    [("11-14", ["age11", "age12", "age13", "age14"]), ("0-3", ["age0", "age1", "age2", "age3"]), ("parents", []), ("11-14-x", [])],
)
def test_a_band_has_a_word_for_each_year(code: str, words: list[str]) -> None:
    assert words_of_band(code) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ma fille de 12 ans", ["age12"]),
        ("fils 7ans et 9 ans", ["age7", "age9"]),
        ("my 8-year-old", ["age8"]),
        ("13 yo girl", ["age13"]),
        ("ابني عمره ١٢ سنة", ["age12"]),
        ("depuis 30 ans", []),
        ("le 3018", []),
        ("12 anses", []),
    ],
)
def test_ages_that_are_typed(text: str, words: list[str]) -> None:
    assert words_typed(text) == words
