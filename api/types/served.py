"""Pages by the language they are served in, for filters and orders: what the database is asked, and until when its answer holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.db.models.expressions import Combinable

from api.loading.operation import Operation
from pages import languages
from pages.days import day_of, end_of


def served_in(operation: Operation, asked: str) -> Q:
    """The condition that a page answers in the language asked."""
    _holds_today(operation, asked)
    return languages.ready_where(asked, operation.now)


def as_served(operation: Operation, asked: str, in_language: Callable[[str], Any]) -> Combinable:
    """`in_language(code)` of the language that each page is served in."""
    _holds_today(operation, asked)
    return languages.as_served(asked, in_language, operation.now)


def _holds_today(operation: Operation, asked: str) -> None:
    if asked != languages.source():
        # A testimony may be consented to in a language until the end of a day.
        operation.holds_until(end_of(day_of(operation.now)))
