"""Which terms of a document are stored and which terms of a request are looked for."""

from search.matching import MOST_TERMS, WeightedTerm, document_terms, request_terms
from tests.search.examples import document, request


def test_a_document_stores_its_title_twice_then_keywords_and_body_and_the_title_alone() -> None:
    assert document_terms(document(1, "Le chantage", "Des photos.", keywords="nudes")) == {
        "everything": ["fr_chantag", "fr_chantag", "fr_nud", "fr_photo"],
        "title": ["fr_chantag"],
    }


def test_a_document_is_analysed_in_its_own_language() -> None:
    assert document_terms(document(1, "Bullying", "the child’s", language="en")) == {
        "everything": ["en_bulli", "en_bulli", "en_child"],
        "title": ["en_bulli"],
    }


def test_a_request_looks_for_each_term_once_in_both_fields_in_each_language() -> None:
    assert request_terms(request("enfants, enfant", languages=("en", "fr"), asked="en")) == [
        WeightedTerm("everything", "en_enfant", 1.0),
        WeightedTerm("title", "en_enfant", 0.5),
        WeightedTerm("everything", "fr_enfant", 1.0),
        WeightedTerm("title", "fr_enfant", 0.5),
    ]


def test_a_request_of_stop_words_looks_for_nothing() -> None:
    assert request_terms(request("et de la ?!")) == []


def test_a_request_looks_for_a_bounded_number_of_terms() -> None:
    text = " ".join(str(number) for number in range(200))
    assert [each.term for each in request_terms(request(text)) if each.field == "title"] == [f"fr_{number}" for number in range(MOST_TERMS)]


def test_a_language_code_with_a_region_makes_plain_letters() -> None:
    assert [each.term for each in request_terms(request("crianças", languages=("pt-br",)))] == ["ptbr_crianc", "ptbr_crianc"]
