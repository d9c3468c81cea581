"""What stands in the answers of the server: hits, and what is read whole, in as many answers as it takes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from search.elasticsearch import requests
from search.elasticsearch.library import Search
from search.elasticsearch.mapping import MEANING, read_meaning
from search.engine import DocumentKey, SearchHit, SearchRequest
from search.fields import CUES, PASSAGES

Ask = Callable[[Search[Any]], Mapping[str, Any]]
"""Asks a generation."""

# Documents of one answer: that depend on something; with their meaning, of which each may have some thousand bytes.
DEPENDING = 10_000
MEANINGS = 500


def hits_in(found: Mapping[str, Any], request: SearchRequest | None = None) -> tuple[SearchHit, ...]:
    """The hits, with their scores as the request tells them and as the server does without one, and with the fields that were read."""
    hits = (_hit(each, each["_score"]) for each in found["hits"]["hits"])
    return tuple(hits if request is None else (replace(hit, score=request.score_of(hit.score, hit.key)) for hit in hits))


def nearest_in(found: Mapping[str, Any]) -> tuple[SearchHit, ...]:
    """The hits of a search of the nearest. How near they are is for the caller to say."""
    return tuple(_hit(hit, 0.0) for hit in found["hits"]["hits"])


def with_texts_in(found: Mapping[str, Any], hits: Sequence[SearchHit]) -> tuple[SearchHit, ...]:
    """The hits with the texts found of each; without where none were."""
    known = {each.key: each for each in nearest_in(found)}
    return tuple(
        replace(hit, passages=known[hit.key].passages, cues=known[hit.key].cues) if hit.key in known else replace(hit, passages="", cues="")
        for hit in hits
    )


def pages_depending_on(ask: Ask, names: Collection[str]) -> frozenset[int]:
    """The pages with a document that depends on one of these names."""
    if not names:
        return frozenset()
    return frozenset(hit["sort"][0] for hit in _every(ask, lambda after: requests.depending_on(names, after, DEPENDING), DEPENDING))


def meanings_of(ask: Ask, page_ids: Collection[int]) -> dict[DocumentKey, bytes]:
    """What is kept of the meaning of the documents of these pages, where anything is."""
    if not page_ids:
        return {}
    found = _every(ask, lambda after: requests.meanings_of(page_ids, after, MEANINGS), MEANINGS)
    return {hit.key: hit.meaning for hit in (_hit(each, 0.0) for each in found)}


def _every(ask: Ask, search_after: Callable[[list[Any] | None], Search[Any]], at_once: int) -> Iterator[Mapping[str, Any]]:
    """All hits of a search, so many in one answer."""
    after: list[Any] | None = None
    while True:
        hits = ask(search_after(after))["hits"]["hits"]
        yield from hits
        if len(hits) < at_once:
            return
        after = hits[-1]["sort"]


def _hit(hit: Mapping[str, Any], score: float) -> SearchHit:
    # What it was sorted by ends with its page and language.
    *_before, page_id, language = hit["sort"]
    passages, cues, meaning = (hit.get("fields", {}).get(field, [""])[0] for field in (PASSAGES, CUES, MEANING))
    return SearchHit(page_id, language, score, passages, cues, read_meaning(meaning))
