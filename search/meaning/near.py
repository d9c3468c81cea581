"""Documents near in meaning to another one: of a page that somebody reads, or of a draft that is about to become a page.

Both thresholds were chosen on the sample content, see docs/search.md. Who may see the page of a document is not asked here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from search.engine import DocumentKey, NearestRequest, SearchEngine, SearchHit
from search.meaning.packed import direction_of, nearness, said_by, signs, signs_of
from search.visible import Since, reader_languages, since

# From here on two pages speak of much the same.
NEAR = 0.72

# What is added to a page in the reader's own language: it comes before others that are about as near.
OWN_LANGUAGE = 0.2

# From here on a document says nearly all that another one does, see `said_by`.
SAME = 0.58

# Documents named by their signs, of which the nearest are taken: some times as many as are ever shown.
LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom documents are looked for: who asks for `language` at a moment (aware). `unknown` is what the index does not know yet."""

    language: str
    at: dt.datetime
    unknown: Since


def reader_of(engine: SearchEngine, language: str, at: dt.datetime, using: str) -> Reader | None:
    """Somebody who asks for a language; None where no index can tell: there is none, or that of a restored copy, with other pages.

    One statement, as `since`.
    """
    state = engine.state()
    unknown = since(state.position, language, at, using) if state is not None else Since(is_of_another=True)
    return None if unknown.is_of_another else Reader(language, at, unknown)


def documents_near(engine: SearchEngine, meaning: bytes, reader: Reader, but: frozenset[int]) -> list[DocumentKey]:
    """The documents near to what is kept of another one's meaning, without those of the pages `but`.

    The nearest come first, those in the reader's own language a little before the others, equal ones by page. Nothing is near to b"",
    of which nothing is known. Raises SearchUnavailableError.
    """
    if not meaning:
        return []
    hits = _nearest(engine, signs_of(meaning), reader, but)
    values = nearness(direction_of(meaning), [hit.meaning for hit in hits])
    own = (OWN_LANGUAGE if hit.language == reader.language else 0.0 for hit in hits)
    return _sorted((value + more, hit) for hit, value, more in zip(hits, values, own, strict=True) if value >= NEAR)


def documents_saying_the_same(
    engine: SearchEngine, passages: NDArray[np.float32], reader: Reader, but: frozenset[int]
) -> list[DocumentKey]:
    """The documents in the reader's own language that say nearly all that these passages do, those that say most first.

    `passages` are the directions of a document's (at least one), `but` as above. Raises SearchUnavailableError.
    """
    hits = [hit for hit in _nearest(engine, signs(passages.mean(axis=0)), reader, but) if hit.language == reader.language]
    values = said_by(passages, [hit.meaning for hit in hits])
    return _sorted((value, hit) for hit, value in zip(hits, values, strict=True) if value >= SAME)


def _nearest(engine: SearchEngine, plane: bytes, reader: Reader, but: frozenset[int]) -> tuple[SearchHit, ...]:
    others = frozenset((page_id, code) for page_id in but for code in reader_languages(reader.language))
    unknown = reader.unknown
    return engine.nearest(
        NearestRequest(plane, reader.language, LOOKED_AT, reader.at, excluded=unknown.excluded | others, gone=unknown.gone)
    )


def _sorted(valued: Iterable[tuple[float, SearchHit]]) -> list[DocumentKey]:
    return [hit.key for _value, hit in sorted(valued, key=lambda each: (-each[0], each[1].key))]
