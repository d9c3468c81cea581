"""Meanings are whole or not there, whatever happens to a writer, under a reader's eyes, and in generations of other code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from search.embedded import TantivyEngine, schema
from search.embedded import engine as engine_module
from search.embedded import meanings as module
from search.embedded.meanings import DOCUMENTS, GROWTH, PASSAGES, Meanings, MeaningsWriter
from search.engine import NearestRequest
from search.meaning.packed import HEAD, PLANE, signs_of
from tests.search.embedded.meanings import bytes_of, hits, meaning, written
from tests.search.embedded.other_process import OtherProcess
from tests.search.examples import NOW, document, fill, position, request

# --- writers that die, readers meanwhile ----------------------------------------------------------------------------------------------


def test_what_a_writer_did_not_commit_changes_nothing_and_goes_when_it_is_written_again(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path, "content")
    fill(engine, [document(1, "mot", meaning=meaning(1)), document(2, "mot", meaning=meaning(2))])
    with engine.update() as writer:
        writer.replace({2}, [document(2, "mot", meaning=meaning(3, 5))])
    assert hits(engine) == [((1, "fr"), meaning(1)), ((2, "fr"), meaning(2))]
    nearest = engine.nearest(NearestRequest(signs_of(meaning(3, 5)), "fr", 10, NOW))
    assert sorted(hit.key for hit in nearest) == [(1, "fr"), (2, "fr")]

    with engine.update() as writer:
        writer.replace({2}, [document(2, "mot", meaning=meaning(4))])
        writer.commit(position(1))
    state = engine.state()
    assert state is not None
    assert not any(signs_of(lost) in each for lost in (meaning(2), meaning(3, 5)) for each in bytes_of(tmp_path / state.generation))
    assert hits(engine) == [((1, "fr"), meaning(1)), ((2, "fr"), meaning(4))]


def test_a_writer_that_dies_between_wiping_and_tantivy_leaves_documents_without_meaning_and_no_other_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = TantivyEngine(tmp_path, "content")
    fill(engine, [document(1, "mot", meaning=meaning(1)), document(2, "mot", meaning=meaning(2))])
    with engine.update() as writer:
        writer.replace({2}, [document(2, "mot", meaning=meaning(3))])
        writer._meanings.commit()
    assert hits(engine) == [((1, "fr"), meaning(1)), ((2, "fr"), b"")]
    # The next one gives the room to another page: nobody takes it for theirs.
    with engine.update() as writer:
        writer.replace({3}, [document(3, "mot", meaning=meaning(4))])
        writer._meanings.commit()
    assert hits(engine) == [((1, "fr"), meaning(1)), ((2, "fr"), b"")]
    with engine.update() as writer:
        writer.replace({2, 3}, [document(2, "mot", meaning=meaning(3)), document(3, "mot", meaning=meaning(4))])
        writer.commit(position(1))
    assert hits(engine) == [((1, "fr"), meaning(1)), ((2, "fr"), meaning(3)), ((3, "fr"), meaning(4))]


@pytest.mark.parametrize("steps", [0, 1])
def test_what_a_writer_had_begun_to_wipe_when_it_died_the_next_one_wipes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    writer = MeaningsWriter(tmp_path)
    rows = written(writer, fr1=meaning(1, 2), fr2=meaning(2, 3))
    writer.wipe({2})
    flushed: list[int] = []

    def dying(_rows: Any) -> None:
        flushed.append(1)
        if len(flushed) > steps:
            raise KeyboardInterrupt

    monkeypatch.setattr(module, "_flush", dying)
    with pytest.raises(KeyboardInterrupt):
        writer.commit()
    monkeypatch.undo()
    reader = Meanings(tmp_path)
    assert reader.at([rows["fr2"]], [(2, "fr")]) == [b""]
    assert reader.of_pages({1, 2}) == {(1, "fr"): meaning(1, 2)}
    assert list(reader.by_distance(b"\0" * PLANE, "")) == [(1, "fr")]

    after = MeaningsWriter(tmp_path)
    assert after.add(3, "fr", meaning(3, 3)) == rows["fr2"]
    assert Meanings(tmp_path).of_pages({1, 2, 3}) == {(1, "fr"): meaning(1, 2), (3, "fr"): meaning(3, 3)}


def test_rows_without_their_passages_are_dropped_by_the_next_writer(tmp_path: Path) -> None:
    written(MeaningsWriter(tmp_path), fr1=meaning(1, 2), fr2=meaning(2, GROWTH))
    with (tmp_path / PASSAGES).open("r+b") as file:
        file.truncate(GROWTH * PLANE)
    assert Meanings(tmp_path).of_pages({1, 2}) == {(1, "fr"): meaning(1, 2)}
    writer = MeaningsWriter(tmp_path)
    assert writer.add(3, "fr", meaning(3)) == 1
    assert Meanings(tmp_path).of_pages({1, 2, 3}) == {(1, "fr"): meaning(1, 2), (3, "fr"): meaning(3)}


def test_a_reader_of_an_old_commit_finds_what_did_not_change_nothing_of_what_did_and_no_other_s(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path, "content")
    fill(engine, [document(1, "mot", meaning=meaning(1)), document(2, "mot", meaning=meaning(2))])
    old = engine._reader.commit()
    for number in range(1, 4):
        with engine.update() as writer:
            # As many as need the file to grow under the reader.
            writer.replace({2}, [document(number * GROWTH + each, "mot", meaning=meaning(each)) for each in range(GROWTH)])
            writer.commit(position(number))
    ranking, _total = engine_module._ranking(old.searcher, engine_module.requests.query_of(request("mot")), 10)  # type: ignore[arg-type]
    keys = [hit.key for hit in engine_module._hits(old, ranking)]
    kept = engine_module._meanings(old, keys, [address for _score, address in ranking])
    assert list(zip(keys, kept, strict=True)) == [((1, "fr"), meaning(1)), ((2, "fr"), b"")]
    assert old.meanings.of_pages({1}) == {(1, "fr"): meaning(1)}


def test_a_row_that_changes_while_it_is_read_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = MeaningsWriter(tmp_path)
    rows = written(writer, fr1=meaning(1, 2))
    reader = Meanings(tmp_path)
    read: list[bytes] = []

    def wiped_meanwhile(passages: memoryview) -> bytes:
        """Reads the passages; then they are wiped before the row is looked at once more."""
        read.append(bytes(passages))
        writer.wipe({1})
        writer.commit()
        return read[-1]

    monkeypatch.setattr(module, "bytes", wiped_meanwhile, raising=False)
    assert reader.at([rows["fr1"]], [(1, "fr")]) == [b""]
    assert read == [meaning(1, 2)[HEAD:]]


# Another process that replaces a page again and again, each time with the next of ten meanings; its rows are used again all the time.
REPLACING = """
from tests.search.examples import fill
from tests.search.embedded.meanings import meaning
fill(engine, [document(1, "mot", meaning=meaning(1)), document(2, "mot", meaning=meaning(10))])
say("begun")
number = 0
while number < LAST:
    number += 1
    with engine.update() as writer:
        writer.replace({2, 3}, [document(page, "mot", meaning=meaning(10 + number % 10, 1 + number % 3)) for page in (2, 3)])
        writer.commit(position(number))
    if number % 10 == 0:
        fill(engine, [document(1, "mot", meaning=meaning(1)), document(2, "mot", meaning=meaning(10))], number)
