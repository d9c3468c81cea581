"""Keeps the concerns in their table: what is found again stays as it is, what is new is added, what was mended goes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from editorial.models import KeptConcern
from editorial.upkeep.concerns import Concern
from pages.days import day_of

_LONGEST_TITLE = 255
_MAY_CHANGE = ("severity", "title", "place", "anchor", "since")
"""What may change of a concern that stays the same."""


def keep(concerns: Iterable[Concern], now: dt.datetime) -> tuple[int, int]:
    """Brings the table in step with what was found; returns how many concerns are new, and how many are gone."""
    found = _by_identity(concerns, now)
    kept = {row.identity: row for row in KeptConcern.objects.all()}
    new = [row for identity, row in found.items() if identity not in kept]
    gone = [row.pk for identity, row in kept.items() if identity not in found]
    changed = [row for identity, row in kept.items() if identity in found and _brought_up(row, found[identity])]
    if new or gone or changed:
        with transaction.atomic():
            KeptConcern.objects.filter(pk__in=gone).delete()
            KeptConcern.objects.bulk_create(new, ignore_conflicts=True)
            KeptConcern.objects.bulk_update(changed, _MAY_CHANGE, batch_size=100)
    return len(new), len(gone)


def _by_identity(concerns: Iterable[Concern], now: dt.datetime) -> dict[str, KeptConcern]:
    rows: dict[str, KeptConcern] = {}
    for concern in concerns:
        nth = 0
        while (identity := concern.identity(nth)) in rows:
            nth += 1
        rows[identity] = _row(concern, identity, now)
    return rows


def _row(concern: Concern, identity: str, now: dt.datetime) -> KeptConcern:
    record = ContentType.objects.get_for_model(concern.record) if concern.record is not None else None
    return KeptConcern(
        identity=identity,
        kind=concern.kind,
        severity=concern.severity,
        organisation_id=concern.organisation_id,
        page_id=concern.page_id,
        record_type=record,
        record_id=concern.record_id,
        title=concern.title[:_LONGEST_TITLE],
        language=concern.spot.language,
        place=concern.spot.words,
        sentence=concern.sentence,
        anchor=concern.spot.anchor[:200],
        since=concern.since or day_of(now),
        found_at=now,
    )


def _brought_up(row: KeptConcern, found: KeptConcern) -> bool:
    """Takes over what changed; says whether anything did. Where nobody knows since when, the first finding stays."""
    if day_of(found.found_at) == found.since:
        found.since = row.since
    before = [getattr(row, name) for name in _MAY_CHANGE]
    after = [getattr(found, name) for name in _MAY_CHANGE]
    for name, value in zip(_MAY_CHANGE, after, strict=True):
        setattr(row, name, value)
    return before != after
