"""What every engine promises of its writing and rebuilding (`search.engine`), tried on the real one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from search.engine import IndexState, SearchEngine, SearchUnavailableError
from tests.search.examples import document, fill, pages, position, request

# --- writing -----------------------------------------------------------------------------------------------------------------------


def test_without_an_index_search_is_unavailable(engine: SearchEngine) -> None:
    assert engine.state() is None
    with pytest.raises(SearchUnavailableError):
        engine.search(request("chantage"))
    with pytest.raises(SearchUnavailableError), engine.update():
        pass


def test_what_is_committed_is_visible_at_once_with_its_position(engine: SearchEngine) -> None:
    fill(engine, [document(1, "Chantage")])
    with engine.update() as writer:
        writer.replace({1, 2}, [document(2, "Chantage")])
        assert pages(engine, "chantage") == [1]
        writer.commit(position(7))
        result = engine.search(request("chantage"))
        assert ([hit.page_id for hit in result.hits], result.position) == ([2], position(7))
        writer.replace({2}, [document(2, "Écrans"), document(2, "Screens", language="en", served_in=("en",))])
        writer.commit(position(8))
    state = engine.state()
    assert state == IndexState(state.generation if state else "", position(8), engine.fingerprint(), 2)
    assert pages(engine, "chantage") == []


def test_what_is_not_committed_is_lost(engine: SearchEngine) -> None:
    fill(engine, [document(1, "Chantage")], event_id=3)

    def interrupted() -> None:
        with engine.update() as writer:
            writer.replace({1}, [document(1, "Écrans")])
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        interrupted()
    result = engine.search(request("chantage écrans"))
    assert ([hit.page_id for hit in result.hits], result.total, result.position) == ([1], 1, position(3))


def test_writing_the_same_again_changes_nothing(engine: SearchEngine) -> None:
    fill(engine, [document(1, "Chantage"), document(2, "Chantage")])
    before = engine.search(request("chantage"))
    for _ in range(3):
        with engine.update() as writer:
            writer.replace({1}, [document(1, "Chantage")])
            writer.commit(position(0))
    after = engine.search(request("chantage"))
    assert [(hit.page_id, hit.language) for hit in after.hits] == [(hit.page_id, hit.language) for hit in before.hits]
    assert after.total == 2


def test_dependent_pages_are_found_by_name(engine: SearchEngine) -> None:
    fill(
        engine,
        [
            document(1, "Un", depends_on=("person:5", "image:3")),
            document(1, "One", language="en", served_in=("en",), depends_on=("person:5",)),
            document(2, "Deux", depends_on=("person:55",)),
            document(3, "Trois", depends_on=("image:3",)),
        ],
    )
    with engine.update() as writer:
        assert writer.pages_depending_on({"person:5"}) == {1}
        assert writer.pages_depending_on({"image:3", "person:55"}) == {1, 2, 3}
        assert writer.pages_depending_on({"person:6"}) == frozenset()
        assert writer.pages_depending_on(()) == frozenset()
        writer.replace({1}, [])
        writer.commit(position(1))
        assert writer.pages_depending_on({"person:5"}) == frozenset()


# --- rebuilding --------------------------------------------------------------------------------------------------------------------


def test_a_rebuild_is_seen_only_when_it_is_published(engine: SearchEngine) -> None:
    fill(engine, [document(1, "Chantage")], event_id=1)
    with engine.rebuild(wait=False) as builder:
        builder.replace((), [document(2, "Chantage")])
        builder.commit(position(2))
        assert pages(engine, "chantage") == [1]
        builder.publish()
        assert pages(engine, "chantage") == [2]
    state = engine.state()
    assert state is not None
    assert (state.position, state.documents) == (position(2), 1)


def test_a_rebuild_that_is_not_published_leaves_nothing(engine: SearchEngine, generations: Callable[[], list[str]]) -> None:
    fill(engine, [document(1, "Chantage")])
    before = generations()

    def interrupted() -> None:
        with engine.rebuild(wait=False) as builder:
            builder.replace((), [document(2, "Chantage")])
            builder.commit(position(2))
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        interrupted()
    assert pages(engine, "chantage") == [1]
    assert generations() == before


def test_the_live_index_is_written_while_another_is_built(engine: SearchEngine) -> None:
    fill(engine, [document(1, "Chantage")])
    with engine.rebuild(wait=False) as builder:
        builder.replace((), [document(2, "Chantage")])
        with engine.update() as writer:
            writer.replace((), [document(3, "Chantage")])
            writer.commit(position(1))
        assert pages(engine, "chantage") == [1, 3]
        builder.commit(position(2))
        builder.publish()
    assert pages(engine, "chantage") == [2]


def test_another_content_fingerprint_is_another_fingerprint(another_engine: Callable[[str], SearchEngine]) -> None:
    one, other = another_engine("content"), another_engine("other content")
    assert one.fingerprint() == another_engine("content").fingerprint()
    assert one.fingerprint() != other.fingerprint()
    fill(one, [document(1, "Chantage")])
    state = other.state()
    assert state is not None
    assert state.fingerprint == one.fingerprint()


def test_what_is_superseded_can_be_removed_at_once(engine: SearchEngine, generations: Callable[[], list[str]]) -> None:
    fill(engine, [document(1, "Chantage")])
    fill(engine, [document(2, "Chantage")])
    assert len(generations()) == 2
    for _ in range(2):
        engine.remove_superseded()
        state = engine.state()
        assert state is not None
        assert generations() == [state.generation]
    assert pages(engine, "chantage") == [2]
