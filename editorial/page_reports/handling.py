"""Ticking reports off, taking that back, and deleting those that should not be kept."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from editorial.page_reports.reading import reports_for
from pages.models import PageReport


class Action(StrEnum):
    """What is done with the reports that were ticked."""

    DONE = "done"
    AGAIN = "again"
    DELETE = "delete"


def chosen(user: Any, ids: Collection[str]) -> QuerySet[PageReport]:
    """Of the reports with these numbers those that somebody is shown; what is no number is none."""
    return reports_for(user).filter(pk__in=[int(number) for number in ids if number.isascii() and number.isdecimal() and len(number) < 19])


def handle(user: Any, ids: Collection[str], action: Action) -> int:
    """Do it with those that it changes; return how many they were."""
    reports = chosen(user, ids)
    if action is Action.DELETE:
        deleted, _by_model = reports.delete()
        return deleted
    if action is Action.DONE:
        new = reports.filter(state=PageReport.State.NEW)
        return new.update(state=PageReport.State.DONE, handled_by=user, handled_at=timezone.now())
    done = reports.filter(state=PageReport.State.DONE)
    return done.update(state=PageReport.State.NEW, handled_by=None, handled_at=None)
