"""What a generation keeps of meanings: found again as it was written, the nearest first, gone when withdrawn."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.embedded import TantivyEngine
from search.embedded.meanings import DOCUMENTS, GROWTH, PASSAGES, Meanings, MeaningsWriter
from search.engine import DocumentKey
from search.meaning.packed import HEAD, PLANE, signs_of
from tests.search.embedded.meanings import bytes_of, meaning, written
from tests.search.examples import document, fill, position

ROW = HEAD + 32


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


# --- the nearest ------------------------------------------------------------------------------------------------------------------------

documents = st.dictionaries(
    st.tuples(st.integers(1, 60), st.sampled_from(["fr", "en", "ar"])), st.tuples(st.integers(0, 9), st.integers(1, 3)), max_size=40
)


@given(documents, st.sets(st.integers(1, 60), max_size=20), st.integers(0, 9), st.sampled_from(["", "fr", "en"]))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_all_is_found_and_the_nearest_first_as_if_each_were_looked_at(
    tmp_path_factory: pytest.TempPathFactory,
    made: dict[DocumentKey, tuple[int, int]],
    gone: set[int],
    asked: int,
    but: str,
) -> None:
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
