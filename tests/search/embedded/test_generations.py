"""The folder of the embedded engine: two processes, crashes at every step, and damage."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from search.embedded import TantivyEngine
from search.embedded.generations import POINTER, Generations
from search.engine import IndexBusyError, SearchUnavailableError
from tests.search.embedded.other_process import OtherProcess
from tests.search.examples import document, position, request


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Callable[[str], OtherProcess]]:
    started: list[OtherProcess] = []

    def start(program: str) -> OtherProcess:
        started.append(OtherProcess(tmp_path, program))
        return started[-1]

    yield start
    for process in started:
        process.kill()


@pytest.fixture
def engine(tmp_path: Path) -> TantivyEngine:
    engine = TantivyEngine(tmp_path, "content")
    rebuild(engine, 1)
    return engine


def rebuild(engine: TantivyEngine, page_id: int) -> None:
    with engine.rebuild(wait=False) as builder:
        builder.replace((), [document(page_id, "Chantage")])
        builder.commit(position(page_id))
        builder.publish()


def pages(engine: TantivyEngine) -> list[int]:
    return [hit.page_id for hit in engine.search(request("chantage")).hits]


def generations_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_dir()}


# --- two processes -----------------------------------------------------------------------------------------------------------------


def test_a_reader_sees_the_commits_and_generations_of_another_process(
    engine: TantivyEngine, elsewhere: Callable[[str], OtherProcess]
) -> None:
    assert pages(engine) == [1]
    other = elsewhere(
        """
        with engine.update() as writer:
            writer.replace((), [document(2, "Chantage")])
            writer.commit(position(2))
            say("committed")
            writer.replace((), [document(3, "Chantage")])
            writer.commit(position(3))
            say("committed again")
        with engine.rebuild(wait=False) as builder:
            builder.replace((), [document(9, "Chantage")])
            builder.commit(position(9))
            say("built")
            builder.publish()
            say("published")
        """
    )
    seen = []
    for _ in range(4):
        word = other.hear()
        seen.append((word, pages(engine), engine.search(request("chantage")).position.event_id))
        other.go_on()
    assert seen == [("committed", [1, 2], 2), ("committed again", [1, 2, 3], 3), ("built", [1, 2, 3], 3), ("published", [9], 9)]
    assert other.end() == 0


def test_a_writer_of_another_process_keeps_this_one_out_until_it_dies(
    engine: TantivyEngine, elsewhere: Callable[[str], OtherProcess]
) -> None:
    other = elsewhere(
        """
        with engine.update() as writer:
            writer.replace({1}, [document(2, "Chantage")])
            say("writing")
        """
    )
    assert other.hear() == "writing"
    with pytest.raises(IndexBusyError), engine.update():
        pass
    assert pages(engine) == [1]
    other.kill()
    with engine.update() as writer:
        writer.replace((), [document(3, "Chantage")])
        writer.commit(position(3))
    assert pages(engine) == [1, 3]


def test_one_rebuild_at_a_time_over_all_processes(engine: TantivyEngine, elsewhere: Callable[[str], OtherProcess]) -> None:
    other = elsewhere(
        """
        with engine.rebuild(wait=False) as builder:
            say("building")
            builder.replace((), [document(2, "Chantage")])
            builder.commit(position(2))
            builder.publish()
        """
    )
    assert other.hear() == "building"
    with pytest.raises(IndexBusyError), engine.rebuild(wait=False):
        pass
    assert pages(engine) == [1]
    other.go_on()
    with engine.rebuild(wait=True) as builder:
        assert pages(engine) == [2]
        builder.commit(position(3))
        builder.publish()
    assert pages(engine) == []
    assert other.end() == 0


# --- crashes -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["begun", "written", "committed"])
def test_a_rebuild_killed_before_the_pointer_turns_leaves_the_old_index(
    engine: TantivyEngine, elsewhere: Callable[[str], OtherProcess], tmp_path: Path, step: str
) -> None:
    other = elsewhere(
        """
        with engine.rebuild(wait=False) as builder:
            say("begun")
            builder.replace((), [document(2, "Chantage")])
            say("written")
            builder.commit(position(2))
            say("committed")
        """
    )
    while other.hear() != step:
        other.go_on()
    other.kill()
    assert pages(engine) == [1]
    assert pages(TantivyEngine(tmp_path, "content")) == [1]
    assert len(generations_in(tmp_path)) == 2
    # What it left is removed by the next rebuild.
    rebuild(engine, 3)
    assert pages(engine) == [3]
    assert len(generations_in(tmp_path)) == 2


def test_a_process_killed_between_pointer_and_cleaning_leaves_the_new_index(
    engine: TantivyEngine, elsewhere: Callable[[str], OtherProcess], tmp_path: Path
) -> None:
    other = elsewhere(
        """
        from search.embedded.generations import Generations
        Generations.remove_all_but = lambda self, *kept: say("turned") if len(kept) == 2 else None
        with engine.rebuild(wait=False) as builder:
            builder.replace((), [document(2, "Chantage")])
            builder.commit(position(2))
            builder.publish()
        """
    )
    assert other.hear() == "turned"
    other.kill()
    assert pages(engine) == [2]


def test_writers_killed_at_any_moment_leave_a_commit_that_was_whole(
    engine: TantivyEngine, elsewhere: Callable[[str], OtherProcess]
) -> None:
    last = 1
    for _ in range(5):
        other = elsewhere(
            """
            number = engine.state().position.event_id
            print("started", flush=True)
            while True:
                number += 1
                with engine.update() as writer:
                    writer.replace((), [document(number, "Chantage")])
                    writer.commit(position(number))
            """
        )
        assert other.hear() == "started"
        while engine.search(request("chantage")).position.event_id == last:
            assert not other.has_ended()
        other.kill()
        result = engine.search(request("chantage", limit=1))
        last = result.position.event_id
        # One document a commit, and the commit says how many there are.
        assert result.total == last


# --- keeping and removing ------------------------------------------------------------------------------------------------------------


def test_the_generation_before_the_live_one_is_kept_until_the_next_rebuild(engine: TantivyEngine, tmp_path: Path) -> None:
    first = Generations(tmp_path).live()
    rebuild(engine, 2)
    second = Generations(tmp_path).live()
    assert generations_in(tmp_path) == {first, second}
    rebuild(engine, 3)
    assert generations_in(tmp_path) == {second, Generations(tmp_path).live()}


def test_a_writer_of_the_generation_before_does_not_disturb_the_live_one(engine: TantivyEngine) -> None:
    with engine.update() as writer:
        rebuild(engine, 2)
        writer.replace((), [document(5, "Chantage")])
        writer.commit(position(5))
    assert pages(engine) == [2]


def test_a_generation_that_is_being_written_is_removed_only_afterwards(engine: TantivyEngine, tmp_path: Path) -> None:
    first = str(Generations(tmp_path).live())
    with engine.update() as writer:
        rebuild(engine, 2)
        rebuild(engine, 3)
        assert first in generations_in(tmp_path)
        writer.replace((), [document(5, "Chantage")])
        writer.commit(position(5))
    rebuild(engine, 4)
    assert first not in generations_in(tmp_path)
    assert pages(engine) == [4]


@contextmanager
def damaged(file: Path, content: bytes | None) -> Iterator[None]:
    whole = file.read_bytes()
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    yield
    file.write_bytes(whole)


@pytest.mark.parametrize("content", [None, b"", b"../elsewhere", b"20260101T000000-00000000", b"\xff\x00", b"."])
def test_a_pointer_that_leads_nowhere_is_no_index(engine: TantivyEngine, tmp_path: Path, content: bytes | None) -> None:
    with damaged(tmp_path / POINTER, content):
        assert engine.state() is None
        with pytest.raises(SearchUnavailableError):
            pages(engine)
        with pytest.raises(SearchUnavailableError), engine.update():
            pass
    assert pages(engine) == [1]


@pytest.mark.parametrize("content", [None, b"", b"{}", b"not json"])
def test_a_damaged_generation_is_no_index_and_can_be_rebuilt(engine: TantivyEngine, tmp_path: Path, content: bytes | None) -> None:
    meta = tmp_path / str(Generations(tmp_path).live()) / "meta.json"
    with damaged(meta, content):
        assert engine.state() is None
        with pytest.raises(SearchUnavailableError):
            pages(engine)
        with pytest.raises(SearchUnavailableError), engine.update():
            pass
        rebuild(engine, 2)
        assert pages(engine) == [2]


def test_readers_always_get_the_whole_answer_while_generations_and_commits_come_and_go(
    engine: TantivyEngine, elsewhere: Callable[[str], OtherProcess]
) -> None:
    other = elsewhere(
        """
        from tests.search.examples import fill
        fill(engine, [document(1, "Chantage"), document(2, "Chantage")])
        say("begun")
        for number in range(20):
            fill(engine, [document(1, "Chantage"), document(2, "Chantage")], number)
            with engine.update() as writer:
                writer.replace({2}, [document(2, "Chantage")])
                writer.commit(position(number))
        """
    )
    assert other.hear() == "begun"
    answers = set()
    other.go_on()
    while not other.has_ended():
        answers.add(tuple(pages(engine)))
    assert other.end() == 0
    assert answers == {(1, 2)}


def test_what_is_superseded_and_still_written_stays_and_whoever_wants_it_gone_is_told(engine: TantivyEngine, tmp_path: Path) -> None:
    with engine.update():
        rebuild(engine, 2)
        with pytest.raises(IndexBusyError):
            engine.remove_superseded()
        assert len(generations_in(tmp_path)) == 2
        assert pages(engine) == [2]
    engine.remove_superseded()
    assert len(generations_in(tmp_path)) == 1
