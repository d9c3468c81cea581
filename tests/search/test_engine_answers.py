"""What every engine promises of its answers (`search.engine`), tried on the real one."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engine import DEEPEST_OFFSET, MOST_HITS, SearchEngine, SearchHit
from tests.search.examples import NOW, document, fill, pages, position, request

# --- finding -----------------------------------------------------------------------------------------------------------------------


def test_any_word_of_the_request_finds_a_document_and_a_title_counts_more(engine: SearchEngine) -> None:
    fill(
        engine,
        [
            document(1, "Chantage", "Que faire de ces photos."),
            document(2, "Écrans", "On parle de chantage ici, une fois."),
            document(3, "Sommeil", "Rien à voir."),
        ],
    )
    result = engine.search(request("l'enfant et le chantage"))
    assert [(hit.page_id, hit.language) for hit in result.hits] == [(1, "fr"), (2, "fr")]
    assert result.total == 2
    assert result.position == position(0)


def test_keywords_find_a_page(engine: SearchEngine) -> None:
    fill(engine, [document(1, "Images intimes", keywords="nudes")])
    assert pages(engine, "nude") == [1]


def test_a_page_is_found_by_readers_of_the_languages_it_is_served_in(engine: SearchEngine) -> None:
    fill(
        engine,
        [
            document(1, "Chantage", "pain", served_in=("fr", "ar")),
            document(1, "Blackmail", "pain", language="en", served_in=("en",)),
            document(2, "Écrans", "pain", served_in=("fr", "en", "ar")),
        ],
    )
    english = engine.search(request("pain", asked="en", languages=("en", "fr")))
    assert {(hit.page_id, hit.language) for hit in english.hits} == {(1, "en"), (2, "fr")}
    assert {(hit.page_id, hit.language) for hit in engine.search(request("pain")).hits} == {(1, "fr"), (2, "fr")}
    assert pages(engine, "blackmail") == []
    assert pages(engine, "chantage", asked="en", languages=("en", "fr")) == []


def test_a_word_matches_only_documents_of_the_language_it_is_analysed_in(engine: SearchEngine) -> None:
    fill(engine, [document(1, "Chat", served_in=("fr", "en")), document(2, "Chat", language="en", served_in=("en",))])
    assert pages(engine, "chat", asked="en", languages=("en",)) == [2]
    assert pages(engine, "chat", asked="en", languages=("fr",)) == [1]


def test_a_page_is_found_by_what_readers_of_another_language_see_its_things_called(engine: SearchEngine) -> None:
    names = {"ar": "ألعاب الفيديو"}
    fill(engine, [document(1, "Manettes", served_in=("fr", "ar"), names=names), document(2, "Manettes", served_in=("fr", "ar"))])
    assert pages(engine, "ألعاب الفيديو", asked="ar", languages=("ar", "fr")) == [1]
    assert pages(engine, "ألعاب الفيديو") == []
    assert engine.vocabulary() == {"fr_manettes": 2, "ar_العاب": 1, "ar_الفيديو": 1}


def test_a_document_is_not_found_from_its_expiry_on(engine: SearchEngine) -> None:
    fill(engine, [document(1, "Chantage", expires_at=NOW), document(2, "Chantage")])
    just_before = NOW - dt.timedelta(microseconds=1)
    assert pages(engine, "chantage", at=just_before) == [1, 2]
    result = engine.search(request("chantage", at=NOW))
    assert [hit.page_id for hit in result.hits] == [2]
    assert result.total == 1


def test_excluded_documents_are_neither_found_nor_counted(engine: SearchEngine) -> None:
    fill(engine, [document(1, "Chantage"), document(2, "Chantage"), document(12, "Chantage")])
    result = engine.search(request("chantage", excluded=frozenset({(2, "fr"), (1, "en")})))
    assert [hit.page_id for hit in result.hits] == [1, 12]
    assert result.total == 2


def test_documents_that_depend_on_what_is_gone_are_neither_found_nor_counted(engine: SearchEngine) -> None:
    fill(engine, [document(1, "Chantage", depends_on=("video:9", "person:1")), document(2, "Chantage", depends_on=("video:99",))])
    result = engine.search(request("chantage", gone=frozenset({"video:9", "image:9"})))
    assert [hit.page_id for hit in result.hits] == [2]
    assert result.total == 1


# --- texts of readers --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "l'enfant harcelé",
        "l’enfant harcele",
        "enfant\x00harcelé",
        '"enfant',
        "'enfant'",
        "(enfant OR",
        "title:enfant",
        "everything:fr_x enfant",
        "enfant AND NOT enfant",
        "-enfant +",
        "enfant^9 ~2 [* TO *]",
        "{!func}enfant \\",
        "\ud800enfant\udfff",
        "enfant " * 3_000,
        "enfant" + " é" * 10_000,
        "ENFANT…?!",
    ],
)
def test_whatever_is_typed_gets_a_normal_answer(engine: SearchEngine, text: str) -> None:
    fill(engine, [document(1, "L’enfant harcelé"), document(2, "Sommeil")])
    assert pages(engine, text) == [1]


@pytest.mark.parametrize("text", ["", " ", "et de la", "?", "*", "\x00", "\ud800", "😀", '"', "'" * 20_000])
def test_a_text_without_a_word_finds_nothing(engine: SearchEngine, text: str) -> None:
    fill(engine, [document(1, "L’enfant et de la * ?")])
    result = engine.search(request(text))
    assert (result.hits, result.total, result.position) == ((), 0, position(0))


@given(st.text(st.characters(), max_size=60))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_is_an_error(engine: SearchEngine, text: str) -> None:
    if engine.state() is None:
        fill(engine, [document(1, "L’enfant"), document(1, "The child", language="en", served_in=("en",))])
    result = engine.search(request(text, asked="en", languages=("en", "fr")))
    assert len(result.hits) == result.total


# --- order and pages ---------------------------------------------------------------------------------------------------------------


def test_equal_scores_stand_in_the_order_of_pages_whatever_the_order_of_writing(engine: SearchEngine) -> None:
    numbers = [(number * 37) % 101 + 1 for number in range(101)]
    fill(engine, [document(number, "Chantage") for number in numbers])
    with engine.update() as writer:
        writer.replace({5, 50}, [document(50, "Chantage"), document(5, "Chantage")])
        writer.commit(position(1))
    seen = [page for offset in range(0, 101, 7) for page in pages(engine, "chantage", offset=offset, limit=7)]
    assert seen == list(range(1, 102))


def test_equal_scores_that_outnumber_the_spare_are_all_ordered(engine: SearchEngine) -> None:
    fill(engine, [document(number, "Chantage") for number in range(400, 0, -1)])
    assert pages(engine, "chantage", limit=3) == [1, 2, 3]
    assert pages(engine, "chantage", limit=3, offset=396) == [397, 398, 399]
    result = engine.search(request("chantage", limit=3, offset=399))
    assert [hit.page_id for hit in result.hits] == [400]
    assert result.total == 400


def test_beyond_the_last_page_there_is_a_total_and_no_hit(engine: SearchEngine) -> None:
    fill(engine, [document(1, "Chantage")])
    result = engine.search(request("chantage", offset=DEEPEST_OFFSET))
    assert (result.hits, result.total) == ((), 1)


@pytest.mark.parametrize(("limit", "offset"), [(0, 0), (-1, 0), (MOST_HITS + 1, 0), (1, -1), (1, DEEPEST_OFFSET + 1)])
def test_a_window_out_of_range_is_refused(limit: int, offset: int) -> None:
    with pytest.raises(ValueError, match=r"must be"):
        request("chantage", limit=limit, offset=offset)


def test_scores_are_the_same_for_the_same_text(engine: SearchEngine) -> None:
    fill(engine, [document(1, "Chantage"), document(2, "Chantage")])
    first, second = engine.search(request("chantage")).hits
    assert first == SearchHit(1, "fr", second.score)
    assert first.score > 0
