"""Any text in any language is analysed, in bounded work, into terms that no engine can misread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import DOCUMENT_CHARACTERS, LONGEST_TERM, QUERY_CHARACTERS, analyse, remembered_bare_and_stem
from search.analysis.words import _remembered_words, folded
from search.did_you_mean import corrected
from search.questions import read_question
from search.unanswered import counted_question

# Surrogates are left out of Hypothesis's text by default; here they belong.
any_text = st.text(st.characters())
languages = st.sampled_from(["fr", "en", "ar", "es", "pt-br", "zz"])


@given(any_text)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_folding_each_character_twice_changes_nothing() -> None:
    assert [hex(code) for code in range(0x30000) if folded(folded(chr(code))) != folded(chr(code))] == []


@given(any_text, languages)
def test_terms_are_letters_and_digits_only(text: str, language: str) -> None:
    for term in analyse(text, language):
        assert term.isalnum()
        assert 1 <= len(term) <= LONGEST_TERM
        assert term == folded(term)
        assert term.encode()


@given(any_text, languages)
def test_accents_and_capitals_do_not_matter(text: str, language: str) -> None:
    assert analyse(folded(text), language) == analyse(text, language)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("\x00" * 20_000, []),
        ("\ud800" * 20_000, []),
        ("'" * 20_000, []),
        ("\u0301" * 20_000, []),
        ('"' * 20_000, []),
        ("a" * 20_000, ["a" * LONGEST_TERM]),
        ("é" * 20_000, ["e" * LONGEST_TERM]),
        ("mot\x00clé\ud800fin", ["mot", "cle", "fin"]),
        ("chat " * 4_000, ["chat"] * 4_000),
    ],
)
def test_extreme_texts(text: str, terms: list[str]) -> None:
    assert analyse(text, "zz") == terms


def test_a_query_is_read_up_to_its_bound() -> None:
    assert analyse("mot " * QUERY_CHARACTERS, "fr", QUERY_CHARACTERS) == ["mot"] * (QUERY_CHARACTERS // 4)


def test_a_document_is_read_up_to_its_bound() -> None:
    assert len(analyse("mot " * (DOCUMENT_CHARACTERS // 4 + 5), "zz")) == DOCUMENT_CHARACTERS // 4


@pytest.mark.parametrize(
    ("language", "text", "terms"),
    [
        ("es", "Los niños acosados", ["los", "nin", "acos"]),
        ("de", "Die Kinder belästigen", ["die", "kind", "belast"]),
        ("pt-br", "crianças", ["crianc"]),
        ("it", "dell'amico", ["amic"]),
        ("zz", "l'enfant", ["enfant"]),
    ],
)
def test_a_language_without_an_analysis_of_its_own_has_snowball_or_the_folded_word(language: str, text: str, terms: list[str]) -> None:
    assert analyse(text, language) == terms


def test_nothing_of_a_question_is_remembered() -> None:
    text = "Zoé zoe@exemple.invalid 0612345678 zoé"
    before = [cached.cache_info() for cached in (_remembered_words, remembered_bare_and_stem)]
    read_question(text, ["fr", "ar"])
    counted_question(text, "fr", is_crisis=False)
    corrected(text, {"zoe": "zone"}, ["fr", "ar"], ["Une zone."], lambda _word: None)
    assert analyse(text, "fr", QUERY_CHARACTERS) != []
    assert [cached.cache_info() for cached in (_remembered_words, remembered_bare_and_stem)] == before
    assert analyse(text, "fr") == analyse(text, "fr", QUERY_CHARACTERS)
    assert [cached.cache_info().hits + cached.cache_info().misses for cached in (_remembered_words, remembered_bare_and_stem)] != [
        info.hits + info.misses for info in before
    ]
