"""Moments of events: stored in UTC, typed and shown as the clock on the wall where the event takes place."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def is_zone(name: str) -> bool:
    """Whether ``name`` is a time zone of the IANA database."""
    return name in available_timezones()


def wall_clock(moment: dt.datetime, zone: str) -> dt.datetime:
    """What the clock on the wall shows in ``zone`` at an aware moment (naive)."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def moment_of(clock: dt.datetime, zone: str) -> dt.datetime:
    """The moment (UTC) at which the clock on the wall shows ``clock`` (naive) in ``zone``; the first one where it shows it twice.

    Raises ``ValidationError`` for an hour that is skipped on that day.
    """
    moment = clock.replace(tzinfo=ZoneInfo(zone)).astimezone(dt.UTC)
    if wall_clock(moment, zone) != clock:
        raise ValidationError(_("The clocks go forward then: this time does not exist on that day."))
    return moment


class WallClockFormField(forms.DateTimeField):
    """A box for a date and a time; gives them naive: the form knows the time zone, this box does not."""

    def to_python(self, value: Any) -> Any:
        """What was typed, whatever time zone the editor's interface is set to."""
        # In UTC every time exists once.
        with timezone.override(dt.UTC):
            found = super().to_python(value)
        return found and found.replace(tzinfo=None)


class EventMomentField(models.DateTimeField):
    """A moment of an event, edited as local time."""

    def formfield(self, **kwargs: Any) -> Any:
        """A box for the clock on the wall."""
        return super().formfield(**{"form_class": WallClockFormField, **kwargs})
