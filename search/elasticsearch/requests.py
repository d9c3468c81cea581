"""How requests become queries: pure functions. Terms are looked up as they are; nothing here is parsed by the server."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from search.elasticsearch.library import Search, aggs, query
from search.elasticsearch.mapping import MEANING, SIGNS, stored_signs
from search.engine import JOINED, PREFERENCE, CompletionRequest, DocumentKey, NearestRequest, SearchOrder, SearchRequest, WeightedTerm
from search.fields import CUES, DATED, DEPENDS_ON, EXPIRES, FACETS, LANGUAGE, PAGE, PASSAGES, SERVED_IN, document_key, microseconds
from search.matching import TITLE_WORDS

# More values of one dimension than any site has: none is left out.
MOST_VALUES = 10_000

# So many of the nearest are ordered beyond those wanted: of all that differ as much as the last one, the first pages are taken.
SPARE = 100

# Equal documents come by page, then language.
_TIES: list[dict[str, Any]] = [{PAGE: "asc"}, {LANGUAGE: "asc"}]
_BEST_FIRST: list[dict[str, Any]] = [{"_score": "desc"}, *_TIES]
_NEWEST_FIRST: list[dict[str, Any]] = [{DATED: {"order": "desc", "missing": "_last"}}, *_TIES]


def search_of(request: SearchRequest) -> Search[Any]:
    """The search of a request that has a term, or joined documents."""
    found = query.Bool(
        must=[_any_of(request.terms, request.joined)],
        should=[_preferred(request.preferred_language)] if request.preferred_language else [],
        filter=[query.Term(**{SERVED_IN: request.asked_language})],
        must_not=_hidden(request.at, request.excluded, request.gone),
    )
    search = _window(found, _NEWEST_FIRST if request.order is SearchOrder.NEWEST else _BEST_FIRST, request.limit, request.offset)
    if request.filters:
        # After the counting, since each dimension is counted without its own.
        search = search.post_filter(query.Bool(filter=list(_filters(request.filters).values())))
    # Those that are not filtered by are counted together: a second look at all documents costs as much as the first.
    for dimensions in filter(
        None, (request.counted - request.filters.keys(), *({each} for each in request.counted & request.filters.keys()))
    ):
        others = [each for name, each in _filters(request.filters).items() if name not in dimensions]
        names = "|".join(_literally(dimension) for dimension in sorted(dimensions))
        search.aggs.bucket(min(dimensions), aggs.Filter(query.Bool(filter=others) if others else query.MatchAll())).bucket(
            "values", aggs.Terms(field=FACETS, include=f"({names}):.*", size=MOST_VALUES)
        )
    kept = [*texts_wanted(request), *([MEANING] if request.with_meaning else [])]
    return search.extra(stored_fields=kept) if kept else search


def texts_wanted(request: SearchRequest) -> list[str]:
    """The fields of what may be shown of a hit, as far as the request wants them."""
    return [field for field, is_wanted in ((PASSAGES, request.with_passages), (CUES, request.with_cues)) if is_wanted]


def documents_with(fields: list[str], documents: Collection[DocumentKey]) -> Search[Any]:
    """The search that finds these documents as far as they are there, with these fields."""
    return _window(_documents(documents), _TIES, len(documents), 0).extra(stored_fields=fields, track_total_hits=False)


def nearest_of(request: NearestRequest) -> Search[Any]:
    """The search of the documents whose signs differ least."""
    hidden = _hidden(request.at, request.excluded, request.gone)
    if request.but:
        hidden.append(query.Term(**{LANGUAGE: request.but}))
    visible = query.Bool(filter=[query.Term(**{SERVED_IN: request.asked_language})], must_not=hidden)
    number = request.limit + SPARE
    # Types know vectors as numbers only.
    signs: Any = stored_signs(request.signs)
    # Filtered before it is counted how many are the nearest.
    found = query.Knn(field=SIGNS, query_vector=signs, k=number, num_candidates=number, filter=visible)
    return _window(found, _BEST_FIRST, request.limit, 0).extra(stored_fields=[MEANING], track_total_hits=False)


def meanings_of(page_ids: Collection[int], after: list[Any] | None, size: int) -> Search[Any]:
    """What is kept of the meaning of the documents of these pages, by page; those that come `after` the last one seen."""
    known = query.Bool(filter=[_one_of(PAGE, page_ids), query.Exists(field=SIGNS)])
    return _after(known, after, size).extra(stored_fields=[MEANING])


def completion_of(request: CompletionRequest) -> Search[Any]:
    """The search of a completion that has a word."""
    words = [_spelt(spellings, is_begun=place == len(request.words)) for place, spellings in enumerate(request.words, start=1)]
    found = query.Bool(
        must=words,
        filter=[query.Term(**{SERVED_IN: request.asked_language})],
        must_not=_hidden(request.at, request.excluded, request.gone),
    )
    return _window(found, _BEST_FIRST, request.limit, 0)


def explanation_of(terms: Iterable[WeightedTerm], page_id: int, language: str) -> Search[Any]:
    """The search that finds one document and says what each term brings, under the term's place among `terms`."""
    named = [_term(each, _name=str(place)) for place, each in enumerate(terms)]
    only = query.Ids(values=[document_key(page_id, language)])
    return Search().query(query.Bool(should=named, filter=[only], minimum_should_match=1)).extra(size=1, _source=False)


