"""Documents, requests and positions that tests of the engine speak with, and what they do with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from search.engine import IndexPosition, SearchDocument, SearchEngine, SearchRequest, SpokenCue
from search.matching import wanted_terms
from search.questions import read_question

NOW = dt.datetime(2026, 3, 1, 12, 0, tzinfo=dt.UTC)
JOURNAL = "5b1f0c"


def position(event_id: int, journal: str = JOURNAL) -> IndexPosition:
    return IndexPosition(journal, 0, event_id, f"key-{event_id}" if event_id else "")


def document(
    page_id: int,
    title: str = "",
    body: str = "",
    *,
    language: str = "fr",
    served_in: tuple[str, ...] = ("fr",),
    keywords: str = "",
    depends_on: tuple[str, ...] = (),
    expires_at: dt.datetime | None = None,
    facets: tuple[str, ...] = (),
    dated_at: dt.datetime | None = None,
    passages: tuple[str, ...] = (),
    cues: tuple[SpokenCue, ...] = (),
    meaning: bytes = b"",
    names: Mapping[str, str] | None = None,
) -> SearchDocument:
    sets = (frozenset(served_in), frozenset(depends_on), expires_at, frozenset(facets), dated_at, passages, cues, meaning, names or {})
    return SearchDocument(page_id, language, title, keywords, body, *sets)


def request(
    text: str,
    *,
    asked: str = "fr",
    languages: tuple[str, ...] = ("fr",),
    limit: int = 10,
    offset: int = 0,
    at: dt.datetime = NOW,
    **more: Any,
) -> SearchRequest:
    return SearchRequest(wanted_terms(read_question(text, languages).words), asked, limit, offset, at, **more)


def fill(engine: SearchEngine, documents: Iterable[SearchDocument], event_id: int = 0) -> None:
    """Rebuild the index with these documents."""
    with engine.rebuild(wait=False) as builder:
        builder.replace((), documents)
        builder.commit(position(event_id))
        builder.publish()


def pages(engine: SearchEngine, text: str, **asked: Any) -> list[int]:
    """The pages found, in order."""
    return [hit.page_id for hit in engine.search(request(text, **asked)).hits]
