"""What a generation keeps of meanings: found again as it was written, gone when withdrawn, whole whatever happens to a writer."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.embedded import TantivyEngine, schema
from search.embedded import engine as engine_module
from search.embedded import meanings as module
from search.embedded.meanings import DOCUMENTS, GROWTH, PASSAGES, Meanings, MeaningsWriter
from search.engine import DocumentKey, NearestRequest
from search.meaning.packed import HEAD, PLANE, packed, signs_of
from tests.search.embedded.other_process import OtherProcess
from tests.search.examples import NOW, document, fill, position, request

ROW = HEAD + 32


def meaning(seed: int, passages: int = 1) -> bytes:
    """A made-up meaning, another one for each seed."""
    chance = np.random.default_rng(seed)
    return packed(chance.bytes(16), chance.normal(size=(passages, 512)).astype(np.float32))


def written(writer: MeaningsWriter, **kept: bytes) -> dict[str, int]:
    """Keep meanings of documents named like "fr7"; returns their rows."""
    rows = {name: writer.add(int(name[2:]), name[:2], each) for name, each in kept.items()}
    writer.commit()
    return rows


def bytes_of(folder: Path) -> tuple[bytes, bytes]:
    return (folder / DOCUMENTS).read_bytes(), (folder / PASSAGES).read_bytes()


def used(folder: Path) -> int:
    """The bytes on the disk that are not zero."""
    return sum(len(each) - each.count(0) for each in bytes_of(folder))


# --- files -----------------------------------------------------------------------------------------------------------------------------


def test_without_files_and_with_empty_ones_nothing_is_kept(tmp_path: Path) -> None:
    for _ in range(2):
        none = Meanings(tmp_path)
        assert none.at([0, -1], [(1, "fr"), (2, "fr")]) == [b"", b""]
        assert none.of_pages({1, 2}) == {}
        assert list(none.by_distance(b"\0" * PLANE, "")) == list(none.by_distance(b"\0" * PLANE, "fr")) == []
        MeaningsWriter(tmp_path).commit()
        (tmp_path / DOCUMENTS).touch()
        (tmp_path / PASSAGES).touch()


def test_what_was_written_is_found_by_row_and_by_page(tmp_path: Path) -> None:
    writer = MeaningsWriter(tmp_path)
    kept = {"fr7": meaning(1, 3), "en7": meaning(2), "fr8": meaning(3, 200)}
    rows = written(writer, **kept)
    reader = Meanings(tmp_path)
    keys: list[DocumentKey] = [(7, "fr"), (7, "en"), (8, "fr")]
    assert reader.at(list(rows.values()), keys) == list(kept.values())
    assert reader.of_pages([7]) == {(7, "fr"): kept["fr7"], (7, "en"): kept["en7"]}
    assert reader.of_pages({8, 9}) == {(8, "fr"): kept["fr8"]}
    assert reader.of_pages(()) == {}


def test_a_row_tells_nothing_of_another_document_than_its_own(tmp_path: Path) -> None:
    rows = written(MeaningsWriter(tmp_path), fr7=meaning(1))
    reader = Meanings(tmp_path)
    assert reader.at([rows["fr7"]] * 2 + [-1, GROWTH], [(7, "en"), (8, "fr"), (7, "fr"), (7, "fr")]) == [b""] * 4


def test_files_grow_in_steps_and_keep_what_they_have(tmp_path: Path) -> None:
    writer = MeaningsWriter(tmp_path)
    for page_id in range(1, GROWTH + 2):
        writer.add(page_id, "fr", meaning(page_id % 7, 2))
    writer.add(5_000, "fr", meaning(9, 3 * GROWTH))
    writer.commit()
    documents, passages = bytes_of(tmp_path)
    assert len(documents) == 2 * GROWTH * ROW
    # Twice a thousand and two passages are three steps; what is left of the last one is used before the file grows by a document's own.
    assert len(passages) == (3 * GROWTH + 3 * GROWTH) * PLANE
    found = Meanings(tmp_path).of_pages(range(1, 5_001))
    assert len(found) == GROWTH + 2
    assert all(found[page_id, "fr"] == meaning(page_id % 7, 2) for page_id in range(1, GROWTH + 2))
    assert found[5_000, "fr"] == meaning(9, 3 * GROWTH)


def test_a_full_disk_is_an_error_before_anything_is_mapped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = MeaningsWriter(tmp_path)

    def full(*_args: Any, **_more: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(OSError, match="No space left"):
        writer.add(1, "fr", meaning(1))
    monkeypatch.undo()
    assert Meanings(tmp_path).of_pages({1}) == {}


def test_a_part_of_a_row_at_the_end_of_a_file_is_written_over(tmp_path: Path) -> None:
    (tmp_path / DOCUMENTS).write_bytes(b"\1" * (ROW - 1))
    (tmp_path / PASSAGES).write_bytes(b"\1" * (PLANE + 1))
    written(MeaningsWriter(tmp_path), fr7=meaning(1, 2))
    assert Meanings(tmp_path).of_pages({7}) == {(7, "fr"): meaning(1, 2)}


def test_room_that_became_free_is_used_again_after_the_commit(tmp_path: Path) -> None:
    writer = MeaningsWriter(tmp_path)
    rows = written(writer, fr1=meaning(1, 2), fr2=meaning(2, 3), fr3=meaning(3))
    assert list(rows.values()) == [0, 1, 2]
    size = used(tmp_path)
    writer.wipe({2})
    # Who reads the commit before still finds the old one, so its room is not given away yet.
    assert writer.add(2, "fr", meaning(4, 3)) == 3
    writer.commit()
    assert writer.add(4, "fr", meaning(5)) == 1
    writer.commit()
    assert used(tmp_path) <= size + ROW + PLANE
    reader = Meanings(tmp_path)
    kept = [meaning(1, 2), meaning(5), meaning(3), meaning(4, 3)]
    assert reader.at([0, 1, 2, 3], [(1, "fr"), (4, "fr"), (3, "fr"), (2, "fr")]) == kept
    # A row and two passages are free between them.
    assert reader.documents["first"][1] == 2


# --- what is withdrawn ------------------------------------------------------------------------------------------------------------------


def test_of_a_page_that_is_withdrawn_no_byte_stays_on_the_disk(tmp_path: Path) -> None:
    writer = MeaningsWriter(tmp_path)
    written(writer, fr1=meaning(1, 2))
    before = bytes_of(tmp_path)
    written(writer, fr2=meaning(2, 4), en2=meaning(3, 4))
    assert bytes_of(tmp_path) != before
    writer.wipe({2})
    writer.commit()
    assert bytes_of(tmp_path) == before
    writer.wipe({1})
    writer.wipe({1, 2})
    writer.commit()
    assert used(tmp_path) == 0


def test_it_is_so_in_an_index_too(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path, "content")
    kept = meaning(2, 4)
    fill(engine, [document(1, "Un", meaning=meaning(1)), document(2, "Deux", meaning=kept)])
    state = engine.state()
    assert state is not None
    folder = tmp_path / state.generation
    parts = [kept[HEAD + place * PLANE :][:PLANE] for place in range(4)]
    assert all(part in bytes_of(folder)[1] for part in parts)
    with engine.update() as writer:
        writer.replace({2}, [])
        writer.commit(position(1))
    assert not any(part in each for part in (signs_of(kept), *parts) for each in bytes_of(folder))
    assert engine.meanings({1, 2}) == {(1, "fr"): meaning(1)}


# --- writers that die, readers meanwhile ----------------------------------------------------------------------------------------------


def hits(engine: TantivyEngine) -> list[tuple[DocumentKey, bytes]]:
    return [(hit.key, hit.meaning) for hit in engine.search(request("mot", with_meaning=True)).hits]


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
    found = engine_module._hits_with_meaning(old, ranking)
    assert [(hit.key, hit.meaning) for hit in found] == [((1, "fr"), meaning(1)), ((2, "fr"), b"")]
    assert old.meanings.of_pages({1}) == {(1, "fr"): meaning(1)}


def test_a_row_that_changes_while_it_is_read_is_not_believed(tmp_path: Path) -> None:
    writer = MeaningsWriter(tmp_path)
    rows = written(writer, fr1=meaning(1, 2))
    reader = Meanings(tmp_path)

    class Changing:
        """The passages, wiped between the two looks at the row."""

        def __getitem__(self, where: slice) -> Any:
            found = Meanings(tmp_path).passages[where].copy()
            writer.wipe({1})
            writer.commit()
            return found

    reader.passages = Changing()  # type: ignore[assignment]
    assert reader.at([rows["fr1"]], [(1, "fr")]) == [b""]


# Another process that replaces a page again and again, each time with the next of ten meanings; its rows are used again all the time.
REPLACING = """
from tests.search.examples import fill
from tests.search.embedded.test_meanings import meaning
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


