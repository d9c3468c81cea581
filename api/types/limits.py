"""What arguments may say: each check has a sentence for the reader."""

from __future__ import annotations

import datetime as dt

from api.http.errors import BadInputError, ErrorCode

# Moments that can be asked about: numbers of years ago or ahead say nothing, and Python's calendar ends at 9999.
FIRST_YEAR, LAST_YEAR = 2000, 2100
MAX_FIRST = 100
DEFAULT_FIRST = 20
MAX_IDS = 100
LOWEST_HEADING = 6


def page_size(first: int | None) -> int:
    """How many items to answer; outside 1 to 100, raise BadInputError."""
    return how_many(first, DEFAULT_FIRST, MAX_FIRST)


def how_many(first: int | None, default: int, most: int) -> int:
    """How many items of a short list to answer; outside 1 to `most`, raise BadInputError."""
    if first is None:
        return default
    if not 1 <= first <= most:
        raise BadInputError(f"“first” must be 1 to {most}, not {first}.", ErrorCode.LIMIT_EXCEEDED)
    return first


def heading_level(heading_start: int | None) -> int:
    """At which level headings start; outside 1 to 6, raise BadInputError."""
    if heading_start is None:
        return 2
    if not 1 <= heading_start <= LOWEST_HEADING:
        raise BadInputError(f"“headingStart” must be 1 to {LOWEST_HEADING}, not {heading_start}.")
    return heading_start


def is_usual(value: dt.datetime) -> bool:
    """Whether a moment can be asked about: it says where it is on the globe's clocks, and is neither long ago nor far ahead."""
    return value.tzinfo is not None and FIRST_YEAR <= value.year <= LAST_YEAR


def moment(name: str, value: dt.datetime | None) -> dt.datetime | None:
    """The moment an argument names, in UTC; one without an offset from UTC, or beyond any use, raises BadInputError."""
    if value is None:
        return None
    if value.tzinfo is None:
        raise BadInputError(f"“{name}” needs its offset from UTC, as in 2020-11-05T23:00:00+01:00.")
    if not is_usual(value):
        raise BadInputError(f"“{name}” must be a moment of the years {FIRST_YEAR} to {LAST_YEAR}.")
    return value.astimezone(dt.UTC)
