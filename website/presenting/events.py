"""A meeting: its day and hours as people say them, and where its place is on a map."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import formats
from django.utils.translation import gettext

from website.presenting import times

MAP = "https://www.openstreetmap.org/"
ZOOM = 17
NEVER = frozenset({"CANCELLED", "POSTPONED"})
"""Statuses of a meeting that does not take place on its day."""


def event_shown(page: Mapping[str, Any]) -> dict[str, Any]:
    """The context of the template of a meeting."""
    return {
        "when": when(page["startsAt"], page["endsAt"], page["timezone"]),
        "map_address": map_address(page["venue"]),
        "takes_place": not page["isOver"] and page["status"] not in NEVER,
    }


def when(starts_at: str, ends_at: str, zone: str) -> dict[str, str]:
    """The `day`, the `hours` and the `zone` of a meeting, in words. One of several days tells its last day and hour, too."""
    start, end = times.moment(starts_at, zone), times.moment(ends_at, zone)
    hours = {"start": f"{start:%H:%M}", "end": f"{end:%H:%M}"}
    place = zone.rpartition("/")[2].replace("_", " ")
    told = {"day": _day(start), "zone": gettext("time in %(place)s (%(offset)s)") % {"place": place, "offset": _offset(start)}}
    if start.date() == end.date():
        return {**told, "hours": gettext("from %(start)s to %(end)s") % hours}
    return {**told, "hours": gettext("from %(start)s, until %(day)s at %(end)s") % {**hours, "day": _day(end)}}


def map_address(venue: Mapping[str, Any] | None) -> str:
    """Where a place is on a map of OpenStreetMap; nothing without its coordinates."""
    if not venue or venue["latitude"] is None or venue["longitude"] is None:
        return ""
    latitude, longitude = venue["latitude"], venue["longitude"]
    return f"{MAP}?mlat={latitude}&mlon={longitude}#map={ZOOM}/{latitude}/{longitude}"


def _day(moment: dt.datetime) -> str:
    return f"{formats.date_format(moment, 'l')} {formats.date_format(moment, 'DATE_FORMAT')}"


def _offset(moment: dt.datetime) -> str:
    text = moment.strftime("%z")
    return f"UTC{text[:3]}:{text[3:5]}".replace("-", "\N{MINUS SIGN}")
