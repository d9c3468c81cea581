"""What arguments may say: each check has a sentence for the reader."""

from __future__ import annotations

from api.http.errors import BadInputError, ErrorCode

MAX_FIRST = 100
DEFAULT_FIRST = 20
LOWEST_HEADING = 6


def page_size(first: int | None) -> int:
    """How many items to answer; outside 1 to 100, raise BadInputError."""
    if first is None:
        return DEFAULT_FIRST
    if not 1 <= first <= MAX_FIRST:
        raise BadInputError(f"“first” must be 1 to {MAX_FIRST}, not {first}.", ErrorCode.LIMIT_EXCEEDED)
    return first


def heading_level(heading_start: int | None) -> int:
    """At which level headings start; outside 1 to 6, raise BadInputError."""
    if heading_start is None:
        return 2
    if not 1 <= heading_start <= LOWEST_HEADING:
        raise BadInputError(f"“headingStart” must be 1 to {LOWEST_HEADING}, not {heading_start}.")
    return heading_start
