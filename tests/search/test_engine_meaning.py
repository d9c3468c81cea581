"""What every engine promises of what documents mean: keeping it, finding the nearest, and finding documents that others named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from search.encoder import DIMENSIONS
from search.engine import (
    MOST_HITS,
    DocumentKey,
    NearestRequest,
    SearchDocument,
    SearchEngine,
    SearchHit,
    SearchOrder,
    SearchRequest,
    SearchUnavailableError,
    SpokenCue,
)
from search.meaning.packed import DIGEST, packed, signs, signs_of
from search.stored import read_cues, read_passages
from tests.search.examples import NOW, document, fill, position, request

# Which way a question points: any way will do.
DIRECTION = np.random.default_rng(7).choice(np.array([-1, 1], np.float32), DIMENSIONS)


def away_by(differences: int, passages: int = 1) -> bytes:
    """What is kept of a document whose signs differ from the question's in so many places, with so many passages."""
    direction = DIRECTION.copy()
    direction[:differences] *= -1
    return packed(bytes([differences % 256]) * DIGEST, np.tile(direction, (passages, 1)))


def known(page_id: int, differences: int, *texts: str, **more: Any) -> SearchDocument:
    """A document of which it is known what it means."""
    return replace(document(page_id, *texts, **more), meaning=away_by(differences))


def nearest(engine: SearchEngine, limit: int = 10, asked: str = "fr", **more: Any) -> list[DocumentKey]:
    return [hit.key for hit in engine.nearest(NearestRequest(signs(DIRECTION), asked, limit, NOW, **more))]


def named(*pages: int, language: str = "fr") -> frozenset[DocumentKey]:
    return frozenset((page, language) for page in pages)


def found(engine: SearchEngine, asked: SearchRequest) -> list[tuple[int, float]]:
    return [(hit.page_id, hit.score) for hit in engine.search(asked).hits]


# --- documents that others named ---------------------------------------------------------------------------------------------------


def test_joined_documents_come_first_and_no_score_changes(engine: SearchEngine) -> None:
    fill(engine, [document(1, "Sommeil"), document(2, "Chantage"), document(3, "Chantage, photos et chantage"), document(4, "Sommeil")])
    plain = dict(found(engine, request("chantage photos")))
    assert list(plain) == [3, 2]
    result = engine.search(request("chantage photos", joined=named(1)))
    assert [(hit.page_id, hit.score) for hit in result.hits] == [(1, 0.0), *plain.items()]
    assert result.total == 3
    result = engine.search(request("chantage photos", joined=named(1, 2)))
    assert [(hit.page_id, hit.score) for hit in result.hits] == [(2, pytest.approx(plain[2], abs=0.002)), (1, 0.0), (3, plain[3])]
    assert result.total == 3


def test_a_request_without_a_word_finds_those_joined(engine: SearchEngine) -> None:
    fill(engine, [document(3, "Chantage"), document(2, "Chantage"), document(1, "Chantage")])
    result = engine.search(request("", joined=named(3, 2, 9)))
    assert [(hit.page_id, hit.score) for hit in result.hits] == [(2, 0.0), (3, 0.0)]
    assert (result.total, result.position) == (2, position(0))
    second = engine.search(request("", joined=named(3, 2), limit=1, offset=1))
    assert ([hit.page_id for hit in second.hits], second.total) == ([3], 2)
    assert engine.search(request("")).hits == ()


def test_only_the_joined_document_of_a_page_is_found(engine: SearchEngine) -> None:
    fill(engine, [document(1, "Chantage"), document(1, "Blackmail", language="en", served_in=("en",)), document(11, "Chantage")])
    assert [hit.key for hit in engine.search(request("", joined=named(1))).hits] == [(1, "fr")]
    assert engine.search(request("", joined=named(1, language="en"))).total == 0


