"""Moments of events: UTC inside, the clock on the wall for people."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from pages.event_times import WallClockFormField, is_zone, moment_of, wall_clock

EVENING = dt.datetime(2030, 3, 12, 18, 30)  # noqa: DTZ001 - a clock on a wall knows no zone


@pytest.mark.parametrize(
    ("zone", "hour_in_utc"), [("Europe/Paris", 17), ("America/Martinique", 22), ("Indian/Reunion", 14), ("Pacific/Noumea", 7)]
)
def test_the_same_clock_is_another_moment_elsewhere(zone: str, hour_in_utc: int) -> None:
    moment = moment_of(EVENING, zone)
    assert moment == dt.datetime(2030, 3, 12, hour_in_utc, 30, tzinfo=dt.UTC)
    assert wall_clock(moment, zone) == EVENING


def test_summer_time_counts() -> None:
    assert moment_of(EVENING.replace(month=7), "Europe/Paris") == dt.datetime(2030, 7, 12, 16, 30, tzinfo=dt.UTC)


def test_an_hour_that_the_clocks_skip_is_refused() -> None:
    with translation.override("en"), pytest.raises(ValidationError, match="does not exist on that day"):
        moment_of(EVENING.replace(day=31, hour=2), "Europe/Paris")


def test_an_hour_that_comes_twice_means_the_first() -> None:
    assert moment_of(EVENING.replace(month=10, day=27, hour=2), "Europe/Paris") == dt.datetime(2030, 10, 27, 0, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize("interface", ["Europe/Paris", "America/Martinique", "UTC"])
def test_a_box_gives_what_was_typed_whatever_the_editor_s_zone(interface: str) -> None:
    with timezone.override(interface):
        assert WallClockFormField().clean("2030-03-31 02:30") == EVENING.replace(day=31, hour=2)


def test_an_empty_box_gives_nothing() -> None:
    assert WallClockFormField(required=False).clean("") is None


def test_zones_are_those_of_the_iana_database() -> None:
    assert [is_zone(name) for name in ("Europe/Paris", "America/Martinique", "UTC", "Paris", "../etc/passwd", "")] == [True] * 3 + [
        False
    ] * 3
