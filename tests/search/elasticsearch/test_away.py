"""A server that is away, silent or overloaded: whoever asks is told within a second, and the next at once."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial

import pytest

from search.elasticsearch import ElasticsearchEngine
from search.elasticsearch.breaker import CircuitBreaker
from search.elasticsearch.server import Server, ServerAddress
from search.elasticsearch.vocabulary import Vocabulary
from search.engine import CompletionRequest, SearchUnavailableError
from tests.search.elasticsearch.bad_servers import BadServer, answering, nobody, silent
from tests.search.elasticsearch.test_breaker import Clock
from tests.search.examples import NOW, request
from tests.search.server import LANGUAGES


def engine_on(address: ServerAddress, clock: Clock | None = None) -> ElasticsearchEngine:
    return ElasticsearchEngine(Server(address, CircuitBreaker(3.0, clock or Clock())), "club", LANGUAGES, "content")


@pytest.mark.parametrize(
    "bad",
    [nobody, silent, *(partial(answering, status) for status in (401, 429, 500, 503)), partial(answering, 200, b"<html>")],
    ids=["nobody", "silent", "401", "429", "500", "503", "gibberish"],
)
def test_search_gives_up_within_a_second_and_then_at_once(bad: Callable[[], AbstractContextManager[BadServer]]) -> None:
    with bad() as server:
        engine = engine_on(ServerAddress((server.url,)))
        began = time.monotonic()
        # As a question does: first the state, then the search.
        assert engine.state() is None
        with pytest.raises(SearchUnavailableError):
            engine.search(request("chantage"))
        assert time.monotonic() - began < 1
        asked = len(server.asked)
        for _ in range(3):
            with pytest.raises(SearchUnavailableError):
                engine.search(request("chantage"))
        with pytest.raises(SearchUnavailableError):
            engine.complete(CompletionRequest((frozenset({"fr_c"}),), "fr", 5, NOW))
        with pytest.raises(SearchUnavailableError):
            engine.vocabulary()
        with pytest.raises(SearchUnavailableError), engine.update():
            pass
        with pytest.raises(SearchUnavailableError), engine.rebuild(wait=True):
            pass
        assert len(server.asked) == asked


def test_the_words_of_a_small_index_are_given_up_as_soon_as_an_answer() -> None:
    with silent() as server:
        began = time.monotonic()
        with pytest.raises(SearchUnavailableError):
            Vocabulary(Server(ServerAddress((server.url,)))).at("club-1", 1, 100)
        assert time.monotonic() - began < 1


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
