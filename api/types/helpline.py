"""Helplines: whether somebody answers now, or when."""

from __future__ import annotations

import datetime as dt
from typing import Any

import graphene

from api.loading.relations import owned_rows
from api.loading.rows import Row
from pages.models import Helpline
from pages.opening_hours import DateException, OpeningHours, WeeklyRule


class HelplineAdditions(graphene.ObjectType):
    """What is computed for a helpline."""

    is_open = graphene.Boolean(required=True, description="Whether somebody answers at the moment asked, or now.")
    next_opening = graphene.DateTime(description="When the line opens next after that moment; null while it is open, or if it never opens.")

    @staticmethod
    def resolve_is_open(helpline: Row, _info: Any) -> bool:
        """Whether the line answers."""
        return _at_moment(helpline).is_open(helpline.batch.operation.moment)

    @staticmethod
    def resolve_next_opening(helpline: Row, _info: Any) -> dt.datetime | None:
        """The next opening."""
        return _at_moment(helpline).next_opening(helpline.batch.operation.moment)


def _at_moment(helpline: Row) -> OpeningHours:
    """The line's hours; what is said of them holds until they change."""
    operation, hours = helpline.batch.operation, opening_hours(helpline)
    operation.holds_until(hours.next_change(operation.moment))
    return hours


def opening_hours(helpline: Row) -> OpeningHours:
    """The line's hours, from the rows that belong to it."""
    return OpeningHours(
        rules=tuple(
            WeeklyRule(row.get("weekday"), row.get("opens"), row.get("closes")) for row in helpline.related(owned_rows(Helpline, "hours"))
        ),
        exceptions=tuple(
            DateException(row.get("date"), row.get("opens"), row.get("closes"))
            for row in helpline.related(owned_rows(Helpline, "exceptions"))
        ),
        timezone=helpline.get("timezone"),
    )
