"""What a generation keeps of the meaning of its documents: two files beside Tantivy's own, mapped into memory by whoever reads or writes.

One has a row for each document, the other one for each of its passages, a document's own one after the other. Tantivy keeps with a document
the number of its row. A row that no document leads to any longer is zero and used again. Files only grow; rows are written, and old ones
wiped, before Tantivy commits: who still reads the commit before finds, for that moment, no meaning where a document is being replaced, and
never half of one, nor another's: a row says whose it is, and is looked at once more after its passages. What a writer that died left behind
belongs to pages whose events are applied again, and goes then; what it had begun to wipe, the next writer wipes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from search.embedded.schema import language_of_number, number_of_language
from search.engine import DocumentKey
from search.meaning.packed import DIGEST, HEAD, PLANE

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DOCUMENT = np.dtype(
    [
        # 0: the row is free; below 0: it is being wiped.
        ("page", "<i8"),
        ("language", "<i8"),
        # The first of its passages, and how many there are.
        ("first", "<i8"),
        ("number", "<i8"),
        # The head of what is kept, to the end of the row.
        ("digest", "u1", (DIGEST,)),
        ("signs", "<u8", (PLANE // 8,)),
        ("large", "u1", (PLANE,)),
    ]
)
_PASSAGE = np.dtype(("u1", (PLANE,)))

# The layout is part of the names: a generation of another one has no meanings for this code.
_LAYOUT = hashlib.blake2b(f"{_DOCUMENT.descr} {PLANE}".encode(), digest_size=4).hexdigest()
DOCUMENTS = f"meanings.{_LAYOUT}"
PASSAGES = f"meanings.{_LAYOUT}.passages"

# Rows by which a file grows.
GROWTH = 1_024

# Rows whose signs are compared at once: so many fit into the processor's cache.
ROWS_AT_ONCE = 8_192

# Documents named at once, of all that are put in order.
KEYS_AT_ONCE = 512

# Of a sum of bits of four times 16 bits: all of them, the second and fourth byte, and one for each.
_BYTES, _ONES = np.uint64(0x00FF00FF00FF00FF), np.uint64(0x0001000100010001)


def _mapped(file: Path, of: np.dtype[Any], mode: str) -> NDArray[Any]:
    """The rows of a file; none where it is missing or empty, which cannot be mapped."""
    rows = file.stat().st_size // of.itemsize if file.exists() else 0
    shape = (rows, *of.shape)
    return np.memmap(file, of.base, mode=mode, shape=shape) if rows else np.empty(shape, of.base)  # type: ignore[call-overload]


class Meanings:
    """The meanings of a generation as they are now, to read from any thread."""

    def __init__(self, generation: Path, mode: str = "r") -> None:
        self._files = generation / DOCUMENTS, generation / PASSAGES
        self._mode = mode
        self._map()

    def _map(self) -> None:
        documents, passages = self._files
        self.documents, self.passages = _mapped(documents, _DOCUMENT, self._mode), _mapped(passages, _PASSAGE, self._mode)

    def at(self, rows: Sequence[int], keys: Sequence[DocumentKey]) -> list[bytes]:
        """What is kept in these rows of these documents; b"" for a row below 0, one not written yet, or one that is another's by now."""
        numbers = np.array(rows, np.int64)
        places = np.flatnonzero((numbers >= 0) & (numbers < len(self.documents)))
        found = [b""] * len(rows)
        for place, (key, kept) in zip(places.tolist(), self._kept(numbers[places]), strict=True):
            if key == keys[place]:
                found[place] = kept
        return found

    def of_pages(self, page_ids: Collection[int]) -> Mapping[DocumentKey, bytes]:
        """What is kept of the documents of these pages."""
        return {key: kept for key, kept in self._kept(self.rows_of(page_ids)) if kept}

    def rows_of(self, page_ids: Collection[int]) -> NDArray[np.int64]:
        """The rows of these pages, all of whose ids are above 0."""
        return np.flatnonzero(np.isin(self.documents["page"], np.fromiter(page_ids, np.int64, len(page_ids))))

    @cached_property
    def _columns(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint64]]:
        """Pages, languages and signs, each side by side: 80 bytes a document, for which all are looked through in a third of the time."""
        page, language, planes = (np.ascontiguousarray(self.documents[name]) for name in ("page", "language", "signs"))
        return page, language, planes

    def by_distance(self, signs: bytes, but: str) -> Iterator[DocumentKey]:
        """The documents, each once, by how many of their signs differ, the fewest first; with `but`, only those in another language."""
        pages, languages, planes = self._columns
        distances = np.empty(len(planes), np.uint16)
        question = np.frombuffer(signs, "<u8")
        for begin in range(0, len(planes), ROWS_AT_ONCE):
            block = slice(begin, begin + ROWS_AT_ONCE)
            ones = np.bitwise_count(planes[block] ^ question).view("<u8")[:, 0]
            # Eight counts of 64 at most stand in eight bytes: neighbours are added first, so that the sum of all has room.
            distances[block] = (((ones & _BYTES) + (ones >> np.uint64(8) & _BYTES)) * _ONES) >> np.uint64(48)
        is_wanted = pages > 0
        if but:
            is_wanted &= languages != number_of_language(but)
        rows = np.flatnonzero(is_wanted)
        yield from self._in_order(rows, distances[rows])

    def _in_order(self, rows: NDArray[np.int64], distances: NDArray[np.uint16]) -> Iterator[DocumentKey]:
        """The documents of these rows, each once, by these distances."""
        documents = np.asarray(self.documents)
        # The first ones are put in order alone: hardly anybody asks for more.
        is_first = distances <= np.searchsorted(np.cumsum(np.bincount(distances)), KEYS_AT_ONCE)
        # While a document is being replaced, it has two rows.
        seen: set[DocumentKey] = set()
        for part in (is_first, ~is_first):
            # Numbers of 16 bits are put in order digit by digit, ten times faster than by comparing.
            ordered = rows[part][np.argsort(distances[part], kind="stable")]
            for begin in range(0, len(ordered), KEYS_AT_ONCE):
                for key in _keys(documents[ordered[begin : begin + KEYS_AT_ONCE]]):
                    if key not in seen:
                        seen.add(key)
                        yield key

    def _kept(self, numbers: NDArray[np.int64]) -> Iterator[tuple[DocumentKey, bytes]]:
        """The document of each of some rows and what is kept of it; b"" for a row that is free, or that a writer is at."""
        documents, passages = np.asarray(self.documents), np.asarray(self.passages).reshape(-1).data
        rows = documents[numbers]
        extents = list(zip(rows["first"].tolist(), rows["number"].tolist(), strict=True))
        said = [bytes(passages[first * PLANE : (first + number) * PLANE]) for first, number in extents]
        # Read again: a row that is as it was had these passages all the time.
        before, after = _heads(rows), _heads(documents[numbers])
        for place, key in enumerate(_keys(rows)):
            is_whole = key[0] > 0 and 0 < len(said[place]) == extents[place][1] * PLANE
            yield key, before[place][-HEAD:] + said[place] if is_whole and before[place] == after[place] else b""


