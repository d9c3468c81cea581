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
        return opening_hours(helpline).is_open(moment_of(helpline))

    @staticmethod
    def resolve_next_opening(helpline: Row, _info: Any) -> dt.datetime | None:
        """The next opening."""
        return opening_hours(helpline).next_opening(moment_of(helpline))


def moment_of(helpline: Row) -> dt.datetime:
    """The moment at which the line is asked about: the one the list was asked for, or the operation's."""
    operation = helpline.batch.operation
    return operation.at or operation.now


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