# --- the nearest ------------------------------------------------------------------------------------------------------------------------

documents = st.dictionaries(
    st.tuples(st.integers(1, 60), st.sampled_from(["fr", "en", "ar"])), st.tuples(st.integers(0, 9), st.integers(1, 3)), max_size=40
)


@given(documents, st.sets(st.integers(1, 60), max_size=20), st.integers(0, 9), st.sampled_from(["", "fr", "en"]))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_all_is_found_and_the_nearest_first_as_if_each_were_looked_at(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    made: dict[DocumentKey, tuple[int, int]],
    gone: set[int],
    asked: int,
    but: str,
) -> None:
    monkeypatch.setattr(module, "BLOCK", 7)
    folder = tmp_path_factory.mktemp("meanings")
    writer = MeaningsWriter(folder)
    kept = {key: meaning(*drawn) for key, drawn in made.items()}
    for (page_id, language), each in kept.items():
        writer.add(page_id, language, each)
    writer.commit()
    writer.wipe(gone)
    writer.commit()

    left = {key: each for key, each in kept.items() if key[0] not in gone}
    question = signs_of(meaning(asked))
    assert Meanings(folder).of_pages(range(1, 61)) == left

    def distance(key: DocumentKey) -> int:
        return (int.from_bytes(signs_of(left[key])) ^ int.from_bytes(question)).bit_count()

    found = list(Meanings(folder).by_distance(question, but))
    assert sorted(found) == sorted(key for key in left if key[1] != but)
    assert [distance(key) for key in found] == sorted(distance(key) for key in found)


def test_the_farthest_differs_in_all_signs_and_the_nearest_in_none(tmp_path: Path) -> None:
    half = bytes(range(256)) * 16
    writer = MeaningsWriter(tmp_path)
    kept = {1: b"\xff" * PLANE, 2: b"\x00" * PLANE, 3: b"\xff" * 32 + b"\x00" * 32, 4: b"\xff" * 63 + b"\x00"}
    for page_id, signs in kept.items():
        writer.add(page_id, "fr", half[:16] + signs + b"\0" * PLANE + signs)
    assert [page_id for page_id, _language in writer.by_distance(b"\xff" * PLANE, "")] == [1, 4, 3, 2]
    assert [page_id for page_id, _language in writer.by_distance(b"\x00" * PLANE, "")] == [2, 3, 4, 1]
