"""The hours of a line in words: days that are alike told together, in the language that is active."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext

from website.presenting.times import date_in_words, time_in_words

DAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
"""The days of the week in the schema, in the order of Django's numbers."""

Hours = Sequence[tuple[str, str]]
_ALL_DAY = [("00:00", "00:00")]


@dataclass(frozen=True)
class Span:
    """Some days, and from when until when somebody answers; no times where nobody does."""

    days: str
    times: Hours
    is_all_day: bool = False


def week(hours: Iterable[Mapping[str, Any]]) -> list[Span]:
    """An ordinary week, the days that follow each other with the same hours told together."""
    by_day: list[list[tuple[str, str]]] = [[] for _day in DAYS]
    for rule in hours:
        by_day[DAYS.index(rule["weekday"])].append(_hours(rule))
    spans: list[tuple[int, int, list[tuple[str, str]]]] = []
    for day, times in enumerate(by_day):
        if spans and spans[-1][2] == sorted(times):
            spans[-1] = (spans[-1][0], day, spans[-1][2])
        else:
            spans.append((day, day, sorted(times)))
    return [_span(_days(first, last), times) for first, last, times in spans]


def exceptions(listed: Iterable[Mapping[str, Any]]) -> list[Span]:
    """The dates on which other hours hold."""
    return [_span(date_in_words(each["date"]), [_hours(each)] if each["opens"] else []) for each in listed]


def _hours(rule: Mapping[str, Any]) -> tuple[str, str]:
    return time_in_words(rule["opens"]), time_in_words(rule["closes"])


def _span(days: str, times: Hours) -> Span:
    return Span(days, times, is_all_day=list(times) == _ALL_DAY)


def _days(first: int, last: int) -> str:
    if (first, last) == (0, len(DAYS) - 1):
        return gettext("Every day")
    if first == last:
        return str(capfirst(str(WEEKDAYS[first])))
    return str(capfirst(gettext("%(first)s to %(last)s") % {"first": WEEKDAYS[first], "last": WEEKDAYS[last]}))
