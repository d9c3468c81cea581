"""What every engine calls the fields of a document besides its terms, the document itself, and how moments are stored."""

from __future__ import annotations

import datetime as dt

PAGE = "page_id"
LANGUAGE = "language"
SERVED_IN = "served_in"
DEPENDS_ON = "depends_on"
FACETS = "facets"
EXPIRES = "expires_us"
DATED = "dated_us"
PASSAGES = "passages"
CUES = "cues"

# What an index says of itself stands in this field of one more document.
RECORD = "record"

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def microseconds(moment: dt.datetime) -> int:
    """A moment as it is stored."""
    return (moment - _EPOCH) // dt.timedelta(microseconds=1)


def document_key(page_id: int, language: str) -> str:
    """The name of a document in an index."""
    return f"{page_id}_{language}"
