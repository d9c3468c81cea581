"""What an engine counts, filters, orders, completes and explains."""

from __future__ import annotations

import datetime as dt

import pytest

from search.engine import CompletionRequest, SearchEngine, SearchOrder, SpokenCue
from search.matching import in_language
from search.stored import read_cues, read_passages
from tests.search.examples import NOW, document, fill, pages, request

DOCUMENTS = [
    document(1, "chantage", facets=("theme:1", "kind:guide")),
    document(2, "chantage", facets=("theme:1", "theme:2", "kind:guide")),
    document(3, "chantage", facets=("theme:2", "kind:interview")),
    document(4, "chantage", facets=("kind:interview",)),
    document(5, "sommeil", facets=("theme:1", "kind:guide")),
]


@pytest.fixture
def filed(engine: SearchEngine) -> SearchEngine:
    fill(engine, DOCUMENTS)
    return engine


def test_a_document_must_have_one_value_of_each_dimension(filed: SearchEngine) -> None:
    assert pages(filed, "chantage", filters={"theme": frozenset({"theme:2"})}) == [2, 3]
    assert pages(filed, "chantage", filters={"theme": frozenset({"theme:1", "theme:2"})}) == [1, 2, 3]
    assert pages(filed, "chantage", filters={"theme": frozenset({"theme:2"}), "kind": frozenset({"kind:guide"})}) == [2]
    assert pages(filed, "chantage", filters={"theme": frozenset({"theme:9"})}) == []


def test_values_are_counted_among_what_is_found(filed: SearchEngine) -> None:
    result = filed.search(request("chantage", limit=1, counted=frozenset({"theme", "kind"})))
    assert result.counts == {"theme:1": 2, "theme:2": 2, "kind:guide": 2, "kind:interview": 2}
    assert filed.search(request("chantage", counted=frozenset({"theme"}))).counts == {"theme:1": 2, "theme:2": 2}
    assert filed.search(request("chantage")).counts == {}


def test_a_dimension_is_counted_with_the_filters_of_the_others(filed: SearchEngine) -> None:
    filters = {"theme": frozenset({"theme:2"}), "kind": frozenset({"kind:guide"})}
    result = filed.search(request("chantage", filters=filters, counted=frozenset({"theme", "kind"})))
    assert (result.total, result.counts) == (1, {"theme:1": 2, "theme:2": 1 + 0, "kind:guide": 1, "kind:interview": 1})


def test_what_is_excluded_or_expired_is_not_counted(engine: SearchEngine) -> None:
    fill(engine, [*DOCUMENTS, document(6, "chantage", facets=("theme:1",), expires_at=NOW)])
    excluded = frozenset({(1, "fr")})
    assert engine.search(request("chantage", excluded=excluded, counted=frozenset({"theme"}))).counts == {"theme:1": 1, "theme:2": 2}


def test_the_newest_first_those_without_a_date_last_equal_ones_by_page(engine: SearchEngine) -> None:
    days = {1: 3, 2: 5, 3: None, 4: 3, 5: 1}
    dates = {pk: None if day is None else dt.datetime(2026, 1, day, tzinfo=dt.UTC) for pk, day in days.items()}
    fill(engine, [document(pk, "chantage", dated_at=dates[pk]) for pk in (5, 4, 3, 2, 1)])
    result = engine.search(request("chantage", order=SearchOrder.NEWEST))
    assert [(hit.page_id, hit.score) for hit in result.hits] == [(2, 0.0), (1, 0.0), (4, 0.0), (5, 0.0), (3, 0.0)]
    assert pages(engine, "chantage", order=SearchOrder.NEWEST, limit=2, offset=1) == [1, 4]


def test_the_preferred_language_first_and_scores_as_without(engine: SearchEngine) -> None:
    fill(
        engine,
        [
            document(1, "snapchat snapchat", served_in=("fr", "en")),
            document(2, "snapchat", "long text about something else", language="en", served_in=("en",)),
        ],
    )
    asked = {"asked": "en", "languages": ("en", "fr")}
    plain = engine.search(request("snapchat", **asked))
    preferred = engine.search(request("snapchat", **asked, preferred_language="en"))
    assert [hit.page_id for hit in plain.hits] == [1, 2]
    assert [hit.page_id for hit in preferred.hits] == [2, 1]
    assert [hit.score for hit in preferred.hits] == pytest.approx([hit.score for hit in reversed(plain.hits)], abs=1e-3)


def test_what_may_be_shown_comes_along_only_where_it_is_wanted(engine: SearchEngine) -> None:
    said = SpokenCue(1_000, 4_500, "Anne", "Les écrans", 7, 3)
    fill(engine, [document(1, "chantage", "Une phrase. Deux.", passages=("Une phrase.", "Deux."), cues=(said,))])
    [hit] = engine.search(request("chantage")).hits
    assert (hit.passages, hit.cues) == ("", "")
    [hit] = engine.search(request("chantage", with_passages=True)).hits
    assert [(each.text, each.stems) for each in read_passages(hit.passages)] == [("Une phrase.", ["phras"]), ("Deux.", ["deu"])]
    assert hit.cues == ""
    [hit] = engine.search(request("chantage", with_cues=True)).hits
    assert (hit.passages, [(each.cue, each.stems) for each in read_cues(hit.cues)]) == ("", [(said, ["ecran"])])


def completed(engine: SearchEngine, *words: str, **more: frozenset[object]) -> list[int]:
    spellings = tuple(frozenset({in_language(word, "fr")}) for word in words)
    return [hit.page_id for hit in engine.complete(CompletionRequest(spellings, "fr", 5, NOW, **more)).hits]


def test_titles_with_all_words_the_last_one_begun(engine: SearchEngine) -> None:
    fill(
        engine,
        [
            document(1, "Le harcèlement à l'école"),
            document(2, "Harceleur, harcelé", "école"),
            document(3, "École et écrans"),
            document(4, "Harcèlement", language="en", served_in=("en",)),
        ],
    )
    assert completed(engine, "harc") == [1, 2]
    assert completed(engine, "ecole", "h") == [1]
    assert completed(engine, "harc", "ecole") == []
    assert completed(engine, "harcelement", "ecole") == [1]
    assert completed(engine, "harc", excluded=frozenset({(1, "fr")})) == [2]
    assert completed(engine) == []


def test_a_word_in_full_comes_before_one_that_only_begins_so(engine: SearchEngine) -> None:
    fill(engine, [document(1, "jeux vidéo"), document(2, "jeu")])
    assert completed(engine, "jeu") == [2, 1]


def test_an_explanation_adds_up_to_the_score(filed: SearchEngine) -> None:
    asked = request("chantage sommeil")
    [first, *_] = filed.search(asked).hits
    explained = filed.explain(asked, first.page_id, first.language)
    assert {(term.field, term.term) for term in explained} == {
        ("everything", "fr_sommeil"),
        ("title", "fr_sommeil"),
        ("words", "fr_sommeil"),
        ("title_words", "fr_sommeil"),
    }
    assert sum(explained.values()) == pytest.approx(first.score, rel=1e-5)
    assert filed.explain(asked, 99, "fr") == {}


def test_the_vocabulary_has_the_words_of_all_documents(filed: SearchEngine) -> None:
    assert filed.vocabulary() == {"fr_chantage": 4, "fr_sommeil": 1}
