"""The present, in steps: what the API is asked with is the same for everybody who asks within one."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

STEP = dt.timedelta(minutes=5)


def now_in_steps() -> dt.datetime:
    """The beginning of the five minutes that are passing."""
    now = timezone.now().astimezone(dt.UTC)
    return now - (now - dt.datetime.min.replace(tzinfo=dt.UTC)) % STEP
