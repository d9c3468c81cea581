"""A reader's question to an answer: the one way in for the rest of the house.

The index may be behind the tables, by seconds or, with its follower stopped, by hours. Nothing hidden leaves in spite of that:

- what the journal says has changed since the index's last event is asked of the tables first, and what is hidden now, or no longer ready
  in its language, is excluded from the search itself, so that it is not counted either; so is whatever depends on a thing withdrawn since;
- of a page or a film that has changed since, the index's text is not shown, although it may still find the page;
- of an index of another journal (a restored copy) no text is shown at all, until it is built anew;
- a page that expires by the clock carries its expiry in the index; what shows somebody whose consent the clock has ended is left out
  with whatever depends on it, as something withdrawn is, whether the scheduler runs or not;
- the hits are then looked up once more in `pages.visibility`. One that is hidden although neither journal nor clock said so (rows changed
  behind the model's back) is excluded and the engine asked again.

A search is three statements when the index is up to date: the synonyms, what has changed since, the pages found. Before a word is mended,
one more: the names of the site may have it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils import timezone

from search.encoder import current_encoder
from search.engine import (
    DocumentKey,
    IndexPosition,
    SearchEngine,
    SearchHit,
    SearchOrder,
    SearchRequest,
    SearchResult,
    SearchUnavailableError,
    WeightedTerm,
)
from search.engines import current_engine
from search.known_words import known_words
from search.matching import WORDS, in_language, stems_of, wanted_terms
from search.meaning.documents import stretches
from search.meaning.packed import Direction, passages_nearness
from search.meaning.questions import mended_direction
from search.meaning.ranking import ranked, with_nearest
from search.moments import Moment, best_moments
from search.names import WordsOfNames, site_names
from search.questions import Question, read_question
from search.stored import read_cues, read_passages
from search.synonyms import SpellerOfSynonyms, Synonyms, expander, groups_in
from search.visible import Since, reader_languages, served_keys, since

# Times that the engine is asked again because of hits that nobody said were hidden; then they are only left out.
MOST_ROUNDS = 5

# Pages whose texts are looked at for how a word is written.
TEXTS = 5


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
        return reader_languages(self.language)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found by what request, how the question was read, and by language the stems (with weights) that texts were searched for.

    `direction` is where the question points in meaning, None where nobody knows. `is_passing`: the same question may have another answer
    in a moment although nothing is published meanwhile, because the usual index is away, or its words as they are now are still being
    read.
    """

    result: SearchResult
    request: SearchRequest
    question: Question
    stems: Mapping[str, Mapping[str, float]]
    direction: Direction | None
    is_passing: bool = False


def search_pages(
    asked: Asked, *, using: str = "default", now: dt.datetime | None = None, synonyms: Sequence[Synonyms] | None = None
) -> Answer:
    """The pages that a reader finds: those ready in the language asked, and those that answer in the source language.

    The former come first, but for those of the latter that are near in meaning, which come where they would with half of the words.
    Any text gets an answer; one without a word that means something (empty, signs only, stop words only) finds nothing, total 0.
    `using` is the database of the answer, `now` its moment (the present), `synonyms` what is tried in place of the groups in use. The
    total and the counts are exactly of the documents that this reader could reach by going on. Raises SearchUnavailableError while there
    is no index, ValueError as `SearchRequest` does.
    """
    engine = current_engine()
    with engine.asking():
        return _answered(engine, asked, using, now or timezone.now(), synonyms)


def _answered(engine: SearchEngine, asked: Asked, using: str, at: dt.datetime, synonyms: Sequence[Synonyms] | None) -> Answer:
    state = engine.state()
    groups = tuple(groups_in(asked.languages, using) if synonyms is None else synonyms)
    known = known_words(engine, state)
    speller = None if known.speller is None else SpellerOfSynonyms(known.speller, groups)
    question = read_question(asked.text, asked.languages, speller, expander(groups), WordsOfNames(using))
    direction = mended_direction(asked.text, question, asked.languages, current_encoder())
    unknown = since(state.position, asked.language, at, using) if state is not None else Since()
    request, result = _found(engine, direction, using, _request(asked, question, at, unknown))
    if state is not None and _is_before(result.position, state.position):
        # A standby answered in the place of the index that told its state, and does not know as much.
        unknown = since(result.position, asked.language, at, using)
        request, result = _found(engine, direction, using, _request(asked, question, at, unknown))
    stems = {code: stems_of(request.terms, code) for code in asked.languages}
    is_passing = result.is_degraded or not known.is_current or unknown.is_of_another
    return Answer(_fresh_texts(result, unknown), request, question, stems, direction, is_passing)


