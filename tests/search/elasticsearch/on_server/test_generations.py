"""Generations: aliases move in one step, and what a dead rebuild left goes at the next."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from search.elasticsearch import ElasticsearchEngine
from search.elasticsearch import engine as engine_module
from search.engine import IndexBusyError, SearchOrder
from tests.search.examples import document, fill, pages, position, request
from tests.search.server import client, server_engine

Another = Callable[[], ElasticsearchEngine]


def names(prefix: str) -> list[str]:
    return sorted(client().indices.get(index=f"{prefix}-2*"))


def live(prefix: str) -> list[str]:
    return list(client().indices.get_alias(name=prefix))


def test_readers_in_a_loop_see_no_error_and_no_empty_answer_while_generations_change(
    engine: ElasticsearchEngine, another_process: Another
) -> None:
    fill(engine, [document(number, "Chantage", facets=("kind:guide",)) for number in range(1, 21)])
    ended = threading.Event()
    seen: list[object] = []

    def read() -> None:
        reader = another_process()
        while not ended.is_set():
            result = reader.search(request("chantage", limit=20, counted=frozenset({"kind"}), order=SearchOrder.NEWEST))
            seen.append((len(result.hits), result.total, dict(result.counts)))

    def safely() -> None:
        try:
            read()
        except Exception as error:  # noqa: BLE001 - told to the test
            seen.append(error)

    readers = [threading.Thread(target=safely) for _ in range(2)]
    for reader in readers:
        reader.start()
    for event in range(5):
        with engine.rebuild(wait=False) as builder:
            builder.replace((), [document(number, "Chantage", facets=("kind:guide",)) for number in range(1, 21)])
            builder.commit(position(event))
            builder.publish()
        with engine.update() as writer:
            writer.replace({1}, [document(1, "Chantage", facets=("kind:guide",))])
            writer.commit(position(event))
    ended.set()
    for reader in readers:
        reader.join()
    assert seen
    assert [each for each in seen if each != (20, 20, {"kind:guide": 20})] == []


def test_the_generation_before_the_live_one_is_kept_until_the_next_rebuild(engine: ElasticsearchEngine, prefix: str) -> None:
    fill(engine, [document(1, "Chantage")])
    [first] = names(prefix)
    fill(engine, [document(1, "Chantage")])
    second = next(name for name in names(prefix) if name != first)
    assert live(prefix) == [second]
    fill(engine, [document(1, "Chantage")])
    assert len(names(prefix)) == 2
    assert first not in names(prefix)


def test_what_a_dead_rebuild_left_goes_at_the_next(engine: ElasticsearchEngine, another_process: Another, prefix: str) -> None:
    fill(engine, [document(1, "Chantage")])
    [first] = names(prefix)
    orphan = another_process()._generations.begin()
    assert names(prefix) == sorted([first, orphan])
    fill(engine, [document(2, "Chantage")])
    assert orphan not in names(prefix)
    assert pages(engine, "chantage") == [2]


def test_one_rebuild_at_a_time_and_the_next_waits_its_turn(engine: ElasticsearchEngine, another_process: Another) -> None:
    fill(engine, [document(1, "Chantage")])
    waiting = threading.Thread(target=_rebuild_waiting, args=(another_process(), 3))
    with engine.rebuild(wait=False) as builder:
        with pytest.raises(IndexBusyError), another_process().rebuild(wait=False):
            pass
        waiting.start()
        builder.replace((), [document(2, "Chantage")])
        builder.commit(position(2))
        builder.publish()
        assert pages(engine, "chantage") == [2]
    waiting.join()
    assert pages(engine, "chantage") == [3]


def _rebuild_waiting(engine: ElasticsearchEngine, page_id: int) -> None:
    with engine.rebuild(wait=True) as builder:
        builder.replace((), [document(page_id, "Chantage")])
        builder.commit(position(page_id))
        builder.publish()


def test_a_rebuild_that_was_taken_for_dead_cannot_turn_readers_back(
    engine: ElasticsearchEngine, another_process: Another, monkeypatch: pytest.MonkeyPatch, prefix: str
) -> None:
    monkeypatch.setattr(engine_module, "REBUILD_LEASE_SECONDS", 0.0)
    fill(engine, [document(1, "Chantage")])

    def stalled() -> None:
        with engine.rebuild(wait=False) as late:
            late.replace((), [document(2, "Chantage")])
            late.commit(position(2))
            fill(another_process(), [document(3, "Chantage")], event_id=3)
            late.publish()

    with pytest.raises(IndexBusyError):
        stalled()
    assert pages(engine, "chantage") == [3]
    assert len(names(prefix)) == 2


def test_a_generation_that_went_live_meanwhile_is_not_removed(engine: ElasticsearchEngine, prefix: str) -> None:
    fill(engine, [document(1, "Chantage")])
    generations = engine._generations
    name = generations.begin()
    look = generations._all
    seen = look()
    generations.publish(name)
    generations._all = lambda: seen  # type: ignore[method-assign]
    generations.remove_all_but(*seen.keys() - {name})
    assert name in names(prefix)
    assert live(prefix) == [name]


def test_neighbours_whose_prefix_begins_with_ours_are_left_alone(engine: ElasticsearchEngine, prefix: str) -> None:
    neighbour = server_engine(f"{prefix}-2")
    fill(neighbour, [document(9, "Chantage")])
    for _ in range(2):
        fill(engine, [document(1, "Chantage")])
    assert (pages(engine, "chantage"), pages(neighbour, "chantage")) == ([1], [9])
