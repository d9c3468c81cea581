"""Days where the site is: what begins or ends on a date does so at midnight there, wherever the reader or the editor is."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone


def day_of(moment: dt.datetime | None = None) -> dt.date:
    """The date of ``moment`` (aware; the present by default) in the site's time zone."""
    # Never the thread's zone: the admin takes each editor's own.
    return timezone.localdate(moment, timezone.get_default_timezone())


def end_of(day: dt.date) -> dt.datetime:
    """The midnight at which ``day`` is over; of the last day that a calendar knows, which editors type for "for ever", its first."""
    if day == dt.date.max:
        return dt.datetime.combine(day, dt.time(0), timezone.get_default_timezone())
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(0), timezone.get_default_timezone())
