"""Deleting what readers said of pages once it was kept long enough, read or not."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from pages.days import day_of
from pages.models import PageReport, PageVotes

RETENTION = dt.timedelta(days=365)
"""How long reports and votes are kept."""


def forget(now: dt.datetime | None = None) -> None:
    """Delete the reports and votes of a year ago and before."""
    moment = now or timezone.now()
    PageReport.objects.filter(made_at__lt=moment - RETENTION).delete()
    PageVotes.objects.filter(day__lt=day_of(moment) - RETENTION).delete()
