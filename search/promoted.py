"""Promoted answers: the pages that the coordination puts first for a question, apart from what the engine finds.

A question is matched as a whole, by the set of its terms: accents, capitals, small words, the ends of words and their order do not count;
a word more or less does, so that "téléphone en 6e" brings nothing up that was meant for "téléphone". Whether a page is public is not
known here: whoever shows it asks `pages.visibility`, as for any other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pages.days import day_of, end_of
from pages.lines import lines_of
from pages.models import PromotedPage
from pages.statements import OneOf, Statement, kept
from search.analysis import QUERY_CHARACTERS, analyse

# Pages shown first for one question.
MOST_SHOWN = 3

Terms = frozenset[str]


@dataclass(frozen=True, slots=True)
class Promoted:
    """A promoted answer: what is typed (as written, one a line), the days on which it holds (both included), its pages in order."""

    language: str
    questions: str
    valid_from: dt.date | None
    valid_to: dt.date | None
    page_ids: tuple[int, ...]
    pk: int = field(default=0, compare=False)
    """The record it comes from."""


@dataclass(frozen=True, slots=True)
class Promotion:
    """The pages put first, and the moment at which this may change by the clock alone (None: never).

    Of several answers to one question there may be many: the first MOST_SHOWN that readers may see are shown.
    """

    page_ids: tuple[int, ...] = ()
    until: dt.datetime | None = None


def answers_in(languages: Sequence[str], now: dt.datetime, using: str = "default") -> tuple[Promoted, ...]:
    """The answers for these languages, past and future ones too, in the order in which they were made: one statement."""
    rows = kept(("promoted", using), lambda: _statement(using)).rows(now, {"languages": sorted(set(languages))})
    pages: dict[int, list[int]] = {}
    facts = {}
    for key, language, questions, valid_from, valid_to, page_id in rows:
        facts[key] = (language, questions, valid_from, valid_to)
        pages.setdefault(key, []).append(page_id)
    return tuple(Promoted(*facts[key], tuple(pages[key]), key) for key in facts)


def promotion(text: str, languages: Sequence[str], now: dt.datetime, answers: Sequence[Promoted]) -> Promotion:
    """What is put first for `text` at `now`; answers of the first of `languages` (codes) come before those of the next."""
    today = day_of(now)
    page_ids: dict[int, None] = {}
    moments: list[dt.datetime] = []
    for language in languages:
        terms = frozenset(analyse(text, language, QUERY_CHARACTERS))
        for entry in _by_terms(language, tuple(answers)).get(terms, ()) if terms else ():
            begins = None if entry.valid_from is None else end_of(entry.valid_from - dt.timedelta(days=1))
            ends = None if entry.valid_to is None else end_of(entry.valid_to)
            moments += [moment for moment in (begins, ends) if moment is not None and moment > now]
            if (entry.valid_from is None or entry.valid_from <= today) and (entry.valid_to is None or today <= entry.valid_to):
                page_ids |= dict.fromkeys(entry.page_ids)
    return Promotion(tuple(page_ids), min(moments, default=None))


# Keyed by what the answers say, as synonyms are: what is kept is never stale.
@lru_cache(maxsize=16)
def _by_terms(language: str, answers: tuple[Promoted, ...]) -> dict[Terms, tuple[Promoted, ...]]:
    found: dict[Terms, list[Promoted]] = {}
    for entry in answers:
        if entry.language == language:
            for terms in {frozenset(analyse(line, language, QUERY_CHARACTERS)) for line in lines_of(entry.questions)}:
                found.setdefault(terms, []).append(entry)
    return {terms: tuple(known) for terms, known in found.items()}


def _statement(using: str) -> Statement:
    rows = PromotedPage.objects.using(using).filter(OneOf("promoted__language", "languages")).order_by("promoted_id", "sort_order", "pk")
    return Statement(
        rows.values_list(
            "promoted_id", "promoted__language", "promoted__questions", "promoted__valid_from", "promoted__valid_to", "page_id"
        ),
        using,
    )
