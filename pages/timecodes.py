"""Moments of a video: kept as milliseconds, typed and read by people as minutes and seconds."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

LAST_MS = 24 * 3_600_000
"""No video of the site lasts a day; a longer time is a slip."""

_TIMECODE = re.compile(r"^(?:(?:(?P<hours>\d{1,2}):)?(?P<minutes>\d{1,3}):)?(?P<seconds>\d{1,5})(?:[.,](?P<fraction>\d{1,3}))?$")


def parse_timecode(text: str) -> int:
    """Milliseconds of "1:05", "0:01:05.250", "65" or "65,5". Raises ``ValueError`` for anything else."""
    match = _TIMECODE.match(text.strip())
    if match is None:
        raise ValueError(text)
    hours, minutes, seconds = (int(match[name] or 0) for name in ("hours", "minutes", "seconds"))
    if (match["minutes"] and seconds > 59) or (match["hours"] and minutes > 59):
        raise ValueError(text)
    milliseconds = ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((match["fraction"] or "0").ljust(3, "0"))
    if milliseconds > LAST_MS:
        raise ValueError(text)
    return milliseconds


def format_timecode(milliseconds: int) -> str:
    """Write "1:05" (hours and a fraction only where there are any); ``parse_timecode`` reads it back."""
    seconds, fraction = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f"{clock}.{fraction:03}" if fraction else clock


class TimecodeFormField(forms.CharField):
    """A text box for a moment; gives milliseconds."""

    default_error_messages = {"timecode": _("Write minutes and seconds, for example 1:05.")}

    def __init__(self, **kwargs: Any) -> None:
        for unused in ("min_value", "max_value", "max_length"):
            kwargs.pop(unused, None)
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """What the box shows."""
        return format_timecode(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        """Milliseconds, or None for an empty box."""
        if value in self.empty_values:
            return None
        try:
            return parse_timecode(str(value))
        except ValueError as error:
            raise ValidationError(self.error_messages["timecode"], code="timecode") from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the box holds another moment, not merely another spelling of it."""
        try:
            return bool(self.to_python(data) != (0 if initial is None and data not in self.empty_values else initial))
        except ValidationError:
            return True


class MillisecondsField(models.PositiveIntegerField):
    """Milliseconds from the start of a video, edited as minutes and seconds."""

    def formfield(self, **kwargs: Any) -> Any:
        """A box for minutes and seconds."""
        return super().formfield(**{"form_class": TimecodeFormField, **kwargs})