def test_whoever_may_not_be_found_is_not_joined_either(engine: SearchEngine) -> None:
    fill(
        engine,
        [
            document(1, "Sommeil"),
            document(2, "Sommeil", expires_at=NOW),
            document(3, "Sommeil", depends_on=("video:9",)),
            document(4, "Sleep", language="en", served_in=("en",)),
            document(5, "Sommeil"),
            document(6, "Sommeil", expires_at=NOW + dt.timedelta(microseconds=1)),
        ],
    )
    hidden = {"excluded": named(5), "gone": frozenset({"video:9"})}
    result = engine.search(request("", joined=named(1, 2, 3, 5, 6) | named(4, language="en"), **hidden))
    assert ([hit.page_id for hit in result.hits], result.total) == ([1, 6], 2)
    assert found(engine, request("sommeil", joined=named(2), **hidden)) == found(engine, request("sommeil", **hidden))


def test_joined_documents_are_filtered_and_counted_like_any(engine: SearchEngine) -> None:
    fill(
        engine,
        [
            document(1, "Chantage", facets=("theme:1", "kind:guide")),
            document(2, "Sommeil", facets=("theme:1", "kind:interview")),
            document(3, "Sommeil", facets=("theme:2", "kind:guide")),
            document(4, "Sommeil", facets=("theme:2", "kind:guide")),
        ],
    )
    asked = request("chantage", joined=named(2, 3), filters={"theme": frozenset({"theme:1"})}, counted=frozenset({"theme", "kind"}))
    result = engine.search(asked)
    assert ([hit.page_id for hit in result.hits], result.total) == ([2, 1], 2)
    assert result.counts == {"theme:1": 2, "theme:2": 1, "kind:guide": 1, "kind:interview": 1}


def test_joined_documents_come_before_those_in_the_preferred_language(engine: SearchEngine) -> None:
    fill(
        engine,
        [
            document(1, "Snapchat", served_in=("fr", "en")),
            document(3, "Snapchat and others", language="en", served_in=("en",)),
            document(2, "Sommeil", served_in=("fr", "en")),
            document(4, "Sleep", language="en", served_in=("en",)),
        ],
    )
    joined = named(4, language="en") | named(2)
    hits = engine.search(request("snapchat", asked="en", languages=("en", "fr"), preferred_language="en", joined=joined)).hits
    assert [hit.page_id for hit in hits] == [4, 2, 3, 1]
    assert [hit.score for hit in hits if hit.page_id in (2, 4)] == [0.0, 0.0]


def test_joined_documents_stand_in_their_place_where_the_newest_come_first(engine: SearchEngine) -> None:
    days = {1: 3, 2: 5, 3: 4}
    fill(
        engine,
        [document(pk, "Chantage" if pk < 3 else "Sommeil", dated_at=dt.datetime(2026, 1, day, tzinfo=dt.UTC)) for pk, day in days.items()],
    )
    assert found(engine, request("chantage", joined=named(3), order=SearchOrder.NEWEST)) == [(2, 0.0), (3, 0.0), (1, 0.0)]


# --- what comes along --------------------------------------------------------------------------------------------------------------


def test_what_is_kept_comes_along_only_where_it_is_wanted(engine: SearchEngine) -> None:
    long = replace(document(2, "Chantage"), meaning=away_by(3, passages=50))
    fill(engine, [known(1, 2, "Chantage"), long, document(3, "Chantage")])
    assert [hit.meaning for hit in engine.search(request("chantage")).hits] == [b"", b"", b""]
    hits = engine.search(request("chantage", with_meaning=True)).hits
    assert [(hit.page_id, hit.meaning) for hit in hits] == [(1, away_by(2)), (2, long.meaning), (3, b"")]
    assert [(hit.passages, hit.cues) for hit in hits] == [("", "")] * 3


def shown(page_id: int) -> SearchDocument:
    said = SpokenCue(1_000, 4_500, "Anne", f"Les écrans, {page_id}", 7, 3)
    return known(page_id, page_id, "Chantage", passages=(f"Phrase {page_id}.",), cues=(said,))


def texts_of(hits: Iterable[SearchHit]) -> list[tuple[int, list[str], list[str]]]:
    return [
        (hit.page_id, [each.text for each in read_passages(hit.passages)], [each.cue.text for each in read_cues(hit.cues)]) for hit in hits
    ]


