"""A reader's question to an answer: the one way in for the rest of the house.

The index may be behind the tables, by seconds or, with its follower stopped, by hours. Nothing hidden leaves in spite of that:

- what the journal says has changed since the index's last event is asked of the tables first, and what is hidden now, or no longer ready
  in its language, is excluded from the search itself, so that it is not counted either; so is whatever depends on a thing withdrawn since;
- of a page or a film that has changed since, the index's text is not shown, although it may still find the page;
- what expires by the clock carries its expiry in the index;
- the hits are then looked up once more in `pages.visibility`. One that is hidden although neither journal nor clock said so (rows changed
  behind the model's back) is excluded and the engine asked again.

A search is three statements when the index is up to date: the synonyms, what has changed since, the pages found.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import BigIntegerField, Q
from django.utils import timezone

from pages import languages
from pages.journal import subjects
from pages.models import ContentEvent
from pages.statements import NOW_STAND_IN, Given, OneOf, Statement, explicit, ids, kept
from pages.visibility import public_pages, public_tracks
from search.engine import IndexPosition, SearchEngine, SearchOrder, SearchRequest, SearchResult
from search.engines import current_engine
from search.known_words import speller_of
from search.matching import stems_of, wanted_terms
from search.questions import Question, read_question
from search.synonyms import Synonyms, expansions, groups_in

# Times that the engine is asked again because of hits that nobody said were hidden; then they are only left out.
MOST_ROUNDS = 5

Key = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks: any text, and what else the answer should be or hold.

    `limit`, `offset`, `filters`, `counted`, `order`, `with_passages` and `with_cues` are those of `SearchRequest`. Answers are in
    `language`, and in the source language where a page has no other.
    """

    text: str
    language: str
    limit: int
    offset: int = 0
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    counted: frozenset[str] = frozenset()
    order: SearchOrder = SearchOrder.RELEVANCE
    with_passages: bool = False
    with_cues: bool = False

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the documents that this reader may be served."""
        return tuple(dict.fromkeys((self.language, languages.source())))


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found by what request, how the question was read, and by language the stems (with weights) that texts were searched for."""

    result: SearchResult
    request: SearchRequest
    question: Question
    stems: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class _Since:
    """What has changed since the index: pages, films; and what is therefore neither found nor counted."""

    pages: frozenset[int] = frozenset()
    videos: frozenset[int] = frozenset()
    excluded: frozenset[Key] = frozenset()
    gone: frozenset[str] = frozenset()


def search_pages(
    asked: Asked, *, using: str = "default", now: dt.datetime | None = None, synonyms: Sequence[Synonyms] | None = None
) -> Answer:
    """The pages that a reader finds: those ready in the language asked, which come first, and those that answer in the source language.

    Any text gets an answer; one without a word that means something (empty, signs only, stop words only) finds nothing, total 0.
    `using` is the database of the answer, `now` its moment (the present), `synonyms` what is tried in place of the groups in use. The
    total and the counts are exactly of the documents that this reader could reach by going on. Raises SearchUnavailableError while there
    is no index, ValueError as `SearchRequest` does.
    """
    engine = current_engine()
    at = now or timezone.now()
    state = engine.state()
    groups = groups_in(asked.languages, using) if synonyms is None else synonyms

    def meant(text: str, language: str) -> Iterable[tuple[str, float]]:
        return ((expansion.phrase, expansion.weight) for expansion in expansions(text, language, groups))

    question = read_question(asked.text, asked.languages, speller_of(engine, state) if state is not None else None, meant)
    since = _since(state.position, asked, at, using) if state is not None else _Since()
    terms = wanted_terms(question.words)
    request = SearchRequest(
        terms=terms,
        asked_language=asked.language,
        limit=asked.limit,
        offset=asked.offset,
        at=at,
        excluded=since.excluded,
        gone=since.gone,
        filters=asked.filters,
        counted=asked.counted,
        order=asked.order,
        preferred_language=asked.language if len(asked.languages) > 1 else "",
        with_passages=asked.with_passages,
        with_cues=asked.with_cues,
    )
    result = _fresh_texts(_without_wrong(engine, request, using), since)
    return Answer(result, request, question, {code: stems_of(terms, code) for code in asked.languages})


