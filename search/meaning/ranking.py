"""What meaning does to an answer: the nearest join what the terms find, and the best hundred are put in order again.

The engine orders by terms; its first WINDOW documents are reordered by terms and meaning together, and what comes after them stays as it
is, so that the pages of an answer, read one after another, hold every document once. The nearest that join come first in the engine's
order, and so are always among those that are reordered. All weights and thresholds: docs/search.md, with what they were chosen on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from search.engine import (
    MOST_HITS,
    DocumentKey,
    NearestRequest,
    SearchEngine,
    SearchHit,
    SearchOrder,
    SearchRequest,
    SearchResult,
    SearchUnavailableError,
)
from search.meaning.packed import Direction, nearness, signs

WINDOW = MOST_HITS

# Documents looked at for those that join, and how many do at most.
LOOKED_AT = 100
MOST_JOINED = 10

# Documents found by terms that are few: less than what a first page shows.
FEW = 10

# What joins is at least so near. A page that answers in another language than the one asked, whose words it can hardly have, counts from
# there on as much as the one that has most of them; and a little more for names and numbers that are the same in both.
NEAR = 0.25
OTHER_LANGUAGE_TERMS = 0.2

# In units of the best score by terms: what puts a page in the reader's language before one that is not.
OWN_LANGUAGE = 0.5


def with_nearest(engine: SearchEngine, request: SearchRequest, direction: Direction | None) -> tuple[SearchRequest, SearchResult]:
    """The request joined by the nearest, and what is `ranked` for it.

    They are documents in another language than the one preferred, if one is; where the request finds few without them, whatever it
    filters by, documents in any language. Raises SearchUnavailableError.
    """
    if direction is None:
        return request, ranked(engine, request, direction)
    if request.preferred_language:
        request = replace(request, joined=_near(engine, request, direction, but=request.preferred_language))
    result = ranked(engine, request, direction)
    if result.total < FEW and not (request.filters and engine.search(_unfiltered(request)).total >= FEW):
        wider = replace(request, joined=request.joined | _near(engine, request, direction))
        if wider.joined != request.joined:
            return wider, ranked(engine, wider, direction)
    return request, result


def _unfiltered(request: SearchRequest) -> SearchRequest:
    return replace(request, filters={}, counted=frozenset(), offset=0, limit=1, with_passages=False, with_cues=False)


def _near(engine: SearchEngine, request: SearchRequest, direction: Direction, but: str = "") -> frozenset[DocumentKey]:
    """The documents near to a question; with `but`, those that are not in this language."""
    asked = NearestRequest(
        signs(direction), request.asked_language, LOOKED_AT, request.at, but=but, excluded=request.excluded, gone=request.gone
    )
    hits = engine.nearest(asked)
    values = nearness(direction, [hit.meaning for hit in hits])
    near = sorted((-value, hit.key) for hit, value in zip(hits, values, strict=True) if value >= NEAR)
    return frozenset(key for _value, key in near[:MOST_JOINED])


def ranked(engine: SearchEngine, request: SearchRequest, direction: Direction | None) -> SearchResult:
    """The engine's answer to a request, its best hundred in the order of terms and meaning. Raises SearchUnavailableError.

    Without a direction, or where the newest come first, it is the engine's own.
    """
    if direction is None or request.order is not SearchOrder.RELEVANCE or request.offset >= WINDOW:
        return engine.search(request)
    window = engine.search(replace(request, offset=0, limit=WINDOW, with_passages=False, with_cues=False, with_meaning=True))
    end = request.offset + request.limit
    shown = reordered(window.hits, request, direction, slice(request.offset, end))
    try:
        shown = engine.with_texts(shown, request)
    except SearchUnavailableError:
        # Found is better than nothing, and told to be less than usual.
        window = replace(window, is_degraded=True)
    if end > WINDOW and len(window.hits) == WINDOW:
        beyond = engine.search(replace(request, offset=WINDOW, limit=end - WINDOW, counted=frozenset()))
        shown += beyond.hits
        if beyond.is_degraded:
            # Another index answered for the rest, which may not know as much.
            window = replace(window, position=beyond.position, is_degraded=True)
    return replace(window, hits=shown)


def reordered(hits: Sequence[SearchHit], request: SearchRequest, direction: Direction, shown: slice = slice(None)) -> tuple[SearchHit, ...]:
    """Those shown of one window's hits by terms and meaning, equal ones by page; their scores are what both bring, in the unit of terms.

    Those in another language than the one preferred come last, unless they are near.
    """
    best = max((hit.score for hit in hits), default=0.0) or 1.0
    values = nearness(direction, [hit.meaning for hit in hits])
    scored = [(hit, value, _score(hit, value, best, request)) for hit, value in zip(hits, values, strict=True)]
    scored.sort(key=lambda each: (_place(each[0], each[1], each[2], request), each[0].key))
    return tuple(replace(hit, score=round(score * best, 3)) for hit, _value, score in scored[shown])


def _score(hit: SearchHit, value: float, best: float, request: SearchRequest) -> float:
    """What terms and meaning bring, in units of the best score by terms."""
    of_terms = hit.score / best
    if request.preferred_language not in ("", hit.language) and value >= NEAR:
        of_terms = 1.0 + OTHER_LANGUAGE_TERMS * of_terms
    return of_terms + value


def _place(hit: SearchHit, value: float, score: float, request: SearchRequest) -> tuple[bool, float]:
    """Where a hit stands among others: the less, the further up."""
    if hit.language == request.preferred_language:
        return False, -score - OWN_LANGUAGE
    return bool(request.preferred_language) and value < NEAR, -score
