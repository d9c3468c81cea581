"""Reasons for urgent help: the first steps for who asks, and the lines that exist today."""

from __future__ import annotations

from functools import cache
from typing import Any

import graphene

from api.loading.relations import ToMany, linked_by
from api.loading.rows import Row
from api.loading.sources import Linked, source_of
from api.schema.grapple_types import type_of
from pages.days import day_of, end_of
from pages.models import CrisisReason, Helpline
from pages.models.crisis import Speaker, sentences, steps_column


class CrisisReasonAdditions(graphene.ObjectType):
    """What is computed for a reason for urgent help."""

    first_steps = graphene.List(
        graphene.NonNull(graphene.String),
        required=True,
        description="What to do first, in short sentences, in the order to do it, said to the speaker asked for.",
    )
    helplines = graphene.List(
        graphene.NonNull(lambda: type_of(Helpline)),
        required=True,
        description="The lines to call, the most fitting first. At any hour at least one of them answers (isOpen).",
    )

    @staticmethod
    def resolve_first_steps(reason: Row, _info: Any) -> list[str]:
        """The steps for the speaker, or for anybody; in the language asked before the source language."""
        speaker = reason.batch.operation.speaker or Speaker.NEUTRAL.value
        columns = (steps_column(speaker), steps_column(Speaker.NEUTRAL.value))
        stored = (*(reason.own(column) for column in columns), *(reason.get(column) for column in columns))
        return next((steps for text in stored if (steps := sentences(text))), [])

    @staticmethod
    def resolve_helplines(reason: Row, _info: Any) -> list[Row]:
        """The lines that exist on the day."""
        operation = reason.batch.operation
        day = day_of(operation.moment)
        operation.holds_until(end_of(day))
        return [
            line
            for line in reason.related(_helplines())
            if (line.get("valid_from") is None or line.get("valid_from") <= day)
            and (line.get("valid_to") is None or day <= line.get("valid_to"))
        ]


@cache
def _helplines() -> ToMany:
    source = source_of(CrisisReason, "helplines.helpline")
    if not isinstance(source, Linked):
        raise TypeError("A reason leads to its helplines through rows of links.")
    return linked_by(source)
