"""Opening hours: weekly rules, exceptions by date, in the line's own time zone. Pure functions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

HORIZON_DAYS = 400
"""How far ahead the next opening is looked for: more than a year, so that a yearly closure cannot hide it."""


def first_gap(lines: Sequence[OpeningHours], start: dt.datetime, end: dt.datetime) -> dt.datetime | None:
    """The first moment from ``start`` to ``end`` at which none of these lines answers; None where one always does."""
    moment = start
    while moment < end:
        changes = [line.next_change(moment) for line in lines if line.is_open(moment)]
        if not changes:
            return moment
        # Until the last of the open ones closes, somebody answers.
        later = [change for change in changes if change is not None]
        if len(later) < len(changes):
            return None
        moment = max(later)
    return None


@dataclass(frozen=True, slots=True)
class WeeklyRule:
    """Open every week on one day (0 is Monday), from ``opens`` to ``closes`` local time.

    ``closes`` at or before ``opens`` means the next day; 0:00 to 0:00 is the whole day.
    """

    weekday: int
    opens: dt.time
    closes: dt.time


@dataclass(frozen=True, slots=True)
class DateException:
    """What holds on one date instead of the week's rules: closed (no times), or open from ``opens`` to ``closes``."""

    date: dt.date
    opens: dt.time | None = None
    closes: dt.time | None = None


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When a line answers. No rule at all means never."""

    rules: tuple[WeeklyRule, ...]
    exceptions: tuple[DateException, ...] = ()
    timezone: str = "Europe/Paris"

    def is_open(self, at: dt.datetime) -> bool:
        """Whether somebody answers at ``at`` (aware); the opening minute is in, the closing one is out."""
        return any(start <= at < end for start, end in self._intervals(at, days_before=1, days_after=0))

    def next_opening(self, at: dt.datetime) -> dt.datetime | None:
        """The next moment after ``at`` at which the line goes from closed to open; None while open, and if it never opens again."""
        if self.is_open(at):
            return None
        for start, _end in self._intervals(at, days_before=0, days_after=HORIZON_DAYS):
            if start > at:
                return start
        return None

    def next_change(self, at: dt.datetime) -> dt.datetime | None:
        """The next moment after ``at`` at which ``is_open`` gives another answer; None if it never does within the horizon."""
        if self._never_closes:
            return None
        if not self.is_open(at):
            return self.next_opening(at)
        end = at
        for start, closing in self._intervals(at, days_before=1, days_after=HORIZON_DAYS):
            if start <= end < closing:
                end = closing
            elif start > end:
                return end
        return None if end > at + dt.timedelta(days=HORIZON_DAYS - 1) else end

    @property
    def _never_closes(self) -> bool:
        """Whether each day is open as a whole, without exceptions: a year of days would say nothing new of such lines."""
        whole_days = {rule.weekday for rule in self.rules if rule.opens == rule.closes == dt.time(0)}
        return len(whole_days) == 7 and not self.exceptions

    def _intervals(self, at: dt.datetime, *, days_before: int, days_after: int) -> Iterator[tuple[dt.datetime, dt.datetime]]:
        zone = ZoneInfo(self.timezone)
        today = at.astimezone(zone).date()
        for offset in range(-days_before, days_after + 1):
            day = today + dt.timedelta(days=offset)
            for opens, closes in sorted(self._times_on(day)):
                last_day = day if closes > opens else day + dt.timedelta(days=1)
                # Compared in UTC: an interval over a change of the clocks keeps its real length.
                yield (
                    dt.datetime.combine(day, opens, zone).astimezone(dt.UTC),
                    dt.datetime.combine(last_day, closes, zone).astimezone(dt.UTC),
                )

    def _times_on(self, day: dt.date) -> Iterable[tuple[dt.time, dt.time]]:
        special = [exception for exception in self.exceptions if exception.date == day]
        if special:
            return [(e.opens, e.closes) for e in special if e.opens is not None and e.closes is not None]
        return [(rule.opens, rule.closes) for rule in self.rules if rule.weekday == day.weekday()]
