"""What an engine with a standby says of texts and of meaning: texts only of the index that found the hits, the rest of either."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

import pytest

from search.engine import DocumentKey, NearestRequest, SearchEngine, SearchHit, SearchRequest, SearchResult, SearchUnavailableError
from search.standby import EngineWithStandby
from tests.search.examples import NOW, position, request

HIT = SearchHit(1, "fr", 2.0, meaning=b"kept")


@dataclass(unsafe_hash=True)
class Index:
    """An index that tells its name in whatever it answers, and can be taken away."""

    name: str
    is_away: bool = False

    def search(self, _request: SearchRequest) -> SearchResult:
        self._look()
        return SearchResult((HIT,), 1, position(1))

    def with_texts(self, hits: Sequence[SearchHit], _request: SearchRequest) -> tuple[SearchHit, ...]:
        self._look()
        return tuple(replace(hit, passages=self.name) for hit in hits)

    def nearest(self, _request: NearestRequest) -> tuple[SearchHit, ...]:
        self._look()
        return (replace(HIT, meaning=self.name.encode()),)

    def meanings(self, page_ids: Collection[int]) -> Mapping[DocumentKey, bytes]:
        self._look()
        return {(page_id, "fr"): self.name.encode() for page_id in page_ids}

    def _look(self) -> None:
        if self.is_away:
            raise SearchUnavailableError("away")


@pytest.fixture
def usual() -> Index:
    return Index("usual")


@pytest.fixture
def spare() -> Index:
    return Index("spare")


@pytest.fixture
def engine(usual: Index, spare: Index) -> EngineWithStandby:
    return EngineWithStandby(cast("SearchEngine", usual), cast("SearchEngine", spare))


def texts(engine: EngineWithStandby, hits: Sequence[SearchHit]) -> list[str]:
    brought = engine.with_texts(hits, request("chantage", with_passages=True))
    assert [replace(hit, passages="") for hit in brought] == list(hits)
    return [hit.passages for hit in brought]


def test_texts_are_those_of_the_index_that_found_the_hits(engine: EngineWithStandby, usual: Index) -> None:
    assert texts(engine, engine.search(request("chantage")).hits) == ["usual"]
    usual.is_away = True
    result = engine.search(request("chantage"))
    assert (texts(engine, result.hits), result.is_degraded) == (["spare"], True)
    # It is back, but was not asked who it found.
    usual.is_away = False
    assert texts(engine, result.hits) == ["spare"]
    assert texts(engine, engine.search(request("chantage")).hits) == ["usual"]


def test_texts_never_come_from_an_index_that_did_not_find_the_hits(engine: EngineWithStandby, usual: Index, spare: Index) -> None:
    hits = engine.search(request("chantage")).hits
    usual.is_away = True
    with pytest.raises(SearchUnavailableError):
        texts(engine, hits)
    hits = engine.search(request("chantage")).hits
    usual.is_away, spare.is_away = False, True
    with pytest.raises(SearchUnavailableError):
        texts(engine, hits)


def test_what_is_near_and_what_is_kept_come_from_either(engine: EngineWithStandby, usual: Index, spare: Index) -> None:
    asked = NearestRequest(b"", "fr", 5, NOW)
    assert [hit.meaning for hit in engine.nearest(asked)] == [b"usual"]
    assert engine.meanings({1}) == {(1, "fr"): b"usual"}
    usual.is_away = True
    assert [hit.meaning for hit in engine.nearest(asked)] == [b"spare"]
    assert engine.meanings({1}) == {(1, "fr"): b"spare"}
    spare.is_away = True
    with pytest.raises(SearchUnavailableError):
        engine.nearest(asked)
    with pytest.raises(SearchUnavailableError):
        engine.meanings({1})


def test_two_engines_over_the_same_indices_are_one(engine: EngineWithStandby, usual: Index, spare: Index) -> None:
    engine.search(request("chantage"))
    assert EngineWithStandby(engine.usual, engine.standby) == engine
    assert hash(EngineWithStandby(engine.usual, engine.standby)) == hash(engine)
