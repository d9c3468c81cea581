"""Reading the journal in its order, without ever skipping a row that a slower transaction has yet to commit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import connections
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from pages.models import ContentEvent, JournalIdentity


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the journal: the last event somebody has dealt with.

    ``transaction_id`` and ``event_id`` give the order; ``key`` is the event's random key, by which a restored or foreign journal is
    recognised.
    """

    transaction_id: int
    event_id: int
    key: str

    @classmethod
    def of(cls, event: ContentEvent) -> Position:
        """The position of an event."""
        return cls(event.transaction_id, event.pk, str(event.key))


START = Position(0, 0, "")
"""Before the first event."""


def identity(using: str = "default") -> str:
    """The journal's random name, made on first use."""
    row, _created = JournalIdentity.objects.using(using).get_or_create(pk=1)
    return str(row.identity)


def known_identity(using: str = "default") -> str:
    """The same where nothing may be written: "" in a journal that has no name yet."""
    row = JournalIdentity.objects.using(using).filter(pk=1).first()
    return "" if row is None else str(row.identity)


def _settled(using: str) -> QuerySet[ContentEvent]:
    """The events that nobody can still write an earlier one beside.

    PostgreSQL: those of transactions older than every one still running. SQLite: all, since writers queue (BEGIN IMMEDIATE) and ids are
    in the order of commits.
    """
    events = ContentEvent.objects.using(using).order_by("transaction_id", "id")
    if connections[using].vendor == "postgresql":
        events = events.filter(transaction_id__lt=RawSQL("pg_snapshot_xmin(pg_current_snapshot())::text::bigint", []))
    return events


def _after(position: Position) -> Q:
    return Q(transaction_id__gt=position.transaction_id) | Q(transaction_id=position.transaction_id, id__gt=position.event_id)


def events_after(position: Position, limit: int = 500, using: str = "default", without: Collection[str] = ()) -> list[ContentEvent]:
    """At most ``limit`` settled events after ``position``, in order; none of the kinds ``without``."""
    return list(_settled(using).filter(_after(position)).exclude(kind__in=without)[:limit])


def committed_after(position: Position, limit: int, using: str = "default") -> list[ContentEvent]:
    """At most ``limit`` events after ``position``, settled or not: an earlier one may still appear beside those of open transactions."""
    return list(ContentEvent.objects.using(using).filter(_after(position)).order_by("transaction_id", "id")[:limit])


def events_with(ids: Iterable[int], using: str = "default", without: Collection[str] = ()) -> list[ContentEvent]:
    """The settled events among these primary keys, in order; none of the kinds ``without``."""
    return list(_settled(using).filter(pk__in=set(ids)).exclude(kind__in=without))


def kept(using: str = "default", without: Collection[str] = ()) -> int:
    """How many settled events the journal holds, those of the kinds ``without`` aside."""
    return _settled(using).exclude(kind__in=without).count()


def head(using: str = "default") -> Position:
    """The position of the last settled event; ``START`` in an empty journal."""
    last = _settled(using).last()
    return START if last is None else Position.of(last)


def holds(position: Position, using: str = "default") -> bool:
    """Whether the journal has the event of this position: False after a restore, in another journal, or past the retention."""
    if position == START:
        return True
    if not position.key:
        return False
    return ContentEvent.objects.using(using).filter(pk=position.event_id, transaction_id=position.transaction_id, key=position.key).exists()


def lag(position: Position, using: str = "default") -> int:
    """How many settled events come after ``position``."""
    return _settled(using).filter(_after(position)).count()


def behind_since(position: Position, lag: int, using: str = "default") -> dt.datetime | None:
    """When the first of the ``lag`` events after ``position`` happened; None where there is none (and nothing is asked)."""
    first = events_after(position, limit=1, using=using) if lag else []
    return first[0].occurred_at if first else None
