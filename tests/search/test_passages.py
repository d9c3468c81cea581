"""What is shown of a text: passages cut, chosen and marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.analysis import analyse
from search.passages import LONGEST_PASSAGE, MarkedText, cut, marked, ranked
from search.stored import KeptPassage

words = st.lists(st.text("abcé.!? ", min_size=1, max_size=60), max_size=40).map(" ".join)


def marks(text: str, question: str, language: str = "fr") -> list[str]:
    found = marked(text, language, dict.fromkeys(analyse(question, language), 1.0))
    assert found.text == text
    return [text[begins:ends] for begins, ends in found.ranges]


def test_a_text_is_cut_after_sentences() -> None:
    first, second = "Une phrase de quarante lettres environ. " * 5, "Une autre, qui ne tient plus dans le passage, vient ensuite."
    assert list(cut(first + second)) == [first.strip(), second]


def test_a_sentence_too_long_is_cut_between_words_and_a_word_too_long_within() -> None:
    assert list(cut("mot " * 70)) == [("mot " * 60).strip(), ("mot " * 10).strip()]
    assert list(cut("a" * (LONGEST_PASSAGE + 1))) == ["a" * LONGEST_PASSAGE, "a"]


@given(words)
def test_passages_hold_all_words_in_order_and_none_is_too_long(text: str) -> None:
    passages = list(cut(text))
    assert "".join("".join(passages).split()) == "".join(text.split())
    assert all(0 < len(passage) <= LONGEST_PASSAGE for passage in passages)


def test_the_passage_with_the_rarest_words_comes_first_and_equal_ones_in_order() -> None:
    passages = [KeptPassage(text, text.split()) for text in ("enfant", "sommeil", "enfant chantage", "enfant", "ecran")]
    assert ranked(passages, {"enfant": 1.0, "chantage": 1.0}) == [2, 0, 3]
    assert ranked(passages, {"absent": 1.0}) == []


def test_words_are_marked_in_whatever_form_they_stand() -> None:
    assert marks("L’ENFANT harcelé, les enfants harcelées : harcèlement.", "enfant harceler") == [
        "ENFANT",
        "harcelé",
        "enfants",
        "harcelées",
        "harcèlement",
    ]


def test_what_is_elided_is_not_marked_and_apostrophes_inside_are() -> None:
    assert marks("jusqu'à l'enfant, aujourd'hui", "enfant aujourdhui") == ["enfant", "aujourd'hui"]


def test_a_school_level_is_marked_however_it_is_written() -> None:
    assert marks("En 6ème, en sixième, en 6e", "6eme") == ["6ème", "sixième", "6e"]


def test_arabic_is_marked_with_its_vowel_signs_and_article() -> None:
    assert marks("التَّنَمُّر عبر الإنترنت", "تنمر", "ar") == ["التَّنَمُّر"]


def test_ligatures_and_decomposed_letters_keep_their_places() -> None:
    assert marks("Un cœur e\u0301cole", "coeur école") == ["cœur", "e\u0301cole"]
    assert marked("", "fr", {"x": 1.0}) == MarkedText("", ())


@given(st.text(max_size=60), st.sampled_from(["fr", "en", "ar"]))
def test_ranges_are_in_order_apart_and_within(text: str, language: str) -> None:
    found = marked(text, language, dict.fromkeys(analyse(text, language), 1.0))
    places = [place for each in found.ranges for place in each]
    assert places == sorted(places)
    assert all(0 <= begins < ends <= len(text) for begins, ends in found.ranges)