def test_texts_are_brought_to_hits_in_whatever_order_they_are(engine: SearchEngine) -> None:
    fill(engine, [shown(page_id) for page_id in (1, 2, 3)])
    asked = request("chantage", with_meaning=True)
    first, second, _third = engine.search(asked).hits
    hits = (second, first)
    brought = engine.with_texts(hits, replace(asked, with_passages=True, with_cues=True))
    assert texts_of(brought) == [(2, ["Phrase 2."], ["Les écrans, 2"]), (1, ["Phrase 1."], ["Les écrans, 1"])]
    assert tuple(replace(hit, passages="", cues="") for hit in brought) == hits
    assert [hit.meaning for hit in brought] == [away_by(2), away_by(1)]
    assert texts_of(engine.with_texts(hits, replace(asked, with_passages=True))) == [(2, ["Phrase 2."], []), (1, ["Phrase 1."], [])]
    assert texts_of(engine.with_texts(hits, replace(asked, with_cues=True))) == [(2, [], ["Les écrans, 2"]), (1, [], ["Les écrans, 1"])]
    assert engine.with_texts(hits, asked) == hits
    assert engine.with_texts((), replace(asked, with_passages=True)) == ()


def test_a_hit_that_is_gone_comes_back_without_texts(engine: SearchEngine) -> None:
    fill(engine, [shown(1), shown(2)])
    asked = request("chantage", with_passages=True)
    hits = engine.search(replace(asked, with_passages=False)).hits
    with engine.update() as writer:
        writer.replace({1}, [])
        writer.commit(position(1))
    assert texts_of(engine.with_texts(hits, asked)) == [(1, [], []), (2, ["Phrase 2."], [])]


def test_texts_of_one_language_are_not_those_of_another(engine: SearchEngine) -> None:
    english = document(1, "Blackmail", language="en", served_in=("en",), passages=("A sentence.",))
    fill(engine, [document(1, "Chantage", passages=("Une phrase.",)), english])
    asked = request("", with_passages=True)
    hits = (SearchHit(1, "en", 2.0), SearchHit(1, "fr", 1.0), SearchHit(1, "ar", 1.0))
    assert texts_of(engine.with_texts(hits, asked)) == [(1, ["A sentence."], []), (1, ["Une phrase."], []), (1, [], [])]


# --- the nearest -------------------------------------------------------------------------------------------------------------------


def test_the_nearest_are_those_whose_signs_differ_least(engine: SearchEngine) -> None:
    fill(engine, [known(1, 300), known(2, 0), known(3, DIMENSIONS), known(4, 7), document(5, "Sommeil"), known(6, 8)])
    assert nearest(engine) == [(2, "fr"), (4, "fr"), (6, "fr"), (1, "fr"), (3, "fr")]
    assert nearest(engine, limit=2) == [(2, "fr"), (4, "fr")]
    assert engine.nearest(NearestRequest(signs(DIRECTION), "fr", 1, NOW)) == (SearchHit(2, "fr", 0.0, meaning=away_by(0)),)
    assert nearest(engine, asked="ar") == []


def test_the_nearest_may_be_those_that_are_not_in_a_language(engine: SearchEngine) -> None:
    fill(
        engine,
        [
            known(1, 1, served_in=("fr", "ar")),
            known(1, 2, language="en", served_in=("en",)),
            known(2, 3, served_in=("fr", "en", "ar")),
            known(3, 4, language="ar", served_in=("ar",)),
        ],
    )
    assert nearest(engine, asked="en") == [(1, "en"), (2, "fr")]
    assert nearest(engine, asked="en", but="en") == [(2, "fr")]
    assert nearest(engine, asked="en", but="fr") == [(1, "en")]
    assert nearest(engine, asked="ar") == [(1, "fr"), (2, "fr"), (3, "ar")]
    assert nearest(engine, asked="ar", but="fr", limit=1) == [(3, "ar")]


def test_what_is_hidden_is_near_nobody_and_takes_no_place(engine: SearchEngine) -> None:
    fill(
        engine,
        [
            known(1, 1, expires_at=NOW),
            known(2, 2, depends_on=("video:9",)),
            known(3, 3),
            known(4, 4, language="en", served_in=("en",)),
            known(5, 5, expires_at=NOW + dt.timedelta(microseconds=1)),
            known(6, 6, depends_on=("video:99",)),
        ],
    )
    assert nearest(engine, limit=2, excluded=named(3), gone=frozenset({"video:9", "image:1"})) == [(5, "fr"), (6, "fr")]


