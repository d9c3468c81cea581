"""What a question gives, and why: as it is, and with a synonym or a promoted answer that is not saved yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.db.models import QuerySet

from pages import languages
from pages.models import CrisisReason, PromotedAnswer, Speaker, SynonymGroup
from pages.statements import explicit
from pages.visibility import public_pages
from search.analysis import stemmed
from search.crisis import recognise
from search.crisis.loading import lexicon
from search.engine import SearchHit
from search.engines import current_engine
from search.matching import STEM_WEIGHTS, WORD_WEIGHTS, in_language
from search.promoted import MOST_SHOWN, Promoted, answers_in, promotion
from search.queries import Answer, Asked, search_pages
from search.questions import Question
from search.synonyms import Expansion, Synonyms, expansions, groups_in

# Pages shown of each answer.
MOST_RESULTS = 20


@dataclass(frozen=True, slots=True)
class Tools:
    """What steers search beside the index: the groups of synonyms in use, and the promoted answers."""

    synonyms: tuple[Synonyms, ...]
    promoted: tuple[Promoted, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """A word found in a field of the page ("title"; see `search.matching`), and what it brings to the score."""

    word: str
    field: str
    score: float


@dataclass(frozen=True, slots=True)
class Result:
    """A page at its place (1 is the first), with its score and where that comes from, the heaviest first.

    `meaning` is what nearness in meaning brings or takes; None where search goes by words alone.
    """

    place: int
    page_id: int
    title: str
    language: str
    score: float
    reasons: tuple[Reason, ...]
    meaning: float | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a question gives: the titles put first, the pages found, how the question was read."""

    promoted: tuple[str, ...] = ()
    results: tuple[Result, ...] = ()
    total: int = 0
    synonyms: tuple[Expansion, ...] = ()
    corrections: dict[str, str] = field(default_factory=dict)
    is_degraded: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """The card of urgent help that comes before everything: its words, and to whom they are said."""

    title: str
    message: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Move:
    """A page as it stands now, and as it would: None where it is not among those shown. `places` is how far it would go up."""

    title: str
    before: Result | None
    after: Result | None

    @property
    def places(self) -> int:
        """How many places further up it would stand; below 0, further down."""
        return self.before.place - self.after.place if self.before is not None and self.after is not None else 0


def current_tools(now: dt.datetime) -> Tools:
    """Those that are saved, in every language."""
    return Tools(groups_in(languages.codes()), answers_in(languages.codes(), now))


def with_unsaved(tools: Tools, record: SynonymGroup | PromotedAnswer) -> Tools:
    """The same with a record as it would be saved, in the place of what is saved of it."""
    if isinstance(record, SynonymGroup):
        others = tuple(group for group in tools.synonyms if group.pk != record.pk)
        tried = Synonyms(record.language, record.words, record.leads_to, record.weight, record.pk or 0)
        return replace(tools, synonyms=(*others, tried) if record.is_active else others)
    rest = tuple(answer for answer in tools.promoted if answer.pk != record.pk)
    pages = tuple(row.page_id for row in record.pages.all())
    return replace(tools, promoted=(*rest, Promoted(record.language, record.questions, record.valid_from, record.valid_to, pages)))


def card(text: str, language: str, now: dt.datetime) -> Card | None:
    """The card that readers of `language` would get for `text`; None for most texts. It asks nothing of the index."""
    found = recognise(text, lexicon("default", now))
    if found is None:
        return None
    texts = [languages.column(name, code) for name in ("title", "message") for code in languages.codes()]
    row = explicit(QuerySet(CrisisReason)).filter(code=found.reason).values(*texts).get()
    title, message = (str(languages.text_with_fallback(row, name, language) or "") for name in ("title", "message"))
    return Card(title, message, str(Speaker(found.speaker).label))


def outcome(text: str, language: str, tools: Tools, now: dt.datetime) -> Outcome:
    """What readers of `language` would get for `text` with these tools. Raises SearchUnavailableError."""
    asked = Asked(text, language, MOST_RESULTS)
    answer = search_pages(asked, now=now, synonyms=tools.synonyms)
    put_first = promotion(text, asked.languages, now, tools.promoted).page_ids
    titles = _titles([*put_first, *(hit.page_id for hit in answer.result.hits)], language, now)
    return Outcome(
        promoted=tuple(titles[pk] for pk in put_first if pk in titles)[:MOST_SHOWN],
        results=tuple(
            _result(place, hit, titles[hit.page_id], answer)
            for place, hit in enumerate(answer.result.hits, start=1)
            if hit.page_id in titles
        ),
        total=answer.result.total,
        synonyms=tuple(found for code in asked.languages for found in expansions(text, code, tools.synonyms)),
        corrections=dict(answer.question.corrections),
        is_degraded=answer.result.is_degraded,
    )


def moves(before: Sequence[Result], after: Sequence[Result]) -> list[Move]:
    """The pages of both answers, in the order of the second; those that it no longer shows come last."""
    were = {result.page_id: result for result in before}
    stay = {result.page_id for result in after}
    found = [Move(result.title, were.get(result.page_id), result) for result in after]
    return found + [Move(result.title, result, None) for result in before if result.page_id not in stay]


def _result(place: int, hit: SearchHit, title: str, answer: Answer) -> Result:
    brought = current_engine().explain(answer.request, hit.page_id, hit.language)
    words = _words(answer.question)
    found = [Reason(words.get((term.field, term.term), term.term), term.field, score) for term, score in brought.items()]
    meaning = hit.score - sum(brought.values()) if answer.direction is not None else None
    return Result(place, hit.page_id, title, hit.language, hit.score, tuple(sorted(found, key=lambda reason: -reason.score)), meaning)


def _words(question: Question) -> dict[tuple[str, str], str]:
    """The words behind the terms of a question, by field and term; of several with one stem, the first."""
    words: dict[tuple[str, str], str] = {}
    for wanted in question.words:
        stem, bare = in_language(stemmed(wanted.word, wanted.language), wanted.language), in_language(wanted.word, wanted.language)
        for fields, term in ((STEM_WEIGHTS, stem), (WORD_WEIGHTS, bare)):
            for name in fields:
                words.setdefault((name, term), wanted.word)
    return words


def _titles(page_ids: Sequence[int], language: str, now: dt.datetime) -> dict[int, str]:
    """The titles of those of these pages that readers may see, in the language in which they are served."""
    columns = ("pk", *(languages.column("title", code) for code in languages.codes()), *languages.readiness_columns())
    rows = explicit(public_pages(now)).filter(pk__in=set(page_ids)).order_by().values(*columns)
    return {row["pk"]: str(languages.text(row, "title", languages.served_language(row, language, now)) or "") for row in rows}
