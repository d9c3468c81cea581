"""Documents near in meaning to another one: of a page that somebody reads, or of a draft that is about to become a page.

Both thresholds were chosen on the sample content, see docs/search.md. Who may see the page of a document is not asked here.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from search.engine import DocumentKey, NearestRequest, SearchEngine
from search.meaning.packed import direction_of, nearness, signs_of
from search.meaning.ranking import OWN_LANGUAGE
from search.visible import Since, reader_languages, since

# From here on two pages speak of much the same.
NEAR = 0.65

# From here on they say nearly the same: one may be a copy of the other, with changes.
VERY_NEAR = 1.1

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


def documents_near(
    engine: SearchEngine, meaning: bytes, reader: Reader, least: float, but: frozenset[int] = frozenset()
) -> list[DocumentKey]:
    """The documents that are at least so near to what is kept of another one's meaning, without those of the pages `but`.

    The nearest come first, those in the reader's own language a little before the others, equal ones by page. Nothing is near to b"",
    of which nothing is known. Raises SearchUnavailableError.
    """
    if not meaning:
        return []
    others = frozenset((page_id, code) for page_id in but for code in reader_languages(reader.language))
    asked = NearestRequest(
        *(signs_of(meaning), reader.language, LOOKED_AT, reader.at), excluded=reader.unknown.excluded | others, gone=reader.unknown.gone
    )
    hits = engine.nearest(asked)
    values = nearness(direction_of(meaning), [hit.meaning for hit in hits])
    near = [
        (value + OWN_LANGUAGE * (hit.language == reader.language), hit.key)
        for hit, value in zip(hits, values, strict=True)
        if value >= least
    ]
    return [key for _value, key in sorted(near, key=lambda each: (-each[0], each[1]))]
