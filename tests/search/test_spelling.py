"""The nearest words of an index, while it changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.spelling import Correction, VocabularySpeller, nearest_of

vocabularies = st.dictionaries(st.text("abcde", min_size=1, max_size=9).map(lambda word: f"fr_{word}"), st.integers(1, 9), max_size=12)


def test_of_equally_near_words_the_two_that_most_documents_have() -> None:
    speller = VocabularySpeller({"fr_photo": 2, "fr_photi": 1, "fr_phots": 5, "fr_photos": 9})
    assert speller.nearest("photn", "fr") == (Correction("phots", 1, 5), Correction("photo", 1, 2))


def test_one_edit_in_short_words_two_in_long_ones() -> None:
    speller = VocabularySpeller({"fr_photo": 1, "fr_harcelement": 1})
    assert speller.nearest("phtt", "fr") == ()
    assert speller.nearest("arselement", "fr") == (Correction("harcelement", 2, 1),)


def test_words_of_another_language_are_not_near() -> None:
    assert VocabularySpeller({"en_sleep": 1}).nearest("sleap", "fr") == ()


def test_a_correction_comes_from_the_languages_that_have_the_nearest_word() -> None:
    speller = VocabularySpeller({"en_harassment": 1, "fr_harassement": 1, "fr_harceler": 1})
    assert nearest_of(speller, "harrassment", ("en", "fr")) == {"en": (Correction("harassment", 1, 1),)}
    assert nearest_of(speller, "harassment", ("en", "fr")) == {}


@given(vocabularies, vocabularies, st.text("abcde", min_size=1, max_size=9))
def test_a_speller_that_followed_knows_what_a_new_one_knows(first: dict[str, int], then: dict[str, int], typed: str) -> None:
    followed, anew = VocabularySpeller(first), VocabularySpeller(then)
    followed.follow(then)
    assert followed.knows(typed, "fr") == anew.knows(typed, "fr")
    assert followed.nearest(typed, "fr") == anew.nearest(typed, "fr")