def test_among_many_the_nearest_are_found(engine: SearchEngine) -> None:
    directions = np.random.default_rng(11).standard_normal((600, DIMENSIONS)).astype(np.float32)
    documents = [
        replace(document(page, served_in=("fr",) if page % 3 else ("ar",)), meaning=packed(bytes(DIGEST), direction[None]))
        for page, direction in enumerate(directions, start=1)
    ]
    fill(engine, documents)
    asked = np.unpackbits(np.frombuffer(signs(DIRECTION), np.uint8))
    differences = {
        each.page_id: int((np.unpackbits(np.frombuffer(signs_of(each.meaning), np.uint8)) != asked).sum())
        for each in documents
        if "fr" in each.served_in and each.page_id != 7
    }
    seen = [differences[page] for page, _language in nearest(engine, MOST_HITS, excluded=named(7))]
    assert seen == sorted(differences.values())[:MOST_HITS]


def test_nearness_follows_what_is_committed(engine: SearchEngine) -> None:
    fill(engine, [known(1, 1), known(2, 2), known(3, 3)])
    with engine.update() as writer:
        writer.replace({1, 2, 4}, [known(1, 9), known(4, 0)])
        assert nearest(engine) == [(1, "fr"), (2, "fr"), (3, "fr")]
        writer.commit(position(1))
    assert nearest(engine) == [(4, "fr"), (3, "fr"), (1, "fr")]
    with engine.update() as writer:
        writer.replace({4}, [document(4)])
        writer.commit(position(2))
    assert nearest(engine) == [(3, "fr"), (1, "fr")]


@pytest.mark.parametrize("limit", [0, -1, MOST_HITS + 1])
def test_a_number_out_of_range_is_refused(limit: int) -> None:
    with pytest.raises(ValueError, match=r"limit must be"):
        NearestRequest(signs(DIRECTION), "fr", limit, NOW)


# --- what is kept, by page ---------------------------------------------------------------------------------------------------------


def test_what_is_kept_is_told_by_page(engine: SearchEngine) -> None:
    english = known(1, 2, language="en", served_in=("en",))
    fill(engine, [known(1, 1), english, known(2, 3, expires_at=NOW), document(3), known(11, 4)])
    assert engine.meanings({1, 2, 3, 9}) == {(1, "fr"): away_by(1), (1, "en"): away_by(2), (2, "fr"): away_by(3)}
    assert engine.meanings([]) == {}


def test_a_writer_tells_what_was_kept_as_of_the_last_commit(engine: SearchEngine) -> None:
    fill(engine, [known(1, 1), known(2, 2), document(3)])
    with engine.update() as writer:
        assert writer.kept_meanings({1, 2, 3}) == {(1, "fr"): away_by(1), (2, "fr"): away_by(2)}
        writer.replace({1, 2}, [known(1, 9)])
        writer.commit(position(1))
        assert writer.kept_meanings({1, 2, 3}) == {(1, "fr"): away_by(9)}
        assert writer.kept_meanings(()) == {}


def test_a_rebuild_tells_what_the_live_index_keeps(engine: SearchEngine) -> None:
    with engine.rebuild(wait=False) as builder:
        assert builder.kept_meanings({1}) == {}
        builder.replace((), [known(1, 1)])
        builder.commit(position(0))
        builder.publish()
    with engine.rebuild(wait=False) as builder:
        builder.replace((), [known(2, 2)])
        builder.commit(position(1))
        assert builder.kept_meanings({1, 2}) == {(1, "fr"): away_by(1)}
        assert nearest(engine) == [(1, "fr")]
        builder.publish()
    assert nearest(engine) == [(2, "fr")]
    assert engine.meanings({1, 2}) == {(2, "fr"): away_by(2)}


@pytest.mark.parametrize(
    "ask",
    [
        nearest,
        lambda engine: engine.meanings({1}),
        lambda engine: engine.with_texts((SearchHit(1, "fr", 1.0),), request("", with_passages=True)),
        lambda engine: engine.search(request("", joined=named(1))),
    ],
    ids=["nearest", "meanings", "with_texts", "joined"],
)
def test_without_an_index_nothing_can_be_told(engine: SearchEngine, ask: Callable[[SearchEngine], object]) -> None:
    with pytest.raises(SearchUnavailableError):
        ask(engine)
