"""A server that is away, silent or overloaded: whoever asks is told soon, and the next at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict
from functools import partial

import pytest

from search.elasticsearch import ElasticsearchEngine
from search.elasticsearch.breaker import CircuitBreaker
from search.elasticsearch.patience import Patience
from search.elasticsearch.server import Server, ServerAddress
from search.elasticsearch.vocabulary import Vocabulary
from search.engine import CompletionRequest, IndexState, NearestRequest, SearchHit, SearchUnavailableError
from search.meaning.packed import PLANE
from tests.search.elasticsearch.bad_servers import BadServer, answering, nobody, silent
from tests.search.elasticsearch.test_breaker import Clock
from tests.search.examples import NOW, position, request
from tests.search.server import LANGUAGES

# A server's answer to whatever is asked: its index has a state and finds nothing.
WELL: dict[str, object] = {
    "_index": "club-1",
    "_seq_no": 1,
    "_source": {"record": {"position": asdict(position(1)), "fingerprint": "content", "documents": 1}},
    "timed_out": False,
    "hits": {"total": {"value": 0}, "hits": []},
}

NEAREST = NearestRequest(bytes(PLANE), "fr", 10, NOW)
HIT = SearchHit(1, "fr", 1.0)


def engine_on(address: ServerAddress, clock: Clock | None = None) -> ElasticsearchEngine:
    """An engine whose breaker and patience go by this clock."""
    clock = clock or Clock()
    server = Server(address, CircuitBreaker(3.0, clock), Patience(0.4, clock))
    return ElasticsearchEngine(server, "club", LANGUAGES, "content")


@pytest.mark.parametrize(
    "bad",
    [nobody, silent, *(partial(answering, status) for status in (401, 429, 500, 503)), partial(answering, 200, b"<html>")],
    ids=["nobody", "silent", "401", "429", "500", "503", "gibberish"],
)
def test_after_one_failure_nobody_waits(bad: Callable[[], AbstractContextManager[BadServer]]) -> None:
    with bad() as server:
        engine = engine_on(ServerAddress((server.url,)))
        assert engine.state() is None
        asked = len(server.asked)
        for _ in range(3):
            with pytest.raises(SearchUnavailableError):
                engine.search(request("chantage"))
        with pytest.raises(SearchUnavailableError):
            engine.complete(CompletionRequest((frozenset({"fr_c"}),), "fr", 5, NOW))
        with pytest.raises(SearchUnavailableError):
            engine.nearest(NEAREST)
        with pytest.raises(SearchUnavailableError):
            engine.meanings({1})
        with pytest.raises(SearchUnavailableError):
            engine.with_texts([HIT], request("chantage", with_passages=True))
        with pytest.raises(SearchUnavailableError):
            engine.vocabulary()
        with pytest.raises(SearchUnavailableError), engine.update():
            pass
        with pytest.raises(SearchUnavailableError), engine.rebuild(wait=True):
            pass
        assert len(server.asked) == asked


def test_a_question_reads_the_state_once_and_asks_the_generation_that_told_it() -> None:
    with answering(200, json.dumps(WELL).encode()) as server:
        engine = engine_on(ServerAddress((server.url,)))
        for _ in range(2):
            with engine.asking():
                assert engine.state() == IndexState("club-1", position(1), "content", 1)
                assert [engine.search(request("chantage")).position for _ in range(2)] == [position(1)] * 2
                assert engine.nearest(NEAREST) == ()
                assert engine.with_texts([HIT], request("chantage", with_passages=True)) == (HIT,)
                assert engine.meanings({1}) == {}
        assert [path.partition("?")[0] for path, _authorization in server.asked] == [
            "/club/_doc/state",
            *["/club-1/_search"] * 5,
        ] * 2


def test_what_needs_no_answer_asks_nothing() -> None:
    with answering(200, json.dumps(WELL).encode()) as server:
        engine = engine_on(ServerAddress((server.url,)))
        assert engine.with_texts([HIT], request("chantage", with_meaning=True)) == (HIT,)
        assert engine.with_texts([], request("chantage", with_passages=True, with_cues=True)) == ()
        assert server.asked == []


def test_a_question_whose_calls_take_too_long_together_is_given_up_and_the_next_asks_nothing() -> None:
    clock = Clock()

    def slow() -> None:
        clock.now += 0.3

    with answering(200, json.dumps(WELL).encode(), slow) as server:
        engine = engine_on(ServerAddress((server.url,)), clock)
        with engine.asking():
            assert engine.state()
            engine.search(request("chantage"))
            engine.nearest(NEAREST)
            with pytest.raises(SearchUnavailableError, match="not finish in time"):
                engine.with_texts([HIT], request("chantage", with_passages=True))
        with engine.asking(), pytest.raises(SearchUnavailableError):
            engine.search(request("chantage"))
        assert len(server.asked) == 3


def test_a_search_that_the_server_gave_up_is_a_failure_like_any_other() -> None:
    with answering(200, json.dumps({**WELL, "timed_out": True}).encode()) as server:
        engine = engine_on(ServerAddress((server.url,)))
        for _ in range(3):
            with pytest.raises(SearchUnavailableError):
                engine.search(request("chantage"))
        assert len(server.asked) == 2


def test_a_server_that_cannot_tell_its_words_is_asked_everything_else() -> None:
    with answering(503) as bad:
        server = Server(ServerAddress((bad.url,)), CircuitBreaker(3.0, Clock()))
        with pytest.raises(SearchUnavailableError):
            Vocabulary(server).at("club-1", 1, 100)
        with server.call():
            asked = len(bad.asked)
        assert asked == 1


def test_after_a_rest_one_question_tries_again() -> None:
    clock = Clock()
    with answering(503) as server:
        engine = engine_on(ServerAddress((server.url,)), clock)
        assert [engine.state() for _ in range(3)] == [None, None, None]
        assert len(server.asked) == 1
        clock.now += 3
        assert [engine.state() for _ in range(3)] == [None, None, None]
        assert len(server.asked) == 2


def test_a_server_without_our_index_is_not_away() -> None:
    with answering(404, b'{"error": {"type": "index_not_found_exception"}, "status": 404}') as server:
        engine = engine_on(ServerAddress((server.url,)))
        for _ in range(2):
            with pytest.raises(SearchUnavailableError, match="no search index yet"):
                engine.search(request("chantage"))
        assert len(server.asked) == 2


def test_of_several_nodes_another_is_asked_when_one_refuses_connections() -> None:
    with nobody() as dead, answering(404, b'{"error": {"type": "index_not_found_exception"}, "status": 404}') as server:
        engine = engine_on(ServerAddress((dead.url, server.url)))
        for _ in range(4):
            with pytest.raises(SearchUnavailableError, match="no search index yet"):
                engine.search(request("chantage"))
        assert len(server.asked) == 4


def test_user_and_password_or_a_key_go_along() -> None:
    with answering(404) as server:
        engine_on(ServerAddress((server.url.replace("//", "//club:s%40fe@"),))).state()
        engine_on(ServerAddress((server.url,), api_key="abc")).state()
        assert [authorization for _path, authorization in server.asked] == ["Basic Y2x1YjpzQGZl", "ApiKey abc"]


def test_what_is_logged_of_a_failure_names_neither_the_question_nor_the_password(caplog: pytest.LogCaptureFixture) -> None:
    with answering(500, b'{"error": {"type": "x", "reason": "near canari"}}') as server:
        engine = engine_on(ServerAddress((server.url.replace("//", "//club:secret@"),)))
        with pytest.raises(SearchUnavailableError):
            engine.search(request("canari"))
    assert [record.getMessage() for record in caplog.records if record.name.startswith("search.")] == [
        "The search server cannot answer: ApiError 500"
    ]
