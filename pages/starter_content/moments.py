"""When sample events take place: counted from the day they are loaded, so that there is always something to come."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from pages.event_times import moment_of, wall_clock


def moments(source: dict[str, Any]) -> tuple[dt.datetime, dt.datetime]:
    """Beginning and end (UTC) of an event: so many weeks after this one, on a day of the week (0 is Monday), by the clock of its zone."""
    zone, starts = source["timezone"], source["starts"]
    today = wall_clock(timezone.now(), zone).date()
    day = today + dt.timedelta(weeks=starts["weeks"], days=starts["weekday"] - today.weekday())
    begin, end = (moment_of(dt.datetime.combine(day, dt.time.fromisoformat(clock)), zone) for clock in (starts["time"], source["ends"]))
    return begin, end
