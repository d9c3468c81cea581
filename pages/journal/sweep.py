"""The sweep: finds what a bypass left unsaid (a bulk update, an import, a process killed at the wrong moment) and says it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from django.db import transaction
from django.utils import timezone

from pages import page_reviews, short_links
from pages.alphabet import forget_keys, refresh_keys
from pages.journal import subjects
from pages.journal.recording import record_gone, record_objects, record_pages
from pages.models import ContentEvent, PublicRecord
from pages.paths import batches, refresh_all_paths

RETENTION = dt.timedelta(days=90)
"""How long events are kept; a follower further behind rebuilds."""

BATCH = 100
"""Things compared in one transaction, so that editors' writes pass between two of them."""


def sweep(progress: Callable[[str, int, int], None] | None = None) -> int:
    """Compares everything public with what the journal last said, and writes the events that are missing; returns their number.

    ``progress`` is called with (kind, done, total) after each batch.
    """
    with transaction.atomic():
        refresh_all_paths()
    written = 0
    for kind, model in subjects.KINDS.items():
        ids = sorted(model._default_manager.values_list("pk", flat=True))
        for done, batch in enumerate(batches(ids, BATCH), start=1):
            written += _sweep_batch(kind, batch)
            if progress is not None:
                progress(kind, min(done * BATCH, len(ids)), len(ids))
        known = set(PublicRecord.objects.filter(kind=kind).values_list("object_id", flat=True))
        with transaction.atomic():
            gone = known - set(model._default_manager.values_list("pk", flat=True))
            forget_keys(kind, gone)
            written += record_gone(kind, gone)
    return written


def _sweep_batch(kind: str, ids: Sequence[int]) -> int:
    with transaction.atomic():
        # A save in progress holds its rows: waiting for it means comparing what it leaves behind, not what it found.
        list(subjects.KINDS[kind]._default_manager.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk").values_list("pk"))
        refresh_keys(kind, ids)
        if kind == subjects.PAGE:
            short_links.make_missing(ids)
            page_reviews.refresh(ids)
        return record_pages(ids) if kind == subjects.PAGE else record_objects(kind, ids)


def prune(now: dt.datetime | None = None) -> int:
    """Deletes the events older than the retention; returns their number."""
    deleted, _by_model = ContentEvent.objects.filter(occurred_at__lt=(now or timezone.now()) - RETENTION).delete()
    return deleted
