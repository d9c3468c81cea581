"""One writer at a time; one that lost its lease, however late it wakes up, does no harm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from search.elasticsearch import ElasticsearchEngine, lease, writing
from search.engine import IndexBusyError
from tests.search.examples import document, fill, pages, position
from tests.search.server import client

Another = Callable[[], ElasticsearchEngine]


@pytest.fixture
def short_leases(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lease is over as soon as it was taken: each writer is taken for dead by the next."""
    monkeypatch.setattr(writing, "LEASE_SECONDS", 0.0)


def stored(prefix: str) -> dict[str, tuple[int, dict[str, Any]]]:
    """Everything in the live index but its records: version and body by name."""
    client().indices.refresh(index=prefix)
    hits = client().search(index=prefix, size=1_000, version=True)["hits"]["hits"]
    return {hit["_id"]: (hit["_version"], hit["_source"]) for hit in hits if "record" not in hit["_source"]}


def test_a_second_writer_is_refused_until_the_first_is_done(engine: ElasticsearchEngine, another_process: Another) -> None:
    fill(engine, [document(1, "Chantage")])
    with engine.update() as first:
        # Who was refused has not let a third one in.
        for _ in range(2):
            with pytest.raises(IndexBusyError), another_process().update():
                pass
        with another_process().rebuild(wait=False):
            pass
        first.commit(position(1))
    with another_process().update() as writer:
        writer.commit(position(2))


