"""What the embedded engine stores: documents and states as Tantivy's own.

Terms reach Tantivy as pre-tokenised text: its tokenisers never see a reader's text.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache

from tantivy import Document, PreTokenizedString, Schema, SchemaBuilder, Token

from search.engine import IndexPosition, IndexState, SearchDocument
from search.fields import (
    CUES,
    DATED,
    DEPENDS_ON,
    EXPIRES,
    FACETS,
    LANGUAGE,
    PAGE,
    PASSAGES,
    RECORD,
    SERVED_IN,
    document_key,
    microseconds,
)
from search.matching import STEM_WEIGHTS, WORD_WEIGHTS, document_terms
from search.stored import stored_cues, stored_passages

KEY = "key"
STATE = "state"
# The number of the row that keeps a document's meaning (`meanings`); none where nothing is known of it.
MEANING = "meaning"

# One document of the index is no page but the record of its state, so that state and documents are committed together.
STATE_RECORD = "state"

_BEFORE_ALL = -(2**62)

# A language code is kept as a number, which Tantivy reads by column: written in these digits, first to last.
_DIGITS = "_abcdefghijklmnopqrstuvwxyz0123456789-"
_LONGEST_CODE = 12


@lru_cache(maxsize=1)
def schema() -> Schema:
    """The fields of every generation written by this code."""
    builder = SchemaBuilder()
    for field in (*STEM_WEIGHTS, *WORD_WEIGHTS):
        # Positions are not kept: nothing asks for phrases, and they are half of the size.
        builder.add_text_field(field, tokenizer_name="raw", index_option="freq")
    builder.add_text_field(KEY, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field(PAGE, indexed=True, fast=True)
    builder.add_integer_field(LANGUAGE, indexed=True, fast=True)
    builder.add_text_field(SERVED_IN, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(DEPENDS_ON, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(FACETS, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field(EXPIRES, fast=True)
    builder.add_integer_field(DATED, fast=True)
    builder.add_integer_field(MEANING, fast=True)
    for field in (PASSAGES, CUES):
        builder.add_bytes_field(field, stored=True, indexed=False)
    builder.add_text_field(RECORD, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(STATE, stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


@lru_cache(maxsize=100)
def number_of_language(code: str) -> int:
    """A language code as it is stored. Raises ValueError for one that is longer than 12 characters or has strange ones."""
    if len(code) > _LONGEST_CODE or not set(code) <= set(_DIGITS[1:]):
        raise ValueError(f"{code!r} is no language code that the embedded engine can store.")
    number = 0
    for digit in code:
        number = number * len(_DIGITS) + _DIGITS.index(digit)
    return number


@lru_cache(maxsize=100)
def language_of_number(number: int) -> str:
    """The language code that was stored as a number."""
    code = ""
    while number:
        number, digit = divmod(number, len(_DIGITS))
        code = _DIGITS[digit] + code
    return code


def _pre_tokenised(terms: list[str]) -> PreTokenizedString:
    return PreTokenizedString("", [Token(term, position, 0, 0) for position, term in enumerate(terms)])


def stored_document(document: SearchDocument, meaning: int | None = None) -> Document:
    """A page's document as Tantivy stores it, with the row that keeps its meaning."""
    stored = Document()
    for field, terms in document_terms(document).items():
        stored.add_pre_tokenized_text(field, _pre_tokenised(terms))
    stored.add_text(KEY, document_key(document.page_id, document.language))
    stored.add_integer(PAGE, document.page_id)
    stored.add_integer(LANGUAGE, number_of_language(document.language))
    for field, names in ((SERVED_IN, document.served_in), (DEPENDS_ON, document.depends_on), (FACETS, document.facets)):
        for name in sorted(names):
            stored.add_text(field, name)
    if document.expires_at:
        stored.add_integer(EXPIRES, microseconds(document.expires_at))
    stored.add_integer(DATED, microseconds(document.dated_at) if document.dated_at else _BEFORE_ALL)
    if meaning is not None:
        stored.add_integer(MEANING, meaning)
    stored.add_bytes(PASSAGES, stored_passages(document).encode())
    stored.add_bytes(CUES, stored_cues(document).encode())
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
