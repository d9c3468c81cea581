"""The lists of the editors, read at each search and compiled once for as long as they say the same."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from django.db.models import QuerySet

from pages import languages
from pages.models import CrisisReason
from pages.models.crisis import WORD_LISTS
from pages.statements import Statement, explicit, kept
from search.crisis.lexicon import Lexicon, Weight, WordList

WEIGHTS = dict(zip(WORD_LISTS, (Weight.DANGER, Weight.SUBJECT, Weight.HARMLESS), strict=True))


def lexicon(using: str, now: dt.datetime) -> Lexicon:
    """The lists as they are in a database: one statement, and nothing kept that could grow old."""
    return _compiled(tuple(kept(("crisis words", using), lambda: _words(using)).rows(now)))


def _words(using: str) -> Statement:
    rows = explicit(QuerySet(CrisisReason).using(using)).order_by("order", "code").values_list("code", *_columns())
    return Statement(rows, using)


def _columns() -> tuple[str, ...]:
    return tuple(languages.column(name, code) for name in WORD_LISTS for code in languages.codes())


@lru_cache(maxsize=4)
def _compiled(rows: tuple[tuple[str | None, ...], ...]) -> Lexicon:
    """The lexicon of these very texts. Whoever changes one asks for another lexicon, so that there is nothing to forget in time."""
    places = [(WEIGHTS[name], code) for name in WORD_LISTS for code in languages.codes()]
    return Lexicon(
        WordList(str(reason), code, weight, text or "")
        for reason, *texts in rows
        for (weight, code), text in zip(places, texts, strict=True)
    )