def depending_on(names: Collection[str], after: list[Any] | None, size: int) -> Search[Any]:
    """The documents that depend on one of these names, by page; those that come `after` the last one seen."""
    return _after(query.Bool(filter=[_one_of(DEPENDS_ON, names)]), after, size)


def documents_only() -> query.Query:
    """All documents of pages: neither tombstones nor records."""
    return query.Exists(field=PAGE)


def _window(found: query.Query, order: list[dict[str, Any]], limit: int, offset: int) -> Search[Any]:
    search = Search().query(found).sort(*order)
    # The page and the language are the last two values that a hit was sorted by: nothing else of it is read.
    return search.extra(size=limit, from_=offset, _source=False, stored_fields="_none_", track_total_hits=True)


def _after(found: query.Query, after: list[Any] | None, size: int) -> Search[Any]:
    search = Search().query(found).sort(*_TIES)
    more = {"search_after": after} if after else {}
    return search.extra(size=size, _source=False, stored_fields="_none_", track_total_hits=False, **more)


def _any_of(terms: Iterable[WeightedTerm], joined: Collection[DocumentKey]) -> query.Query:
    either: list[query.Query] = [_term(each) for each in terms]
    if joined:
        either.append(query.ConstantScore(filter=_documents(joined), boost=JOINED))
    return query.Bool(should=either, minimum_should_match=1)


def _documents(keys: Collection[DocumentKey]) -> query.Query:
    return query.Ids(values=[document_key(page_id, language) for page_id, language in sorted(keys)])


def _term(each: WeightedTerm, **more: Any) -> query.Query:
    return query.Term(**{each.field: {"value": each.term, "boost": each.weight, **more}})


def _one_of(field: str, values: Collection[Any]) -> query.Query:
    wanted: dict[str, Any] = {field: sorted(values)}
    return query.Terms(**wanted)


def _spelt(spellings: Collection[str], *, is_begun: bool) -> query.Query:
    either: list[query.Query] = [_term(WeightedTerm(TITLE_WORDS, word, 1.0)) for word in sorted(spellings)]
    if is_begun:
        either += [query.ConstantScore(filter=query.Prefix(**{TITLE_WORDS: word}), boost=0.0) for word in sorted(spellings)]
    return query.Bool(should=either, minimum_should_match=1)


def _preferred(language: str) -> query.Query:
    return query.ConstantScore(filter=query.Term(**{LANGUAGE: language}), boost=PREFERENCE)


def _hidden(at: dt.datetime, excluded: Collection[DocumentKey], gone: Collection[str]) -> list[query.Query]:
    # What never expires has no such moment.
    hidden: list[query.Query] = [query.Range(**{EXPIRES: {"lte": microseconds(at)}})]
    if excluded:
        hidden.append(_documents(excluded))
    if gone:
        hidden.append(_one_of(DEPENDS_ON, gone))
    return hidden


def _filters(filters: Mapping[str, frozenset[str]]) -> dict[str, query.Query]:
    return {dimension: _one_of(FACETS, values) for dimension, values in sorted(filters.items())}


def _literally(text: str) -> str:
    """A text as an expression of the server's that matches nothing else."""
    return "".join(letter if letter.isalnum() else f"\\{letter}" for letter in text)
