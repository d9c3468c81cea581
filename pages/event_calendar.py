"""The entry of an event in people's calendars: the facts they must be told again when they change (RFC 5545, SEQUENCE)."""

from __future__ import annotations

import datetime as dt
from typing import Any

SIGNIFICANT = (
    *("starts_at", "ends_at", "timezone", "status"),
    *("platform", "join_url"),
    *("venue_name", "venue_address", "postcode", "city", "department", "commune_code", "latitude", "longitude"),
)
"""When, whether and where. Anything else, the texts above all, changes without a new number."""


def facts(event: Any) -> dict[str, str]:
    """The significant facts as they are kept beside the event. Moments count by the second: revisions keep no more than milliseconds."""
    return {name: _plain(getattr(event, name)) for name in SIGNIFICANT}


def next_sequence(sequence: int, announced: dict[str, str] | None, now_announced: dict[str, str]) -> int:
    """The number of the entry once ``now_announced`` is public, after ``announced`` was (None: nothing yet)."""
    return sequence + 1 if announced is not None and announced != now_announced else sequence


def _plain(value: Any) -> str:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat(timespec="seconds")
    return "" if value is None else str(value)
