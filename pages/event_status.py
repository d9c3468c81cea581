"""What an event is at a moment: decided by the clock, unless somebody has said otherwise. Pure functions."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventStatus(models.TextChoices):
    """Where an event stands. Nobody needs to write "live" or "ended": the clock does."""

    SCHEDULED = "scheduled", _("Scheduled")
    LIVE = "live", _("Live")
    ENDED = "ended", _("Ended")
    CANCELLED = "cancelled", _("Cancelled")
    POSTPONED = "postponed", _("Postponed")


def effective_status(stored: str, starts_at: dt.datetime, ends_at: dt.datetime, now: dt.datetime) -> EventStatus:
    """What the event is at ``now`` (all moments aware).

    Cancelled and postponed hold whatever the clock says. An event said to be live before its time began early, one said to have ended
    before its time ended early; everything else follows the clock: the first moment is live, the last one is not.
    """
    status = EventStatus(stored)
    if status in (EventStatus.CANCELLED, EventStatus.POSTPONED, EventStatus.ENDED):
        return status
    if now >= ends_at:
        return EventStatus.ENDED
    return EventStatus.LIVE if now >= starts_at else status


def is_over(status: EventStatus, ends_at: dt.datetime, now: dt.datetime) -> bool:
    """Whether nothing more comes of an event of this effective status.

    A cancelled one is over when its time has passed; a postponed one is not: it waits for another date.
    """
    return status == EventStatus.ENDED or (status == EventStatus.CANCELLED and now >= ends_at)
