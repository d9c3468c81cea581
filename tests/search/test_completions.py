"""Which words somebody is typing."""

from __future__ import annotations

import pytest

from search.completions import completion_words
from search.spelling import VocabularySpeller


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("harc", [{"fr_harc"}]),
        ("Harcèlement à l'éc", [{"fr_harcelement"}, {"fr_ec"}]),
        # A small word in the end may become a longer one, and titles do not hold it: it is waited for.
        ("harcelement a", [{"fr_harcelement"}]),
        ("a", [{"fr_a"}]),
        ("", []),
        ("?!", []),
        # Of many words the last ones are being typed.
        (
            "un deux trois quatre cinq six sept huit neuf dix",
            [{f"fr_{word}"} for word in ["trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"]],
        ),
        # A word that is whole is mended, the last one is not: it is not whole yet.
        ("harselement ecol", [{"fr_harselement", "fr_harcelement"}, {"fr_ecol"}]),
    ],
)
def test_words(text: str, words: list[set[str]]) -> None:
    speller = VocabularySpeller({"fr_harcelement": 1, "fr_ecole": 1})
    assert completion_words(text, ("fr",), speller) == tuple(map(frozenset, words))


def test_each_word_is_looked_for_in_both_languages() -> None:
    assert completion_words("the photos", ("en", "fr")) == ({"en_photos", "fr_photos"},)