"""


def whole_ones() -> set[bytes]:
    return {b"", meaning(10), *(meaning(10 + number % 10, 1 + number % 3) for number in range(60))}


def test_readers_find_whole_meanings_or_none_while_another_process_writes_and_rebuilds(tmp_path: Path) -> None:
    other = OtherProcess(tmp_path, REPLACING.replace("LAST", "60"))
    assert other.hear() == "begun"
    other.go_on()
    engine, known = TantivyEngine(tmp_path, "content"), whole_ones()
    looks = 0
    while not other.has_ended():
        found = dict(hits(engine))
        assert found.pop((1, "fr")) == meaning(1)
        assert set(found.values()) <= known
        nearest = engine.nearest(NearestRequest(signs_of(meaning(10)), "fr", 10, NOW))
        assert {hit.meaning for hit in nearest} <= known | {meaning(1)}
        assert len({hit.key for hit in nearest}) == len(nearest)
        looks += 1
    assert other.end() == 0
    assert looks > 0


def test_a_writer_killed_at_any_moment_leaves_whole_meanings_or_none_and_the_next_one_makes_them_right(tmp_path: Path) -> None:
    engine, known = TantivyEngine(tmp_path, "content"), whole_ones()
    for kills in range(1, 5):
        other = OtherProcess(tmp_path, REPLACING.replace("LAST", "10_000").replace("number % 10 == 0", "False"))
        assert other.hear() == "begun"
        other.go_on()
        while engine.search(request("mot")).position.event_id < 2 * kills:
            assert not other.has_ended()
        other.kill()
        found = dict(hits(engine))
        assert found.pop((1, "fr")) == meaning(1)
        assert set(found.values()) <= known
        with engine.update() as writer:
            writer.replace({2, 3}, [document(2, "mot", meaning=meaning(11)), document(3, "mot", meaning=meaning(12))])
            writer.commit(position(0))
        assert hits(engine) == [((1, "fr"), meaning(1)), ((2, "fr"), meaning(11)), ((3, "fr"), meaning(12))]
        state = engine.state()
        assert state is not None
        # Nothing else is kept: of each document its row and its one passage.
        left = MeaningsWriter(tmp_path / state.generation)
        assert np.count_nonzero(left.documents["page"]) == 3
        assert np.count_nonzero(left.passages.any(axis=1)) == 3


# --- generations of other code ----------------------------------------------------------------------------------------------------------


def test_a_generation_without_meanings_answers_without_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Before:
        """Makes schemas as the code before did."""

        def __init__(self) -> None:
            self.made = builder()

        def __getattr__(self, name: str) -> Any:
            return lambda *args, **more: None if args == (schema.MEANING,) else getattr(self.made, name)(*args, **more)

    builder = schema.SchemaBuilder
    monkeypatch.setattr(schema, "SchemaBuilder", Before)
    schema.schema.cache_clear()
    engine = TantivyEngine(tmp_path, "content")
    fill(engine, [document(1, "mot")])
    monkeypatch.undo()
    schema.schema.cache_clear()

    assert hits(engine) == [((1, "fr"), b"")]
    assert engine.nearest(NearestRequest(signs_of(meaning(1)), "fr", 10, NOW)) == ()
    assert engine.meanings({1}) == {}


def test_the_layout_of_the_files_is_part_of_their_names_and_its_code_of_the_fingerprint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert DOCUMENTS.split(".")[1] == PASSAGES.split(".")[1] == module._LAYOUT
    before = TantivyEngine(tmp_path, "content").fingerprint()
    (tmp_path / "meanings.py").write_text("# another layout")
    monkeypatch.setattr(module, "__file__", str(tmp_path / "meanings.py"))
    assert TantivyEngine(tmp_path, "content").fingerprint() != before


def test_a_rebuild_is_told_what_the_live_generation_keeps_and_the_writer_of_the_live_one_its_own(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path, "content")
    with engine.rebuild(wait=False) as builder:
        assert builder.kept_meanings({1}) == {}
    fill(engine, [document(1, "Un", meaning=meaning(1)), document(2, "Deux")])
    with engine.rebuild(wait=False) as builder:
        builder.replace((), [document(1, "Un", meaning=meaning(2)), document(3, "Trois", meaning=meaning(3))])
        builder.commit(position(1))
        assert builder.kept_meanings({1, 2, 3}) == {(1, "fr"): meaning(1)}
        with engine.update() as writer:
            assert writer.kept_meanings({1, 2, 3}) == {(1, "fr"): meaning(1)}
        builder.publish()
    assert engine.meanings({1, 2, 3}) == {(1, "fr"): meaning(2), (3, "fr"): meaning(3)}