def _request(asked: Asked, question: Question, at: dt.datetime, unknown: Since) -> SearchRequest:
    """What the engine is asked, without what it does not know to be hidden."""
    return SearchRequest(
        terms=wanted_terms(question.words),
        asked_language=asked.language,
        limit=asked.limit,
        offset=asked.offset,
        at=at,
        excluded=unknown.excluded,
        gone=unknown.gone,
        filters=asked.filters,
        counted=asked.counted,
        order=asked.order,
        preferred_language=asked.language if len(asked.languages) > 1 else "",
        with_passages=asked.with_passages,
        with_cues=asked.with_cues,
        # Moments are told by it, too.
        with_meaning=asked.with_cues,
    )


def moments_of(hit: SearchHit, answer: Answer) -> list[Moment]:
    """The moments of a page found in which the words of the question, or words near to it in meaning, are said; the best first."""
    cues = read_cues(hit.cues)
    near: list[tuple[range, float]] = []
    if answer.direction is not None and hit.meaning and cues:
        said = stretches([kept.cue for kept in cues])
        # The last passages are of what is said. Texts may come from a later commit than the meaning: then, for once, they do not fit.
        near = list(zip(said, passages_nearness(answer.direction, hit.meaning)[-len(said) :], strict=False))
    return best_moments(cues, answer.stems.get(hit.language, {}), near)


def texts_with(answer: Answer, word: str, *, using: str = "default") -> list[str] | None:
    """Texts that may have a bare word: passages of pages with it, whatever else the answer is about, and the site's own names.

    None where no page that this reader may see has it: the engine is asked once more, for a vocabulary may hold words that no public page
    has any longer. None while there is no index.
    """
    terms = tuple(WeightedTerm(WORDS, in_language(word, code), 1.0) for code in answer.stems)
    request = replace(
        answer.request, terms=terms, joined=frozenset(), limit=TEXTS, offset=0, filters={}, counted=frozenset(), with_cues=False
    )
    engine = current_engine()
    try:
        with engine.asking():
            found = _without_wrong(engine, None, using, request, engine.search(request))
    except SearchUnavailableError:
        return None
    if not found.hits:
        return None
    names = site_names(using)
    passages = [passage.text for hit in found.hits for passage in read_passages(hit.passages)]
    return [*passages, *(name for code in answer.stems for name in sorted(names.get(code, ())))]


def _is_before(position: IndexPosition, other: IndexPosition) -> bool:
    """Whether an index at `position` may not know what one at `other` does."""
    order = (position.transaction_id, position.event_id)
    return position.journal != other.journal or order < (other.transaction_id, other.event_id)


def _found(engine: SearchEngine, direction: Direction | None, using: str, request: SearchRequest) -> tuple[SearchRequest, SearchResult]:
    """The request joined by the nearest in meaning, and what it finds in its order by meaning."""
    joined, result = with_nearest(engine, request, direction)
    return joined, _without_wrong(engine, direction, using, joined, result)


def _without_wrong(
    engine: SearchEngine, direction: Direction | None, using: str, request: SearchRequest, result: SearchResult
) -> SearchResult:
    """The answer to a request, which found `result`, without hits that are hidden although nobody said so."""
    for _round in range(MOST_ROUNDS):
        wrong = _wrong_keys(result, request, using)
        if not wrong:
            return result
        request = replace(request, excluded=request.excluded | wrong)
        result = ranked(engine, request, direction)
    wrong = _wrong_keys(result, request, using)
    right = tuple(hit for hit in result.hits if hit.key not in wrong)
    return replace(result, hits=right, total=result.total - len(wrong))


def _fresh_texts(result: SearchResult, unknown: Since) -> SearchResult:
    """The result without the index's texts of what has changed since; a film that has may be any page's."""
    if not (unknown.pages or unknown.videos or unknown.is_of_another):
        return result
    hits = (replace(hit, passages="", cues="") if unknown.is_of_another or hit.page_id in unknown.pages else hit for hit in result.hits)
    return replace(result, hits=tuple(replace(hit, cues="") if unknown.videos else hit for hit in hits))


def _wrong_keys(result: SearchResult, request: SearchRequest, using: str) -> set[DocumentKey]:
    """The documents among the hits that are not what this reader is served: one statement for any number of hits."""
    found = {hit.key for hit in result.hits}
    return found - served_keys({page_id for page_id, _language in found}, request.asked_language, request.at, using)
