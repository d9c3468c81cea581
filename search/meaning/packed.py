"""How the meaning of a document is kept: few bits for each number of a direction, the same bytes in every engine.

The direction of the whole document is kept in two bits a number: one plane of signs, one that says which numbers are large. Each passage is
kept by its signs alone. Both are read against a question's direction in full, so that little is lost: nDCG@10 of whole collections stays
within .004 of what floats give, with 64 bytes a passage instead of 2,048. The plane of signs of the document is also what engines look
through when the nearest of all documents are wanted: documents whose signs differ least.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.encoder import DIMENSIONS

Direction = NDArray[np.float32]
"""DIMENSIONS numbers, of length 1."""

# Bytes: of a plane of one bit for each number; of the digest that comes first; of all that stands before the passages.
PLANE = DIMENSIONS // 8
DIGEST = 16
HEAD = DIGEST + 2 * PLANE

# Names what follows: what was kept in another way is not read.
LAYOUT = "2+1"

# The quantiser of two bits that loses least of numbers spread like a bell (Max, Quantizing for Minimum Distortion, 1960), in units of
# their spread: beyond this a number is large; what small and large ones are taken for.
_LARGE_FROM = 0.9816
_SMALL, _LARGE = 0.4528, 1.510
_SPREAD = DIMENSIONS**-0.5

# The nearness of a document: the cosine to all of it, and seven tenths of that to its nearest passage. See docs/search.md.
DOCUMENT_WEIGHT = 1.0
PASSAGE_WEIGHT = 0.7


def packed(digest: bytes, passages: NDArray[np.float32]) -> bytes:
    """What is kept of a document with these directions of passages (at least one) under a digest of DIGEST bytes."""
    whole = passages.mean(axis=0)
    length = float(np.linalg.norm(whole))
    large = np.abs(whole) > _LARGE_FROM * _SPREAD * length
    return b"".join((digest, np.packbits(whole > 0).tobytes(), np.packbits(large).tobytes(), np.packbits(passages > 0, axis=1).tobytes()))


def digest_of(kept: bytes) -> bytes:
    """The digest under which something was kept."""
    return kept[:DIGEST]


def signs_of(kept: bytes) -> bytes:
    """The plane of signs of a whole document: PLANE bytes."""
    return kept[DIGEST : DIGEST + PLANE]


def signs(direction: Direction) -> bytes:
    """The plane of signs of a direction: what the nearest documents are looked for by."""
    return np.packbits(direction > 0).tobytes()


def direction_of(kept: bytes) -> Direction:
    """The direction of a whole document as it was kept, of length 1."""
    direction: Direction = _whole(np.frombuffer(kept, np.uint8, HEAD)[None])[0]
    return direction


def nearness(direction: Direction, documents: Sequence[bytes]) -> list[float]:
    """How near each document that was kept is in meaning to a direction: from -1.7 to 1.7; 0 for b"", of which nothing is known."""
    known = [place for place, kept in enumerate(documents) if kept]
    values = [0.0] * len(documents)
    if not known:
        return values
    heads = np.frombuffer(b"".join([documents[place][:HEAD] for place in known]), np.uint8).reshape(-1, HEAD)
    rows = np.frombuffer(b"".join([documents[place][HEAD:] for place in known]), np.uint8).reshape(-1, PLANE)
    firsts = np.cumsum([0, *((len(documents[place]) - HEAD) // PLANE for place in known[:-1])])
    nearest = np.maximum.reduceat(_cosines(rows, direction), firsts)
    found = DOCUMENT_WEIGHT * (_whole(heads) @ direction) + PASSAGE_WEIGHT * nearest
    for place, value in zip(known, found.tolist(), strict=True):
        values[place] = value
    return values


def passages_nearness(direction: Direction, kept: bytes) -> list[float]:
    """The cosine of each passage of a document to a direction, in order."""
    return [float(value) for value in _cosines(_passages(kept), direction)]


def said_by(passages: NDArray[np.float32], documents: Sequence[bytes]) -> list[float]:
    """How much of what these passages (at least one) say each document that was kept says too: the mean of the cosines to its nearest.

    0.8 for a document of the same passages, since signs alone are kept of them; 0 for b"", of which nothing is known.
    """
    return [float(_cosines(_passages(kept), passages.T).max(axis=0).mean()) if kept else 0.0 for kept in documents]


def _passages(kept: bytes) -> NDArray[np.uint8]:
    return np.frombuffer(kept, np.uint8, offset=HEAD).reshape(-1, PLANE)


def _cosines(rows: NDArray[np.uint8], directions: NDArray[np.float32]) -> NDArray[np.float32]:
    """Of rows of signs to a direction, or to several that stand side by side."""
    cosines: NDArray[np.float32] = _signed(rows) @ directions * np.float32(_SPREAD)
    return cosines


def _whole(heads: NDArray[np.uint8]) -> NDArray[np.float32]:
    signed = _signed(heads[:, DIGEST : DIGEST + PLANE])
    sizes = np.unpackbits(heads[:, DIGEST + PLANE :], axis=1).astype(np.float32)
    sizes *= _LARGE - _SMALL
    sizes += _SMALL
    signed *= sizes
    # What `np.linalg.norm` gives, in a third of the time.
    signed /= np.sqrt(np.einsum("ij,ij->i", signed, signed))[:, None]
    return signed


def _signed(planes: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Rows of 1 and -1 from rows of signs."""
    ones = np.unpackbits(planes, axis=1).astype(np.float32)
    ones *= 2
    ones -= 1
    return ones
