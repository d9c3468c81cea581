"""Which terms of a document are stored and which terms of some words are looked for."""

from search.engine import WeightedTerm
from search.matching import MOST_TERMS, WantedWord, document_terms, stems_of, wanted_terms
from tests.search.examples import document


def test_a_document_stores_stems_and_words_with_its_title_twice_and_title_and_keywords_alone() -> None:
    assert document_terms(document(1, "Le chantage", "Des photos.", keywords="nudes")) == {
        "everything": ["fr_chantag", "fr_chantag", "fr_nud", "fr_photo"],
        "title": ["fr_chantag"],
        "keywords": ["fr_nud"],
        "words": ["fr_chantage", "fr_chantage", "fr_nudes", "fr_photos"],
        "title_words": ["fr_chantage"],
    }


def test_a_document_is_analysed_in_its_own_language() -> None:
    found = document_terms(document(1, "Bullying", "the child’s", language="en"))
    assert (found["everything"], found["words"]) == (["en_bulli", "en_bulli", "en_child"], ["en_bullying", "en_bullying", "en_child"])


def test_what_readers_of_another_language_see_things_called_is_stored_in_that_language() -> None:
    stored = document(1, "Manettes", "jeux", served_in=("fr", "en", "ar"), names={"en": "The games", "ar": "ألعاب الفيديو"})
    assert document_terms(stored) == {
        "everything": ["fr_manet", "fr_manet", "fr_jeu", "en_game", "ar_عاب", "ar_فيديو"],
        "title": ["fr_manet"],
        "keywords": ["-"],
        "words": ["fr_manettes", "fr_manettes", "fr_jeux", "en_games", "ar_العاب", "ar_الفيديو"],
        "title_words": ["fr_manettes"],
    }


def test_a_word_is_looked_for_by_its_stem_and_as_it_is() -> None:
    assert wanted_terms([WantedWord("enfants", "en"), WantedWord("enfants", "fr", 0.5)]) == (
        WeightedTerm("everything", "en_enfant", 1.0),
        WeightedTerm("title", "en_enfant", 0.5),
        WeightedTerm("keywords", "en_enfant", 0.5),
        WeightedTerm("words", "en_enfants", 0.3),
        WeightedTerm("title_words", "en_enfants", 0.2),
        WeightedTerm("everything", "fr_enfant", 0.5),
        WeightedTerm("title", "fr_enfant", 0.25),
        WeightedTerm("keywords", "fr_enfant", 0.25),
        WeightedTerm("words", "fr_enfants", 0.15),
        WeightedTerm("title_words", "fr_enfants", 0.1),
    )


def test_two_words_of_one_stem_count_once_with_the_greater_weight() -> None:
    terms = wanted_terms([WantedWord("enfants", "fr", 0.5), WantedWord("enfant", "fr")])
    assert [(term.term, term.weight) for term in terms if term.field == "everything"] == [("fr_enfant", 1.0)]
    assert [(term.term, term.weight) for term in terms if term.field == "words"] == [("fr_enfants", 0.15), ("fr_enfant", 0.3)]


def test_the_stems_looked_for_in_one_language() -> None:
    assert stems_of(wanted_terms([WantedWord("enfants", "en"), WantedWord("enfants", "fr", 0.5)]), "fr") == {"enfant": 0.5}


def test_a_language_code_with_a_region_makes_plain_letters() -> None:
    assert {term.term for term in wanted_terms([WantedWord("crianças", "pt-br")])} == {"ptbr_crianc", "ptbr_crianças"}


def test_of_more_terms_than_a_server_takes_those_that_weigh_least_are_left_out() -> None:
    few = [WantedWord(f"mot{number}", "fr") for number in range(200)]
    assert len(wanted_terms(few)) == MOST_TERMS
    terms = wanted_terms([*few, *(WantedWord(f"autre{number}", "fr", 0.45) for number in range(2))])
    kept = wanted_terms(few)
    assert len(terms) == MOST_TERMS
    # What a title has of a word as it was typed weighs 0.2; stems of the two weigh more.
    assert set(kept) - set(terms) == {WeightedTerm("title_words", f"fr_mot{number}", 0.2) for number in range(194, 200)}
    assert set(terms) - set(kept) == {
        WeightedTerm(field, f"fr_autre{number}", weight)
        for number in range(2)
        for field, weight in (("everything", 0.45), ("title", 0.225), ("keywords", 0.225))
    }
