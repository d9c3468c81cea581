"""Writing the journal: the state of things is compared with what was last said of them, and the difference becomes events.

The comparison makes every call idempotent: whoever suspects that something changed may ask to record it; nothing is written twice, and a
draft, which changes nothing for the public, writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Func, OuterRef, Subquery
from django.utils import timezone

from pages.journal import subjects
from pages.models import BasePage, ContentEvent, PublicRecord
from pages.paths import batches, current_paths
from pages.visibility import public_documents, public_images, public_pages, public_videos


class _CurrentTransaction(Func):
    """PostgreSQL's number of the writing transaction (xid8 as bigint)."""

    template = "pg_current_xact_id()::text::bigint"


def _transaction_number() -> Func | int:
    return _CurrentTransaction() if connection.vendor == "postgresql" else 0


@dataclass(frozen=True, slots=True)
class State:
    """What the public sees of one thing at this moment."""

    key: UUID
    is_public: bool
    content_digest: str
    place: str = ""
    paths: dict[str, str] = field(default_factory=dict)


def record_pages(page_ids: Iterable[int]) -> int:
    """Records whatever changed of these pages, content and place; returns the number of events written.

    To be called inside the transaction that changed them.
    """
    return _record(subjects.PAGE, _page_states(sorted(set(page_ids))))


def record_places(kind: str, ids: Iterable[int]) -> int:
    """Records changes of path or visibility of things whose content did not change (descendants of what moved, files refiled).

    The number of statements grows with the batches of ids only: no content is read for what is already on record.
    """
    wanted = sorted(set(ids))
    known = _records(kind, wanted)
    written = _record(kind, _places(kind, known), known)
    unknown = [pk for pk in wanted if pk not in known]
    return written + (record_pages(unknown) if kind == subjects.PAGE else record_objects(kind, unknown))


def record_objects(kind: str, ids: Iterable[int]) -> int:
    """Records whatever changed of these snippets, images or videos; returns the number of events written."""
    wanted = sorted(set(ids))
    model = subjects.KINDS[kind]
    digests = subjects.content_digests(model, wanted)
    public = _public_ids(kind, wanted)
    keys: dict[int, UUID] = {}
    for batch in batches(wanted):
        keys |= dict(model._default_manager.filter(pk__in=batch).values_list("pk", "key"))
    return _record(kind, {pk: State(keys[pk], pk in public, digest) for pk, digest in digests.items()})


def record_gone(kind: str, ids: Iterable[int]) -> int:
    """Records that things were deleted; returns the number of events written (none for what was never public)."""
    records = _records(kind, sorted(set(ids)))
    gone = [record for record in records.values() if record.is_public]
    _write([_event(ContentEvent.Action.WITHDRAWN, record, record.paths) for record in gone])
    for batch in batches([record.pk for record in records.values()]):
        PublicRecord.objects.filter(pk__in=batch).delete()
    return len(gone)


def resync_order(parent_path: str) -> None:
    """Notes, in one statement and without events, where everything below a parent now stands in its order."""
    place = BasePage.objects.filter(pk=OuterRef("object_id")).values("path")[:1]
    below = BasePage.objects.filter(path__startswith=parent_path).values("pk")
    PublicRecord.objects.filter(kind=subjects.PAGE, object_id__in=below).update(place=Subquery(place))


# --- states ----------------------------------------------------------------------------------------------------------------------


def _page_states(ids: list[int]) -> dict[int, State]:
    by_type: dict[int, list[int]] = {}
    rows: dict[int, tuple[str, UUID]] = {}
    for batch in batches(ids):
        for pk, type_id, place, key in BasePage.objects.filter(pk__in=batch).values_list(
            "pk", "content_type_id", "path", "translation_key"
        ):
            by_type.setdefault(type_id, []).append(pk)
            rows[pk] = (place, key)
    digests: dict[int, str] = {}
    for type_id, members in by_type.items():
        model = ContentType.objects.get_for_id(type_id).model_class() or BasePage
        digests |= subjects.content_digests(model, members)
    public = _public_ids(subjects.PAGE, ids)
    paths = current_paths(ids)
    return {pk: State(rows[pk][1], pk in public, digest, rows[pk][0], paths.get(pk, {})) for pk, digest in digests.items() if pk in rows}