class MeaningsWriter(Meanings):
    """The one writer of a generation's meanings. What it adds is found by whoever reads the row's number in the commit that follows."""

    def __init__(self, generation: Path) -> None:
        super().__init__(generation, mode="r+")
        self._to_wipe: list[NDArray[np.int64]] = []
        ends = self.documents["first"] + self.documents["number"]
        # What a writer that died was wiping, or had written without the passages: the system keeps pages of files in any order.
        is_half = (self.documents["page"] != 0) & ((self.documents["number"] < 1) | (ends > len(self.passages)))
        if len(left := np.flatnonzero(is_half | (self.documents["page"] < 0))):
            self._zero(left)
        self._find_room()

    def _find_room(self) -> None:
        """Look where rows are free: ranges, from the first on."""
        is_used = self.documents["page"] != 0
        self._free_documents = _ranges(~is_used)
        bounds = np.zeros(len(self.passages) + 1, np.int64)
        used = self.documents[is_used]
        np.add.at(bounds, used["first"], 1)
        np.add.at(bounds, used["first"] + used["number"], -1)
        self._free_passages = _ranges(np.cumsum(bounds)[:-1] == 0)

    def wipe(self, page_ids: Collection[int]) -> None:
        """Have what is kept of these pages so far wiped at the next commit."""
        self._to_wipe.append(self.rows_of(page_ids))

    def add(self, page_id: int, language: str, kept: bytes) -> int:
        """Keep the meaning of a document, which is not b""; returns the number of its row."""
        number = (len(kept) - HEAD) // PLANE
        row, first = self._room(self._free_documents, 0, 1), self._room(self._free_passages, 1, number)
        signs = np.frombuffer(kept, "<u8", PLANE // 8, DIGEST)
        head = np.frombuffer(kept, np.uint8, HEAD)
        self.passages[first : first + number] = np.frombuffer(kept, np.uint8, offset=HEAD).reshape(-1, PLANE)
        self.documents[row] = (0, number_of_language(language), first, number, head[:DIGEST], signs, head[DIGEST + PLANE :])
        # Last: before, the row is nobody's.
        self.documents["page"][row] = page_id
        return row

    def commit(self) -> None:
        """Wipe what was to be wiped, and make all of it durable."""
        rows = np.unique(np.concatenate(self._to_wipe)) if self._to_wipe else np.empty(0, np.int64)
        self._to_wipe = []
        # Readers see first that these are nobody's, and so does the next writer if this one dies before it is through.
        self.documents["page"][rows] *= -1
        self._zero(rows)
        if len(rows):
            self._find_room()

    def _zero(self, rows: NDArray[np.int64]) -> None:
        for row in self.documents[rows]:
            self.passages[row["first"] : row["first"] + row["number"]] = 0
        # The passages first, on the disk too: without its row nobody knows of them any longer.
        _flush(self.passages)
        self.documents[rows] = np.zeros((), _DOCUMENT)
        _flush(self.documents)

    def _room(self, free: list[range], which: int, number: int) -> int:
        """The first of so many free rows, one after the other, which are taken from the ranges."""
        for place, rows in enumerate(free):
            if len(rows) >= number:
                free[place : place + 1] = [rows[number:]] if len(rows) > number else []
                return rows.start
        self._grow(free, which, number)
        return self._room(free, which, number)

    def _grow(self, free: list[range], which: int, number: int) -> None:
        size = _DOCUMENT.itemsize if which == 0 else PLANE
        before = len(self.documents if which == 0 else self.passages)
        after = before + max(GROWTH, number)
        self._files[which].touch()
        with self._files[which].open("r+b") as file:
            file.seek(before * size)
            # Written, not left out: on a full disk this is an error, while a mapped hole that has no room ends the process.
            file.write(bytes((after - before) * size))
        self._map()
        begin = free.pop().start if free and free[-1].stop == before else before
        free.append(range(begin, after))


def _flush(rows: NDArray[Any]) -> None:
    if isinstance(rows, np.memmap):
        rows.flush()


def _heads(rows: NDArray[Any]) -> list[bytes]:
    """Each of some rows in full."""
    told, size = rows.tobytes(), _DOCUMENT.itemsize
    return [told[place : place + size] for place in range(0, len(told), size)]


def _keys(rows: NDArray[Any]) -> Iterator[DocumentKey]:
    """The documents of some rows."""
    return zip(rows["page"].tolist(), map(language_of_number, rows["language"].tolist()), strict=True)


def _ranges(is_free: NDArray[np.bool_]) -> list[range]:
    edges = np.flatnonzero(np.diff(is_free.astype(np.int8), prepend=0, append=0))
    return [range(int(begin), int(end)) for begin, end in edges.reshape(-1, 2)]