def _without_wrong(engine: SearchEngine, request: SearchRequest, using: str) -> SearchResult:
    """The answer of the engine, without hits that are hidden although nobody said so."""
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


def _since(position: IndexPosition, asked: Asked, at: dt.datetime, using: str) -> _Since:
    """What the index does not know yet: one statement, and more only while it is behind."""
    # Of all transactions: an event that followers may not read yet, because a slower transaction is still open, counts here.
    after = {"transaction": position.transaction_id, "event": position.event_id}
    events = kept(("later events", using), lambda: _later_events(using)).rows(at, after)
    changed = {kind: {object_id for each, object_id, _action in events if each == kind} for kind in (subjects.PAGE, subjects.VIDEO)}
    gone = {
        f"{kind}:{object_id}" for kind, object_id, action in events if kind != subjects.PAGE and action == ContentEvent.Action.WITHDRAWN
    }
    touched = changed[subjects.PAGE]
    known = {(page_id, code) for page_id in touched for code in asked.languages}
    excluded = known - _served_keys(touched, asked.language, at, using)
    return _Since(frozenset(touched), frozenset(changed[subjects.VIDEO]), frozenset(excluded), frozenset(gone))


def _fresh_texts(result: SearchResult, since: _Since) -> SearchResult:
    """The result without the index's texts of what has changed since; a film that has may be any page's."""
    if not (since.pages or since.videos):
        return result
    hits = (replace(hit, passages="", cues="") if hit.page_id in since.pages else hit for hit in result.hits)
    return replace(result, hits=tuple(replace(hit, cues="") if since.videos else hit for hit in hits))


def _wrong_keys(result: SearchResult, request: SearchRequest, using: str) -> set[Key]:
    """The documents among the hits that are not what this reader is served: one statement for any number of hits."""
    found = {(hit.page_id, hit.language) for hit in result.hits}
    return found - _served_keys({page_id for page_id, _language in found}, request.asked_language, request.at, using)


def _served_keys(page_ids: Iterable[int], asked: str, at: dt.datetime, using: str) -> set[Key]:
    """Those of these pages that are public, with the language in which the reader is served."""
    wanted, names = ids(page_ids), ("pk", *languages.readiness_columns())
    if not wanted:
        return set()
    rows = [dict(zip(names, row, strict=True)) for row in kept(("served", using), lambda: _public(using, names)).rows(at, {"ids": wanted})]
    return {(row["pk"], languages.served_language(row, asked, at)) for row in rows}


def shown_tracks(track_ids: Iterable[int], *, using: str = "default", at: dt.datetime) -> frozenset[int]:
    """Those of these tracks of captions that the public may read now: one statement, none for no track."""
    wanted = ids(track_ids)
    if not wanted:
        return frozenset()
    return frozenset(pk for (pk,) in kept(("shown tracks", using), lambda: _tracks(using)).rows(at, {"ids": wanted}))


def _later_events(using: str) -> Statement:
    transaction, event = Given("transaction", BigIntegerField()), Given("event", BigIntegerField())
    later = Q(transaction_id__gt=transaction) | Q(transaction_id=transaction, id__gt=event)
    return Statement(ContentEvent.objects.using(using).filter(later).order_by().values_list("kind", "object_id", "action"), using)


def _public(using: str, names: tuple[str, ...]) -> Statement:
    return Statement(explicit(public_pages(NOW_STAND_IN, using)).filter(OneOf("pk")).order_by().values_list(*names), using)


def _tracks(using: str) -> Statement:
    return Statement(explicit(public_tracks(using, NOW_STAND_IN)).filter(OneOf("pk")).order_by().values_list("pk"), using)
