"""How requests become Tantivy's queries. Terms are looked up as they are: its query parser never sees a reader's text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from tantivy import FieldType, Occur, Query

from search.embedded.schema import KEY, number_of_language, schema
from search.engine import JOINED, PREFERENCE, CompletionRequest, DocumentKey, NearestRequest, SearchRequest, WeightedTerm
from search.fields import DEPENDS_ON, EXPIRES, FACETS, LANGUAGE, SERVED_IN, document_key, microseconds
from search.matching import TITLE_WORDS

Clauses = list[tuple[Occur, Query]]


def query_of(request: SearchRequest, but: str = "") -> Query | None:
    """The query of a request, without the filter of the dimension `but`; None when it has neither term nor joined."""
    if not (request.terms or request.joined):
        return None
    either = [(Occur.Should, term_query(each)) for each in request.terms]
    if request.joined:
        either.append((Occur.Should, of_documents(request.joined, JOINED)))
    clauses = [(Occur.Must, Query.boolean_query(either))]
    clauses += _visible(request.asked_language, request.at, request.excluded, request.gone)
    clauses += _filtered(request.filters, but)
    if request.preferred_language:
        preferred = Query.term_query(schema(), LANGUAGE, number_of_language(request.preferred_language), "basic")
        clauses.append((Occur.Should, Query.const_score_query(preferred, PREFERENCE)))
    return Query.boolean_query(clauses)


def completion_query(request: CompletionRequest) -> Query | None:
    """The query of a completion; None when it has no word."""
    if not request.words:
        return None
    clauses: Clauses = []
    for place, spellings in enumerate(request.words, start=1):
        either: Clauses = [(Occur.Should, Query.term_query(schema(), TITLE_WORDS, word, "freq")) for word in sorted(spellings)]
        if place == len(request.words):
            # Words hold letters, digits and the mark behind their language: nothing that an expression could read otherwise.
            begun = [Query.regex_query(schema(), TITLE_WORDS, f"{word}.*") for word in sorted(spellings)]
            either += [(Occur.Should, Query.const_score_query(query, 0.0)) for query in begun]
        clauses.append((Occur.Must, Query.boolean_query(either)))
    return Query.boolean_query(clauses + _visible(request.asked_language, request.at, request.excluded, request.gone))


def nearest_query(request: NearestRequest, documents: Collection[DocumentKey]) -> Query:
    """The query of those of some documents that a reader may find."""
    visible = _visible(request.asked_language, request.at, request.excluded, request.gone)
    return Query.boolean_query([(Occur.Must, of_documents(documents)), *visible])


def of_documents(documents: Collection[DocumentKey], score: float = 0.0) -> Query:
    """The query of some documents, which all have the same score."""
    keys = [document_key(page_id, language) for page_id, language in sorted(documents)]
    return Query.const_score_query(Query.term_set_query(schema(), KEY, keys), score)


def term_query(each: WeightedTerm) -> Query:
    """The query of one term."""
    return Query.boost_query(Query.term_query(schema(), each.field, each.term, "freq"), each.weight)


def _visible(asked: str, at: dt.datetime, excluded: Collection[DocumentKey], gone: Collection[str]) -> Clauses:
    # Those that expired are few, those that did not nearly all.
    expired = Query.range_query(schema(), EXPIRES, FieldType.Integer, None, microseconds(at), include_upper=True)
    clauses: Clauses = [
        (Occur.Must, Query.const_score_query(Query.term_query(schema(), SERVED_IN, asked, "basic"), 0.0)),
        (Occur.MustNot, expired),
    ]
    if excluded:
        clauses.append((Occur.MustNot, of_documents(excluded)))
    if gone:
        clauses.append((Occur.MustNot, Query.term_set_query(schema(), DEPENDS_ON, sorted(gone))))
    return clauses


def _filtered(filters: Mapping[str, frozenset[str]], but: str) -> Clauses:
    wanted = [values for dimension, values in sorted(filters.items()) if dimension != but]
    return [(Occur.Must, Query.const_score_query(Query.term_set_query(schema(), FACETS, sorted(values)), 0.0)) for values in wanted]
