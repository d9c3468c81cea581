"""How often urgent help was shown lately: a table of days and reasons, for the coordination. There are no words in it: none are kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pages.models import CrisisCode
from search.models import CrisisCount

# Days that the report looks back, the one it is read on among them.
DAYS = 60


@dataclass(frozen=True, slots=True)
class ShownOnDay:
    """The cards of one day: a number for each reason, in the order of CrisisCode, and their sum."""

    day: dt.date
    shown: tuple[int, ...]
    total: int


def shown_lately(today: dt.date) -> list[ShownOnDay]:
    """The days on which cards were shown, the latest first: one statement."""
    counts: dict[dt.date, dict[str, int]] = {}
    rows = CrisisCount.objects.filter(day__gt=today - dt.timedelta(days=DAYS)).order_by("-day")
    for day, reason, shown in rows.values_list("day", "reason", "shown"):
        counts.setdefault(day, {})[reason] = shown
    return [_day(day, by_reason) for day, by_reason in counts.items()]


def _day(day: dt.date, by_reason: dict[str, int]) -> ShownOnDay:
    shown = tuple(by_reason.get(code, 0) for code in CrisisCode.values)
    return ShownOnDay(day, shown, sum(shown))
