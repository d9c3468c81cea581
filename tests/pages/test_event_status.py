"""What an event is at a moment: by the clock, unless somebody has said otherwise."""

from __future__ import annotations

import datetime as dt

import pytest

from pages.event_status import EventStatus, effective_status, is_over

START = dt.datetime(2030, 3, 12, 17, 30, tzinfo=dt.UTC)
END = START + dt.timedelta(hours=1)
SECOND = dt.timedelta(seconds=1)
BEFORE, FIRST, LAST, AFTER = START - SECOND, START, END - SECOND, END
MOMENTS = (BEFORE, FIRST, LAST, AFTER)


@pytest.mark.parametrize(
    ("stored", "shown", "over"),
    [
        ("scheduled", ["scheduled", "live", "live", "ended"], [False, False, False, True]),
        ("live", ["live", "live", "live", "ended"], [False, False, False, True]),
        ("ended", ["ended"] * 4, [True] * 4),
        ("cancelled", ["cancelled"] * 4, [False, False, False, True]),
        ("postponed", ["postponed"] * 4, [False] * 4),
    ],
)
def test_the_status_before_in_and_after_an_event(stored: str, shown: list[str], over: list[bool]) -> None:
    statuses = [effective_status(stored, START, END, moment) for moment in MOMENTS]
    assert statuses == shown
    assert [is_over(status, END, moment) for status, moment in zip(statuses, MOMENTS, strict=True)] == over


def test_moments_are_compared_whatever_their_zone() -> None:
    martinique = dt.timezone(dt.timedelta(hours=-4))
    assert effective_status("scheduled", START, END, START.astimezone(martinique)) is EventStatus.LIVE
