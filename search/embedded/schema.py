"""What the embedded engine stores, and how documents, states and requests become Tantivy's own.

Terms reach Tantivy as pre-tokenised text and as term queries: neither its tokenisers nor its query parser ever see a reader's text.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from functools import lru_cache

from tantivy import Document, FieldType, Occur, PreTokenizedString, Query, Schema, SchemaBuilder, Token

from search.engine import IndexPosition, IndexState, SearchDocument, SearchRequest
from search.matching import EVERYTHING, TITLE, document_terms, request_terms

KEY = "key"
PAGE = "page_id"
SERVED_IN = "served_in"
DEPENDS_ON = "depends_on"
EXPIRES = "expires_us"
STATE = "state"
RECORD = "record"

# One document of the index is no page but the record of its state, so that state and documents are committed together.
STATE_RECORD = "state"

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_NEVER = 2**62


@lru_cache(maxsize=1)
def schema() -> Schema:
    """The fields of every generation written by this code."""
    builder = SchemaBuilder()
    for field in (EVERYTHING, TITLE):
        # Positions are not kept: nothing asks for phrases, and they are half of the size.
        builder.add_text_field(field, tokenizer_name="raw", index_option="freq")
    builder.add_text_field(KEY, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field(PAGE, indexed=True, fast=True)
    builder.add_text_field(SERVED_IN, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(DEPENDS_ON, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field(EXPIRES, fast=True)
    builder.add_text_field(RECORD, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(STATE, stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _microseconds(moment: dt.datetime) -> int:
    return (moment - _EPOCH) // dt.timedelta(microseconds=1)


def _pre_tokenised(terms: list[str]) -> PreTokenizedString:
    return PreTokenizedString("", [Token(term, position, 0, 0) for position, term in enumerate(terms)])


def key_of(page_id: int, language: str) -> str:
    """The name of a document in the index."""
    return f"{page_id}_{language}"


def page_and_language(key: str) -> tuple[int, str]:
    """The page and language of a document's name."""
    page_id, _, language = key.partition("_")
    return int(page_id), language


def stored_document(document: SearchDocument) -> Document:
    """A page's document as Tantivy stores it."""
    stored = Document()
    for field, terms in document_terms(document).items():
        stored.add_pre_tokenized_text(field, _pre_tokenised(terms))
    stored.add_text(KEY, key_of(document.page_id, document.language))
    stored.add_integer(PAGE, document.page_id)
    for language in sorted(document.served_in):
        stored.add_text(SERVED_IN, language)
    for name in sorted(document.depends_on):
        stored.add_text(DEPENDS_ON, name)
    stored.add_integer(EXPIRES, _microseconds(document.expires_at) if document.expires_at else _NEVER)
    return stored


def stored_state(position: IndexPosition, fingerprint: str) -> Document:
    """The record of a generation's state as Tantivy stores it."""
    stored = Document()
    stored.add_text(RECORD, STATE_RECORD)
    stored.add_text(STATE, json.dumps({"position": asdict(position), "fingerprint": fingerprint}))
    return stored


def read_state(stored: Document, generation: str, documents: int) -> IndexState:
    """The state in a stored record. Raises ValueError, TypeError or KeyError when it is not one of ours."""
    values = json.loads(str(stored.get_first(STATE)))
    return IndexState(generation, IndexPosition(**values["position"]), values["fingerprint"], documents)


def query_of(request: SearchRequest) -> Query | None:
    """The query of a request; None when its text has no term."""
    wanted = [
        (Occur.Should, Query.boost_query(Query.term_query(schema(), each.field, each.term, "freq"), each.weight))
        for each in request_terms(request)
    ]
    if not wanted:
        return None
    unexpired = Query.range_query(schema(), EXPIRES, FieldType.Integer, _microseconds(request.at), None, include_lower=False)
    clauses = [
        (Occur.Must, Query.boolean_query(wanted)),
        (Occur.Must, Query.const_score_query(Query.term_query(schema(), SERVED_IN, request.asked_language, "basic"), 0.0)),
        (Occur.Must, Query.const_score_query(unexpired, 0.0)),
    ]
    if request.excluded:
        keys = [key_of(page_id, language) for page_id, language in sorted(request.excluded)]
        clauses.append((Occur.MustNot, Query.term_set_query(schema(), KEY, keys)))
    if request.gone:
        clauses.append((Occur.MustNot, Query.term_set_query(schema(), DEPENDS_ON, sorted(request.gone))))
    return Query.boolean_query(clauses)
