"""Made-up meanings, and what a generation keeps of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from search.embedded import TantivyEngine
from search.embedded.meanings import DOCUMENTS, PASSAGES, MeaningsWriter
from search.engine import DocumentKey
from search.meaning.packed import packed
from tests.search.examples import request


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


def hits(engine: TantivyEngine) -> list[tuple[DocumentKey, bytes]]:
    return [(hit.key, hit.meaning) for hit in engine.search(request("mot", with_meaning=True)).hits]