def test_a_writer_that_lost_its_lease_does_not_take_it_from_its_successor(
    engine: ElasticsearchEngine, another_process: Another, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(engine, [document(1, "Chantage")])
    monkeypatch.setattr(writing, "LEASE_SECONDS", 0.0)
    late_writer = engine.update()
    stalled = late_writer.__enter__()
    monkeypatch.undo()
    with another_process().update() as successor:
        with pytest.raises(IndexBusyError):
            stalled.commit(position(3))
        late_writer.__exit__(None, None, None)
        with pytest.raises(IndexBusyError), engine.update():
            pass
        successor.commit(position(4))


def test_a_lease_that_nobody_renews_is_over_by_itself(engine: ElasticsearchEngine, another_process: Another, short_leases: None) -> None:
    fill(engine, [document(1, "Chantage")])
    with engine.update(), another_process().update() as writer:
        writer.replace({1}, [])
        writer.commit(position(1))
    assert pages(engine, "chantage") == []


def test_a_writer_that_lost_its_lease_is_told_at_its_commit(
    engine: ElasticsearchEngine, another_process: Another, short_leases: None
) -> None:
    fill(engine, [document(1, "Chantage")])

    def stalled() -> None:
        with engine.update() as late:
            late.replace({1}, [document(1, "Écrans")])
            with another_process().update() as writer:
                writer.replace({1}, [document(1, "Sommeil")])
                writer.commit(position(5))
            late.commit(position(3))

    with pytest.raises(IndexBusyError):
        stalled()
    assert (pages(engine, "sommeil"), pages(engine, "écrans")) == ([1], [])
    state = engine.state()
    assert state is not None
    assert state.position == position(5)


@pytest.mark.parametrize("step", ["before its documents", "before its record"])
def test_a_writer_that_stalls_in_the_middle_of_a_commit_overwrites_nothing(
    engine: ElasticsearchEngine, another_process: Another, short_leases: None, monkeypatch: pytest.MonkeyPatch, prefix: str, step: str
) -> None:
    """It has renewed its lease, is stopped, and goes on when another writer has done everything."""
    fill(engine, [document(1, "Chantage"), document(2, "Chantage"), document(4, "Chantage")])

    def others_turn() -> None:
        monkeypatch.undo()
        with another_process().update() as writer:
            # What the stalled one was about to write has changed since, and page 3 has gone again.
            writer.replace({1, 2, 3}, [document(1, "Sommeil"), document(2, "Sommeil")])
            writer.commit(position(5))

    def stop(before: str) -> Callable[..., None]:
        original = getattr(writing.ElasticsearchWriter, before)

        def stopped(writer: writing.ElasticsearchWriter, *arguments: Any) -> None:
            others_turn()
            original(writer, *arguments)

        return stopped

    def stalled() -> None:
        with engine.update() as late:
            late.replace({1, 2, 3}, [document(1, "Écrans"), document(3, "Écrans"), document(3, "Screens", language="en")])
            name = "_ask_bulk" if step == "before its documents" else "_refresh"
            monkeypatch.setattr(writing.ElasticsearchWriter, name, stop(name))
            late.commit(position(3))

    with pytest.raises(IndexBusyError):
        stalled()
    found = stored(prefix)
    assert {name: bool(body) for name, (_version, body) in found.items()} == {
        "1_fr": True, "1_en": False, "1_ar": False,
        "2_fr": True, "2_en": False, "2_ar": False,
        "3_fr": False, "3_en": False, "3_ar": False,
        "4_fr": True,
    }  # fmt: skip
    assert (pages(engine, "sommeil"), pages(engine, "écrans"), pages(engine, "chantage")) == ([1, 2], [], [4])
    state = engine.state()
    assert state is not None
    assert (state.position, state.documents) == (position(5), 3)


def test_tombstones_are_neither_found_nor_counted_and_go_with_the_next_rebuild(engine: ElasticsearchEngine, prefix: str) -> None:
    fill(engine, [document(1, "Chantage"), document(2, "Chantage")])
    with engine.update() as writer:
        writer.replace({1}, [])
        writer.commit(position(1))
    assert pages(engine, "chantage") == [2]
    assert engine.vocabulary() == {"fr_chantage": 1}
    state = engine.state()
    assert state is not None
    assert state.documents == 1
    assert set(stored(prefix)) == {"1_fr", "1_en", "1_ar", "2_fr"}
    fill(engine, [document(2, "Chantage")])
    assert set(stored(prefix)) == {"2_fr"}


def test_what_a_killed_writer_had_sent_is_seen_and_written_again_by_the_next(
    engine: ElasticsearchEngine, another_process: Another, short_leases: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(engine, [document(1, "Chantage"), document(2, "Chantage")])

    def killed(*_arguments: object) -> None:
        raise KeyboardInterrupt

    def write() -> None:
        with engine.update() as writer:
            writer.replace({1, 2}, [document(1, "Écrans", depends_on=("person:5",))])
            monkeypatch.setattr(writing.ElasticsearchWriter, "_refresh", killed)
            writer.commit(position(1))

    with pytest.raises(KeyboardInterrupt):
        write()
    monkeypatch.undo()
    # Sent, but shown to nobody.
    assert (pages(engine, "chantage"), pages(engine, "écrans")) == ([1, 2], [])
    with another_process().update() as writer:
        assert writer.pages_depending_on({"person:5"}) == {1}
        writer.replace({1, 2}, [document(1, "Sommeil")])
        writer.commit(position(2))
    assert (pages(engine, "chantage"), pages(engine, "écrans"), pages(engine, "sommeil")) == ([], [], [1])


def test_the_number_of_a_lease_grows_with_each_taking_and_renewal(engine: ElasticsearchEngine, prefix: str) -> None:
    fill(engine, [document(1, "Chantage")])
    seen = []
    for event in range(3):
        with engine.update() as writer:
            writer.replace({1}, [document(1, "Chantage")])
            writer.commit(position(event))
        seen.append(stored(prefix)["1_fr"][0])
    assert seen == sorted(set(seen))


def test_a_writer_of_a_generation_that_was_removed_does_not_make_it_anew(
    engine: ElasticsearchEngine, another_process: Another, prefix: str
) -> None:
    fill(engine, [document(1, "Chantage")])

    def write() -> None:
        with engine.update() as writer:
            writer.replace({1}, [])
            for _ in range(2):
                fill(another_process(), [document(2, "Chantage")])
            writer.commit(position(3))

    with pytest.raises(IndexBusyError):
        write()
    assert len(client().indices.get(index=f"{prefix}-2*")) == 2
    assert pages(engine, "chantage") == [2]


def test_much_at_once_waits_for_the_commit_in_a_file_and_goes_in_pieces(
    engine: ElasticsearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "IN_MEMORY", 10_000)
    monkeypatch.setattr(writing, "CHUNK", 7)
    fill(engine, [document(number, "Chantage", "mot " * 50) for number in range(1, 201)])
    with engine.update() as writer:
        writer.replace(range(1, 201), [document(number, "Sommeil", "mot " * 50) for number in range(1, 101)])
        writer.commit(position(1))
    state = engine.state()
    assert state is not None
    assert state.documents == 100
    assert (len(pages(engine, "sommeil", limit=100)), pages(engine, "chantage")) == (100, [])


def test_a_broken_connection_after_the_lease_was_written_does_not_lose_it(
    engine: ElasticsearchEngine, prefix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The client makes such a call again: then its own change stands in the way of it."""
    fill(engine, [document(1, "Chantage")])
    server = engine._server
    taken = lease.Lease(server, f"{engine._generations.live()}-write", "writing", 10.0)
    write = type(server.writing).index

    def twice(client: Any, **arguments: Any) -> Any:
        write(client, **arguments)
        return write(client, **arguments)

    monkeypatch.setattr(type(server.writing), "index", twice)
    taken.take()
    number = taken.number
    taken.renew()
    assert taken.number == number + 1
    with pytest.raises(IndexBusyError), engine.update():
        pass
    taken.release()
    with engine.update():
        pass