def _places(kind: str, known: dict[int, PublicRecord]) -> dict[int, State]:
    ids = sorted(known)
    public = _public_ids(kind, ids)
    paths = current_paths(ids) if kind == subjects.PAGE else {}
    places: dict[int, str] = {}
    for batch in batches(ids if kind == subjects.PAGE else []):
        places |= dict(BasePage.objects.filter(pk__in=batch).values_list("pk", "path"))
    return {
        pk: State(record.object_key, pk in public, record.content_digest, places.get(pk, ""), paths.get(pk, {}))
        for pk, record in known.items()
    }


def _public_ids(kind: str, ids: list[int]) -> set[int]:
    everything: Any = {
        subjects.PAGE: public_pages,
        subjects.IMAGE: public_images,
        subjects.VIDEO: public_videos,
        subjects.DOCUMENT: public_documents,
    }.get(kind)
    if everything is None:
        return set(ids)
    return {pk for batch in batches(ids) for pk in everything().filter(pk__in=batch).values_list("pk", flat=True)}


# --- comparing and writing -------------------------------------------------------------------------------------------------------


def _records(kind: str, ids: list[int]) -> dict[int, PublicRecord]:
    return {
        record.object_id: record
        for batch in batches(ids)
        for record in PublicRecord.objects.filter(kind=kind, object_id__in=batch).order_by("object_id")
    }


def _record(kind: str, states: dict[int, State], known: dict[int, PublicRecord] | None = None) -> int:
    """Compares, writes events, and keeps the records. A thing that was never public gets no record."""
    records = _records(kind, sorted(states)) if known is None else known
    events: list[ContentEvent] = []
    new: list[PublicRecord] = []
    changed: list[PublicRecord] = []
    for pk, state in states.items():
        before = records.get(pk)
        if before is None and not state.is_public:
            continue
        record = before or PublicRecord(kind=kind, object_id=pk, is_public=False)
        action = _action(record, state)
        if action is not None:
            paths = record.paths if action == ContentEvent.Action.WITHDRAWN else state.paths
            events.append(_event(action, record, paths, state.key))
        if before is None or not _says(record, state):
            record.object_key, record.is_public, record.paths = state.key, state.is_public, state.paths
            record.content_digest, record.place = state.content_digest, state.place
            (new if before is None else changed).append(record)
    with transaction.atomic():
        PublicRecord.objects.bulk_create(new)
        PublicRecord.objects.bulk_update(changed, ["object_key", "is_public", "content_digest", "place", "paths"], batch_size=100)
        _write(events)
    return len(events)


def _says(record: PublicRecord, state: State) -> bool:
    return (record.is_public, record.content_digest, record.place, record.paths) == (
        state.is_public,
        state.content_digest,
        state.place,
        state.paths,
    )


def _action(record: PublicRecord, state: State) -> ContentEvent.Action | None:
    if state.is_public and not record.is_public:
        return ContentEvent.Action.PUBLISHED
    if record.is_public and not state.is_public:
        return ContentEvent.Action.WITHDRAWN
    if state.is_public and not _says(record, state):
        return ContentEvent.Action.CHANGED
    return None


def _event(action: ContentEvent.Action, record: PublicRecord, paths: dict[str, str], key: UUID | None = None) -> ContentEvent:
    return ContentEvent(
        action=action,
        kind=record.kind,
        object_id=record.object_id,
        object_key=key or record.object_key,
        paths=paths,
        occurred_at=timezone.now(),
        transaction_id=_transaction_number(),
    )


def _write(events: list[ContentEvent]) -> None:
    ContentEvent.objects.bulk_create(events)
