"""Times as people say them, in the language that is active."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils import formats, timezone
from django.utils.translation import gettext, ngettext

HOUR, MINUTE = 3_600, 60


def moment(value: str, zone: str | None = None) -> dt.datetime:
    """A moment of the API as it is on the clocks of a time zone (a name of IANA; the site's own if it is not told)."""
    return dt.datetime.fromisoformat(value).astimezone(ZoneInfo(zone) if zone else timezone.get_default_timezone())


def date_in_words(value: str | None) -> str:
    """« 3 novembre 2026 », of a date or of a moment; nothing of nothing."""
    if not value:
        return ""
    day = moment(value).date() if "T" in value else dt.date.fromisoformat(value)
    return formats.date_format(day, "DATE_FORMAT")


def time_in_words(value: str | None, zone: str | None = None) -> str:
    """« 18:30 », of a moment or of a time of day."""
    if not value:
        return ""
    at = moment(value, zone).time() if "T" in value else dt.time.fromisoformat(value)
    return at.strftime("%H:%M")


def clock(milliseconds: int | None) -> str:
    """The place in a film: 3:07, 1:02:45."""
    seconds = (milliseconds or 0) // 1000
    hours, rest = divmod(seconds, HOUR)
    minutes, left = divmod(rest, MINUTE)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def duration(milliseconds: int | None) -> str:
    """How long something takes, to the minute: « 12 min », « 1 h 30 ». Under a minute in seconds; nothing of nothing."""
    if not milliseconds:
        return ""
    seconds = round(milliseconds / 1000)
    return minutes_in_words(max(1, round(seconds / MINUTE))) if seconds >= MINUTE else gettext("%(number)d s") % {"number": seconds}


def minutes_in_words(minutes: int | None) -> str:
    """« 45 min », « 1 h 30 »; nothing of nothing."""
    if not minutes:
        return ""
    hours, left = divmod(minutes, 60)
    if not hours:
        return ngettext("%(number)d min", "%(number)d min", left) % {"number": left}
    if not left:
        return gettext("%(number)d h") % {"number": hours}
    return gettext("%(hours)d h %(minutes)02d") % {"hours": hours, "minutes": left}
