"""When a line answers: every week, over midnight, day and night, on the days that are different, when the clocks change."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.opening_hours import HORIZON_DAYS, DateException, OpeningHours, WeeklyRule

PARIS = ZoneInfo("Europe/Paris")
MONDAY, FRIDAY, SATURDAY, SUNDAY = 0, 4, 5, 6
QUARTER = dt.timedelta(minutes=15)


def time(text: str) -> dt.time:
    return dt.time.fromisoformat(text)


def paris(text: str, fold: int = 0) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=PARIS, fold=fold)


def every_day(opens: str, closes: str) -> tuple[WeeklyRule, ...]:
    return tuple(WeeklyRule(day, time(opens), time(closes)) for day in range(7))


DAYTIME = OpeningHours(every_day("09:00", "23:00"))
ALWAYS = OpeningHours(every_day("00:00", "00:00"))
NEVER = OpeningHours(())
WEEKEND_NIGHTS = OpeningHours((WeeklyRule(FRIDAY, time("22:00"), time("02:00")), WeeklyRule(SATURDAY, time("22:00"), time("02:00"))))
TWICE_A_DAY = OpeningHours((WeeklyRule(MONDAY, time("14:00"), time("18:00")), WeeklyRule(MONDAY, time("09:00"), time("12:00"))))
WITHOUT_A_BREAK = OpeningHours((WeeklyRule(MONDAY, time("12:00"), time("14:00")), WeeklyRule(MONDAY, time("09:00"), time("12:00"))))
CHRISTMAS = OpeningHours(
    every_day("09:00", "23:00"),
    (
        DateException(dt.date(2026, 12, 24), time("09:00"), time("12:00")),
        DateException(dt.date(2026, 12, 24), time("14:00"), time("16:00")),
        DateException(dt.date(2026, 12, 25)),
    ),
)
NEW_YEAR = OpeningHours(WEEKEND_NIGHTS.rules, (DateException(dt.date(2026, 12, 31), time("20:00"), time("04:00")),))


@pytest.mark.parametrize(
    ("hours", "at", "is_open", "next_opening", "next_change"),
    [
        # 9 November 2026 is a Monday.
        (DAYTIME, "2026-11-09T08:59:59.999", False, "2026-11-09T09:00", "2026-11-09T09:00"),
        (DAYTIME, "2026-11-09T09:00", True, None, "2026-11-09T23:00"),
        (DAYTIME, "2026-11-09T22:59:59.999", True, None, "2026-11-09T23:00"),
        (DAYTIME, "2026-11-09T23:00", False, "2026-11-10T09:00", "2026-11-10T09:00"),
        (ALWAYS, "2026-11-09T00:00", True, None, None),
        (ALWAYS, "2026-11-09T23:59:59.999", True, None, None),
        (NEVER, "2026-11-09T12:00", False, None, None),
        (TWICE_A_DAY, "2026-11-09T11:00", True, None, "2026-11-09T12:00"),
        (TWICE_A_DAY, "2026-11-09T12:00", False, "2026-11-09T14:00", "2026-11-09T14:00"),
        (TWICE_A_DAY, "2026-11-09T18:00", False, "2026-11-16T09:00", "2026-11-16T09:00"),
        (WITHOUT_A_BREAK, "2026-11-09T11:00", True, None, "2026-11-09T14:00"),
        (WITHOUT_A_BREAK, "2026-11-09T12:00", True, None, "2026-11-09T14:00"),
        (WEEKEND_NIGHTS, "2026-11-13T21:59", False, "2026-11-13T22:00", "2026-11-13T22:00"),
        (WEEKEND_NIGHTS, "2026-11-14T01:59", True, None, "2026-11-14T02:00"),
        (WEEKEND_NIGHTS, "2026-11-14T02:00", False, "2026-11-14T22:00", "2026-11-14T22:00"),
        (WEEKEND_NIGHTS, "2026-11-15T01:00", True, None, "2026-11-15T02:00"),
        (WEEKEND_NIGHTS, "2026-11-15T02:00", False, "2026-11-20T22:00", "2026-11-20T22:00"),
        (CHRISTMAS, "2026-12-24T11:59", True, None, "2026-12-24T12:00"),
        (CHRISTMAS, "2026-12-24T13:00", False, "2026-12-24T14:00", "2026-12-24T14:00"),
        (CHRISTMAS, "2026-12-24T16:00", False, "2026-12-26T09:00", "2026-12-26T09:00"),
        (CHRISTMAS, "2026-12-25T10:00", False, "2026-12-26T09:00", "2026-12-26T09:00"),
        # A Thursday, opened for once; the exception runs into the next day.
        (NEW_YEAR, "2027-01-01T03:59", True, None, "2027-01-01T04:00"),
    ],
)
def test_a_line_answers_when_its_hours_say(
    hours: OpeningHours, at: str, is_open: bool, next_opening: str | None, next_change: str | None
) -> None:
    moment = paris(at)
    found = (hours.is_open(moment), hours.next_opening(moment), hours.next_change(moment))
    assert found == (is_open, next_opening and paris(next_opening), next_change and paris(next_change))


def test_a_moment_is_the_same_in_every_time_zone() -> None:
    moment = dt.datetime(2026, 11, 9, 3, 0, tzinfo=ZoneInfo("America/Guadeloupe"))
    assert (DAYTIME.is_open(moment), DAYTIME.next_opening(moment)) == (False, paris("2026-11-09T09:00"))
    elsewhere = OpeningHours(DAYTIME.rules, timezone="America/Guadeloupe")
    assert elsewhere.next_opening(moment) == dt.datetime(2026, 11, 9, 13, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("hours", "at", "is_open", "next_change"),
    [
        # 29 March 2026: 2:00 becomes 3:00. 25 October 2026: 3:00 becomes 2:00.
        (DAYTIME, "2026-03-28T23:30+01:00", False, "2026-03-29T09:00+02:00"),
        (DAYTIME, "2026-10-24T23:30+02:00", False, "2026-10-25T09:00+01:00"),
        (ALWAYS, "2026-03-29T01:59+01:00", True, None),
        (ALWAYS, "2026-10-25T02:30+02:00", True, None),
        (ALWAYS, "2026-10-25T02:30+01:00", True, None),
        (OpeningHours(every_day("22:00", "06:00")), "2026-03-29T01:30+01:00", True, "2026-03-29T06:00+02:00"),
        (OpeningHours(every_day("22:00", "06:00")), "2026-10-25T02:30+01:00", True, "2026-10-25T06:00+01:00"),
        # An hour that does not exist counts as the one an hour later; one that comes twice, as the first.
        (OpeningHours(every_day("02:30", "04:00")), "2026-03-29T01:59+01:00", False, "2026-03-29T03:30+02:00"),
        (OpeningHours(every_day("02:30", "04:00")), "2026-10-25T02:29+02:00", False, "2026-10-25T02:30+02:00"),
        (OpeningHours(every_day("01:00", "02:30")), "2026-10-25T02:10+01:00", False, "2026-10-26T01:00+01:00"),
    ],
)
def test_the_clocks_may_change(hours: OpeningHours, at: str, is_open: bool, next_change: str | None) -> None:
    moment = dt.datetime.fromisoformat(at)
    expected = next_change and dt.datetime.fromisoformat(next_change)
    assert (hours.is_open(moment), hours.next_change(moment)) == (is_open, expected)


def test_a_line_open_one_day_a_year_is_found_within_the_horizon() -> None:
    day = dt.date(2026, 11, 9) + dt.timedelta(days=HORIZON_DAYS)
    once = OpeningHours((), (DateException(day, time("09:00"), time("10:00")),))
    assert once.next_opening(paris("2026-11-09T12:00")) == dt.datetime.combine(day, time("09:00"), PARIS)
    assert once.next_opening(paris("2026-11-08T12:00")) is None


quarters = st.builds(dt.time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
weeks = st.lists(st.builds(WeeklyRule, st.integers(0, 6), quarters, quarters), max_size=5)
# Around the two changes of the clocks.
days = st.sampled_from([dt.date(2026, 3, 25), dt.date(2026, 10, 21)]).flatmap(
    lambda first: st.integers(0, 7).map(lambda number: first + dt.timedelta(days=number))
)
exceptions = st.lists(st.builds(DateException, days, quarters, quarters) | st.builds(DateException, days), max_size=3)


@given(weeks, exceptions, days, st.integers(0, 95))
def test_the_next_change_is_the_first_moment_of_another_answer(
    rules: list[WeeklyRule], special: list[DateException], day: dt.date, quarter: int
) -> None:
    hours = OpeningHours(tuple(rules), tuple(special))
    at = dt.datetime.combine(day, dt.time(), dt.UTC) + quarter * QUARTER
    now = hours.is_open(at)
    change = hours.next_change(at)
    later = (at + number * QUARTER for number in range(1, 4 * 24 * 9))
    first = next((moment for moment in later if hours.is_open(moment) != now), None)
    if first is not None:
        assert change == first
    else:
        assert change is None or (change > at + dt.timedelta(days=8) and hours.is_open(change) != now)
    assert hours.next_opening(at) == (None if now else change)
