"""What the server stores: documents, tombstones and records as the bodies that it is sent, and the settings of an index for them.

Terms reach it as text with spaces in between and are cut there and nowhere else: it knows no language. A tombstone stands where a document
was, or could be, and has nothing that is found or counted.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any

from search.engine import DEEPEST_OFFSET, MOST_HITS, SearchDocument
from search.fields import CUES, DATED, DEPENDS_ON, EXPIRES, FACETS, LANGUAGE, PAGE, PASSAGES, RECORD, SERVED_IN, microseconds
from search.matching import NO_TERM, STEM_WEIGHTS, WORD_WEIGHTS, WORDS, document_terms
from search.meaning.packed import PLANE, signs_of
from search.stored import stored_cues, stored_passages

VOCABULARY = "vocabulary"
# What is kept of a document's meaning, and of that the signs, by which the nearest are found. Both are absent where nothing is known.
MEANING = "meaning"
SIGNS = "signs"

_NAMES = {"type": "keyword"}
# Looked for, never read.
_LOOKED_FOR = {"type": "keyword", "doc_values": False}
_MOMENT = {"type": "long"}
# Kept apart from the rest of a document, so that they are read only when wanted; no length is too long for this type.
_KEPT = {"type": "text", "index": False, "store": True}
_KEPT_BYTES = {"type": "binary", "store": True}
# Compared with every document's, one by one: a graph would be quicker among millions, and miss some.
_BITS = {"type": "dense_vector", "element_type": "bit", "dims": 8 * PLANE, "index_options": {"type": "flat"}}
# Positions are not kept: nothing asks for phrases.
_TERMS = {"type": "text", "analyzer": "whitespace", "index_options": "freqs", "similarity": "bm25"}

_FIELDS = (*STEM_WEIGHTS, *WORD_WEIGHTS)

MAPPINGS: dict[str, Any] = {
    "dynamic": "strict",
    # Documents are made anew from the tables, never from what was sent: only what is read of them is kept.
    "_source": {"includes": [PAGE, LANGUAGE, SERVED_IN, DEPENDS_ON, FACETS, EXPIRES, DATED, RECORD]},
    "properties": {
        **dict.fromkeys(_FIELDS, _TERMS),
        PAGE: {"type": "long"},
        LANGUAGE: _NAMES,
        SERVED_IN: _LOOKED_FOR,
        DEPENDS_ON: _LOOKED_FOR,
        # Their numbering, which counting needs, is made when something is written and not by the first reader afterwards.
        FACETS: {**_NAMES, "eager_global_ordinals": True},
        EXPIRES: _MOMENT,
        DATED: _MOMENT,
        VOCABULARY: _NAMES,
        PASSAGES: _KEPT,
        CUES: _KEPT,
        MEANING: _KEPT_BYTES,
        SIGNS: _BITS,
        RECORD: {"type": "object", "enabled": False},
    },
}

SETTINGS: dict[str, Any] = {
    # One shard: counts and statistics are exact, and a refresh shows everything at once.
    "number_of_shards": 1,
    # A copy on a second node, where there is one.
    "auto_expand_replicas": "0-1",
    # Nothing is shown before a commit asks for it.
    "refresh_interval": "-1",
    "max_result_window": DEEPEST_OFFSET + MOST_HITS,
    "similarity": {"bm25": {"type": "BM25", "k1": 1.2, "b": 0.75}},
}


def stored_document(document: SearchDocument) -> dict[str, Any]:
    """The body of a page's document."""
    terms = document_terms(document)
    body: dict[str, Any] = {field: " ".join(values) or NO_TERM for field, values in terms.items()}
    body |= {
        PAGE: document.page_id,
        LANGUAGE: document.language,
        SERVED_IN: sorted(document.served_in),
        DEPENDS_ON: sorted(document.depends_on),
        FACETS: sorted(document.facets),
        VOCABULARY: sorted(set(terms[WORDS])),
    }
    moments = {EXPIRES: document.expires_at, DATED: document.dated_at}
    body |= {field: microseconds(moment) for field, moment in moments.items() if moment is not None}
    texts = {PASSAGES: stored_passages(document), CUES: stored_cues(document)}
    body |= {field: text for field, text in texts.items() if text}
    if document.meaning:
        body |= {MEANING: b64encode(document.meaning).decode(), SIGNS: stored_signs(signs_of(document.meaning))}
    return body


def read_meaning(stored: str) -> bytes:
    """What is kept of a document's meaning, from what the server gives of it."""
    return b64decode(stored)


def stored_signs(signs: bytes) -> str:
    """Signs as the server takes them."""
    return signs.hex()


def stored_tombstone() -> dict[str, Any]:
    """The body of what stands where no document is."""
    return {}


def stored_record(values: dict[str, Any]) -> dict[str, Any]:
    """The body of what somebody says of an index: it is no page's document."""
    return {RECORD: values}


def stored_state(values: dict[str, Any]) -> dict[str, Any]:
    """The body of what an index says of itself. It counts for the statistics, as the embedded engine's does, so that both score alike."""
    return dict.fromkeys(_FIELDS, NO_TERM) | stored_record(values)
