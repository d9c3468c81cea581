"""Saving what a file changes: all of it in one transaction, or nothing."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from editorial.translation.exchange.checking import Outcome, Report
from editorial.translation.saving import RefusedChangesError, save


class NotAppliedError(Exception):
    """Nothing was saved: the site changed after the file was checked, or the file may not be taken as it is."""


def apply(report: Report, user: Any, *, without_conflicts: bool = False) -> int:
    """Saves what a file changes into a version of each page, in the name of this person; returns how many texts were saved.

    Raises ``NotAppliedError``: nothing is saved then.
    """
    if not report.may_be_applied(without_conflicts=without_conflicts):
        raise NotAppliedError
    try:
        with transaction.atomic():
            for page, changes in report.changes.items():
                save(page, report.code, changes, user)
    except (RefusedChangesError, PermissionDenied) as error:
        raise NotAppliedError from error
    return report.counts[Outcome.CHANGE]
