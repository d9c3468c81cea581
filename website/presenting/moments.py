"""The present, in steps: what the API is asked with is the same for everybody who asks within one."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest
from django.utils import timezone

from website.freshness import hold_until

STEP = dt.timedelta(minutes=5)


def now_in_steps(request: HttpRequest) -> dt.datetime:
    """The beginning of the five minutes that are passing; the page that answers `request` holds until their end."""
    now = timezone.now().astimezone(dt.UTC)
    begin = now - (now - dt.datetime.min.replace(tzinfo=dt.UTC)) % STEP
    hold_until(request, begin + STEP)
    return begin
