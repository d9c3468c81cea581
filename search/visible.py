"""What readers may see, where the index may not know it yet: the tables are asked, whatever an engine says.

The index may be behind them, by seconds or, with its follower stopped, by hours.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import BigIntegerField, CharField, Q, Value
from django.db.models.functions import Cast

from pages import languages
from pages.journal import subjects
from pages.models import ContentEvent, JournalIdentity
from pages.statements import NOW_STAND_IN, Given, OneOf, Statement, explicit, ids, kept
from pages.visibility import public_pages, public_tracks
from search.engine import DocumentKey, IndexPosition
from search.lapses import lapsed_things

# Stands in the place of a kind where the statement tells the journal's name.
_IDENTITY = "journal"


@dataclass(frozen=True, slots=True)
class Since:
    """What has changed since an index: pages, films; and what is therefore neither to be found nor counted.

    `is_of_another`: the index followed another journal than this one (a restored copy): what has changed cannot be told.
    """

    pages: frozenset[int] = frozenset()
    videos: frozenset[int] = frozenset()
    excluded: frozenset[DocumentKey] = frozenset()
    gone: frozenset[str] = frozenset()
    is_of_another: bool = False


def reader_languages(asked: str) -> tuple[str, ...]:
    """The languages of the documents that somebody who asks for `asked` may be served."""
    return tuple(dict.fromkeys((asked, languages.source())))


def since(position: IndexPosition, asked: str, at: dt.datetime, using: str) -> Since:
    """What an index at this position does not know of what a reader of `asked` is served: one statement, more only while it is behind.

    A consent that the clock has ended counts as a change, although the journal is not told before the scheduler has noticed.
    """
    # Of all transactions: an event that followers may not read yet, because a slower transaction is still open, counts here.
    after = {"transaction": position.transaction_id, "event": position.event_id}
    told = kept(("later events", using), lambda: _later_events(using)).rows(at, after)
    events = [(kind, object_id, action) for kind, object_id, action in told if kind != _IDENTITY]
    # SQLite keeps it without hyphens.
    journals = {str(UUID(name)) for kind, _object_id, name in told if kind == _IDENTITY}
    changed = {kind: {object_id for each, object_id, _action in events if each == kind} for kind in (subjects.PAGE, subjects.VIDEO)}
    gone = {
        f"{kind}:{object_id}" for kind, object_id, action in events if kind != subjects.PAGE and action == ContentEvent.Action.WITHDRAWN
    }
    touched = changed[subjects.PAGE]
    known = {(page_id, code) for page_id in touched for code in reader_languages(asked)}
    return Since(
        pages=frozenset(touched),
        videos=frozenset(changed[subjects.VIDEO]),
        excluded=frozenset(known - served_keys(touched, asked, at, using)),
        gone=frozenset(gone),
        is_of_another=journals != {position.journal},
    )


def served_keys(page_ids: Iterable[int], asked: str, at: dt.datetime, using: str) -> set[DocumentKey]:
    """Those of these pages that are public, with the language in which a reader of `asked` is served: one statement, none for no page."""
    wanted, names = ids(page_ids), ("pk", *languages.readiness_columns())
    if not wanted:
        return set()
    rows = [dict(zip(names, row, strict=True)) for row in kept(("served", using), lambda: _public(using, names)).rows(at, {"ids": wanted})]
    return {(row["pk"], languages.served_language(row, asked, at)) for row in rows}


def shown_tracks(track_ids: Iterable[int], at: dt.datetime, using: str) -> frozenset[int]:
    """Those of these tracks of captions that the public may read now: one statement, none for no track."""
    wanted = ids(track_ids)
    if not wanted:
        return frozenset()
    return frozenset(pk for (pk,) in kept(("shown tracks", using), lambda: _tracks(using)).rows(at, {"ids": wanted}))


def _later_events(using: str) -> Statement:
    """The events after a place, and beside them the name of the journal."""
    transaction, event = Given("transaction", BigIntegerField()), Given("event", BigIntegerField())
    later = Q(transaction_id__gt=transaction) | Q(transaction_id=transaction, id__gt=event)
    events = ContentEvent.objects.using(using).filter(later).order_by().values_list("kind", "object_id", "action")
    name = Cast("identity", CharField())
    journal = JournalIdentity.objects.using(using).order_by().values_list(Value(_IDENTITY), Value(0), name)
    return Statement(journal.union(events, *lapsed_things(using), all=True), using)


def _public(using: str, names: tuple[str, ...]) -> Statement:
    return Statement(explicit(public_pages(NOW_STAND_IN, using)).filter(OneOf("pk")).order_by().values_list(*names), using)


def _tracks(using: str) -> Statement:
    return Statement(explicit(public_tracks(using, NOW_STAND_IN)).filter(OneOf("pk")).order_by().values_list("pk"), using)
