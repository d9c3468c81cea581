"""The statements of operations: made once (`pages.statements`), together with what building them notes of what an answer is made from."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet

from api.loading.made_from import MadeFrom, Tag
from api.loading.operation import Operation
from pages.days import day_of, end_of
from pages.statements import NOTHING, NOW_STAND_IN, RowCount, Statement, kept

Build = Callable[[Operation], "QuerySet[Any]"]


@dataclass(frozen=True)
class Noted:
    """A statement, and what building it noted: tags, and whether its rows are those of a day."""

    made: Statement
    tags: frozenset[Tag]
    holds_today: bool


def rows(
    key: Hashable,
    build: Build,
    operation: Operation,
    given: Mapping[str, Any] = NOTHING,
    stand_ins: Mapping[str, Any] = NOTHING,
    form: type[Statement] = Statement,
) -> list[tuple[Any, ...]]:
    """The tuples that a statement finds; `build` makes its queryset at the first use of `key`, out of an operation that stands in.

    What `build` makes may differ with nothing but what is in `key`; `given` and `stand_ins` are as in `Statement`, of which `form` is
    one. With None as the key nothing is kept.
    """
    if key is None:
        return form(build(operation), operation.database).rows(operation.now, given)

    def make() -> Noted:
        standing_in = replace(operation, now=NOW_STAND_IN, at=None, made_from=MadeFrom())
        statement = form(build(standing_in), operation.database, stand_ins)
        # Whatever a queryset of ours depends on by the clock beside its moment is the day.
        return Noted(statement, frozenset(standing_in.made_from.tags), standing_in.made_from.valid_until is not None)

    noted = kept((key, operation.database), make)
    operation.made_from.tags |= noted.tags
    if noted.holds_today:
        operation.made_from.until(end_of(day_of(operation.now)))
    return noted.made.rows(operation.now, given)


def count(
    key: Hashable, build: Build, operation: Operation, given: Mapping[str, Any] = NOTHING, stand_ins: Mapping[str, Any] = NOTHING
) -> int:
    """How many rows such a queryset has; arguments as of `rows`."""
    full_key = None if key is None else ("count", key)
    found = rows(full_key, lambda moment: build(moment).order_by().values("pk"), operation, given, stand_ins, RowCount)
    return int(found[0][0])
