"""Writing down what a reader says of a page: a vote is counted, words become a report, and there is room for so many reports of a page."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from django.db import transaction
from django.db.models import F

from pages.days import day_of
from pages.models import PageReport, PageReportKind, PageVotes
from pages.page_reports.masking import masked, plain

MAX_MESSAGE = 1_000
"""Characters of a message."""

MAX_WAITING = 100
"""Reports of one page that wait to be read: whoever sends thousands fills no table, and the desk knows by then."""

VOTES = {PageReportKind.HELPED: "helped", PageReportKind.NOT_HELPED: "not_helped"}
"""The kinds that are counted, and the column of each. Without words, nothing else is kept of them."""

NEED_WORDS = frozenset({PageReportKind.ERROR, PageReportKind.ACCESSIBILITY, PageReportKind.OTHER})
"""The kinds that say nothing without words: what is wrong, and where?"""


class Outcome(StrEnum):
    """What became of a report."""

    RECORDED = "RECORDED"
    MESSAGE_MISSING = "MESSAGE_MISSING"
    MESSAGE_TOO_LONG = "MESSAGE_TOO_LONG"
    TOO_MANY_REPORTS = "TOO_MANY_REPORTS"


def record(page_id: int, language: str, kind: PageReportKind, message: str, now: dt.datetime) -> Outcome:
    """Count or write down what somebody says of a page in a language; whatever is not RECORDED has left no trace."""
    words = plain(message)
    if len(words) > MAX_MESSAGE:
        return Outcome.MESSAGE_TOO_LONG
    if not words and kind in NEED_WORDS:
        return Outcome.MESSAGE_MISSING
    with transaction.atomic():
        if (words or kind not in VOTES) and not _write(page_id, language, kind, masked(words), now):
            return Outcome.TOO_MANY_REPORTS
        if kind in VOTES:
            _count(page_id, language, VOTES[kind], day_of(now))
    return Outcome.RECORDED


def _write(page_id: int, language: str, kind: PageReportKind, words: str, now: dt.datetime) -> bool:
    """Write a report, or count one more of the same that waits; False where too many wait."""
    waiting = PageReport.objects.filter(page=page_id, state=PageReport.State.NEW)
    # Somebody who pressed twice, or the tenth to meet the same dead link.
    if waiting.filter(language=language, kind=kind, message=words).update(times=F("times") + 1):
        return True
    if waiting.count() >= MAX_WAITING:
        return False
    PageReport.objects.create(page_id=page_id, language=language, kind=kind, message=words, made_at=now)
    return True


def _count(page_id: int, language: str, column: str, day: dt.date) -> None:
    of_the_day = PageVotes.objects.filter(page=page_id, language=language, day=day)
    if not of_the_day.update(**{column: F(column) + 1}):
        # Another process may have made the row meanwhile.
        PageVotes.objects.bulk_create([PageVotes(page_id=page_id, language=language, day=day)], ignore_conflicts=True)
        of_the_day.update(**{column: F(column) + 1})
