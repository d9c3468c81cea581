"""Documents, requests and positions that tests of the engine speak with."""

from __future__ import annotations

import datetime as dt

from search.engine import IndexPosition, SearchDocument, SearchRequest

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
) -> SearchDocument:
    return SearchDocument(page_id, language, title, keywords, body, frozenset(served_in), frozenset(depends_on), expires_at)


def request(
    text: str,
    *,
    asked: str = "fr",
    languages: tuple[str, ...] = ("fr",),
    limit: int = 10,
    offset: int = 0,
    at: dt.datetime = NOW,
    excluded: frozenset[tuple[int, str]] = frozenset(),
) -> SearchRequest:
    return SearchRequest(text, asked, languages, limit, offset, at, excluded)
