"""The night: a day's key and digests are thrown away, and only how much was asked remains of what few people asked."""

from __future__ import annotations

import datetime as dt

from django.db import connection, transaction
from django.db.models import F, Sum
from django.utils import timezone

from pages.days import day_of
from search.models import DayKey, UnansweredQuestion, WithheldQuestion

RETENTION = dt.timedelta(days=90)
"""How long the report shows a question."""


def forget(now: dt.datetime | None = None) -> None:
    """Throw away what only the days before today needed, and what the report no longer shows. Running it again changes nothing."""
    today = day_of(now or timezone.now())
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # What is deleted is overwritten in the file, too.
            cursor.execute("PRAGMA secure_delete = ON")
    with transaction.atomic():
        # Whoever still counts for a day holds the row of its key.
        keys = list(DayKey.objects.select_for_update().filter(day__lt=today).values_list("pk", flat=True))
        past = WithheldQuestion.objects.filter(day__lt=today)
        for row in past.order_by("day", "language").values("day", "language").annotate(times=Sum("asked")):
            few, _created = UnansweredQuestion.objects.get_or_create(day=row["day"], language=row["language"], words="")
            UnansweredQuestion.objects.filter(pk=few.pk).update(asked=F("asked") + row["times"])
        past.delete()
        DayKey.objects.filter(pk__in=keys).delete()
        UnansweredQuestion.objects.filter(day__lt=today - RETENTION).delete()
        if keys and connection.vendor == "sqlite":
            transaction.on_commit(_empty_log)


def _empty_log() -> None:
    """SQLite's log of writes holds the key, too, until it is written over."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
