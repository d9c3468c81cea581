"""A reader's question to an answer: the one way in for the rest of the house.

The index may be behind the tables, by seconds or, with its follower stopped, by hours. Nothing hidden leaves in spite of that:

- what the journal says has changed since the index's last event is asked of the tables first, and what is hidden now, or no longer ready
  in its language, is excluded from the search itself, so that it is not counted either; so is whatever depends on a thing withdrawn since;
- what expires by the clock carries its expiry in the index;
- the hits are then looked up once more in `pages.visibility`. One that is hidden although neither journal nor clock said so (rows changed
  behind the model's back) is excluded and the engine asked again.

A search is two statements when the index is up to date.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from django.db.models import BigIntegerField, Q
from django.utils import timezone

from pages import languages
from pages.journal import subjects
from pages.models import ContentEvent
from pages.statements import NOW_STAND_IN, Given, OneOf, Statement, explicit, ids, kept
from pages.visibility import public_pages
from search.engine import IndexPosition, SearchRequest, SearchResult
from search.engines import current_engine

# Times that the engine is asked again because of hits that nobody said were hidden; then they are only left out.
MOST_ROUNDS = 5

Key = tuple[int, str]


def search_pages(
    text: str,
    asked_language: str,
    limit: int,
    offset: int = 0,
    *,
    using: str = "default",
    now: dt.datetime | None = None,
) -> SearchResult:
    """The pages that a reader of `asked_language` finds by `text`: those ready in it, and those that answer in the source language.

    Any text gets an answer; one without a word that means something (empty, signs only, stop words only) finds nothing, total 0.
    `limit` and `offset` are as in `SearchRequest` (ValueError). `using` is the database of the answer, `now` its moment (the present).
    `total` counts exactly the documents that this reader could reach by going on. Raises SearchUnavailableError while there is no index.
    """
    engine = current_engine()
    request = SearchRequest(text, asked_language, _languages(asked_language), limit, offset, now or timezone.now())
    state = engine.state()
    if state is not None:
        request = _without_what_is_hidden_since(state.position, request, using)
    result = engine.search(request)
    for _round in range(MOST_ROUNDS):
        wrong = _wrong_keys(result, request, using)
        if not wrong:
            return result
        request = replace(request, excluded=request.excluded | wrong)
        result = engine.search(request)
    wrong = _wrong_keys(result, request, using)
    right = tuple(hit for hit in result.hits if (hit.page_id, hit.language) not in wrong)
    return replace(result, hits=right, total=result.total - len(wrong))


def _languages(asked: str) -> tuple[str, ...]:
    """The languages of the documents that somebody who asks for `asked` may be served."""
    return tuple(dict.fromkeys((asked, languages.source())))


def _without_what_is_hidden_since(position: IndexPosition, request: SearchRequest, using: str) -> SearchRequest:
    """The request without what the index does not know to be hidden: one statement, and more only while the index is behind."""
    # Of all transactions: an event that followers may not read yet, because a slower transaction is still open, counts here.
    after = {"transaction": position.transaction_id, "event": position.event_id}
    events = kept(("later events", using), lambda: _later_events(using)).rows(request.at, after)
    touched: set[int] = set()
    gone: set[str] = set()
    for kind, object_id, action in events:
        if kind == subjects.PAGE:
            touched.add(object_id)
        elif action == ContentEvent.Action.WITHDRAWN:
            gone.add(f"{kind}:{object_id}")
    known = {(page_id, code) for page_id in touched for code in request.languages}
    return replace(request, excluded=frozenset(known - _served_keys(touched, request, using)), gone=frozenset(gone))


def _wrong_keys(result: SearchResult, request: SearchRequest, using: str) -> set[Key]:
    """The documents among the hits that are not what this reader is served: one statement for any number of hits."""
    found = {(hit.page_id, hit.language) for hit in result.hits}
    return found - _served_keys({page_id for page_id, _language in found}, request, using)


def _served_keys(page_ids: Iterable[int], request: SearchRequest, using: str) -> set[Key]:
    """Those of these pages that are public, with the language in which the reader is served."""
    wanted, names = ids(page_ids), ("pk", *languages.readiness_columns())
    if not wanted:
        return set()
    rows = [
        dict(zip(names, row, strict=True))
        for row in kept(("served", using), lambda: _public(using, names)).rows(request.at, {"ids": wanted})
    ]
    return {(row["pk"], languages.served_language(row, request.asked_language, request.at)) for row in rows}


def _later_events(using: str) -> Statement:
    transaction, event = Given("transaction", BigIntegerField()), Given("event", BigIntegerField())
    later = Q(transaction_id__gt=transaction) | Q(transaction_id=transaction, id__gt=event)
    return Statement(ContentEvent.objects.using(using).filter(later).order_by().values_list("kind", "object_id", "action"), using)


def _public(using: str, names: tuple[str, ...]) -> Statement:
    return Statement(explicit(public_pages(NOW_STAND_IN, using)).filter(OneOf("pk")).order_by().values_list(*names), using)
