"""Reasons for urgent help: the first steps for who asks, the lines that exist today, and the card that a search shows first."""

from __future__ import annotations

from functools import cache
from typing import Any

import graphene

from api.loading.operation import Operation
from api.loading.relations import ToMany, linked_by, related_to
from api.loading.rows import Row
from api.loading.sources import Linked, source_of
from api.schema.grapple_types import type_of
from api.types import roots
from api.types.enums import CHOICE_ENUMS
from pages.days import day_of, end_of
from pages.editorial_checks.number_finding import digits_of
from pages.journal import subjects
from pages.models import CrisisCode, CrisisReason, GuidePage, Helpline
from pages.models.crisis import Speaker, sentences, steps_column
from search.crisis import Recognition, recognise
from search.crisis.loading import lexicon
from search.crisis.numbers import old_name_in, old_number_in


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


class CrisisStep(graphene.ObjectType):
    """One thing to do first."""

    text = graphene.String(required=True, description="A short sentence.")


class Crisis(graphene.ObjectType):
    """What to show before anything else to somebody whose search speaks of danger."""

    reason = graphene.Field(CHOICE_ENUMS[frozenset(CrisisCode.values)], required=True, description="Why help is needed.")
    speaker = graphene.Field(
        CHOICE_ENUMS[frozenset(Speaker.values)],
        required=True,
        description="To whom the steps speak: who asks, as told, or as the words say.",
    )
    title = graphene.String(required=True, description="The reason in words.")
    message = graphene.String(required=True, description="What matters in the first minute.")
    steps = graphene.List(graphene.NonNull(CrisisStep), required=True, description="What to do first, in the order to do it.")
    helplines = graphene.List(
        graphene.NonNull(lambda: type_of(Helpline)), required=True, description="The lines to call, the most fitting first."
    )
    guide = graphene.Field(lambda: type_of(GuidePage), description="A guide for what comes after; null where there is none.")

    @staticmethod
    def resolve_reason(reason: Row, _info: Any) -> str:
        """The code."""
        return str(reason.get("code"))

    @staticmethod
    def resolve_speaker(reason: Row, _info: Any) -> str:
        """Who is spoken to."""
        return reason.batch.operation.speaker or Speaker.NEUTRAL.value

    @staticmethod
    def resolve_title(reason: Row, _info: Any) -> str:
        """The title."""
        return str(reason.get("title"))

    @staticmethod
    def resolve_message(reason: Row, _info: Any) -> str:
        """The message."""
        return str(reason.get("message"))

    @staticmethod
    def resolve_steps(reason: Row, info: Any) -> list[CrisisStep]:
        """The steps."""
        return [CrisisStep(text=step) for step in CrisisReasonAdditions.resolve_first_steps(reason, info)]

    @staticmethod
    def resolve_helplines(reason: Row, info: Any) -> list[Row]:
        """The lines."""
        return CrisisReasonAdditions.resolve_helplines(reason, info)

    @staticmethod
    def resolve_guide(reason: Row, _info: Any) -> Row | None:
        """The guide, if readers may see it."""
        guide: Row | None = reason.related(related_to("guide_id", GuidePage))
        return guide


class SupersededNumber(graphene.ObjectType):
    """A number or a name of a line that no longer answers, and what took its place."""

    typed = graphene.String(required=True, description="The number as it was typed, or the name.")
    replaced_by = graphene.List(graphene.NonNull(lambda: type_of(Helpline)), required=True, description="The lines that answer instead.")


def danger_in(operation: Operation, text: str) -> Recognition | None:
    """The danger that a text speaks of, in whatever language; None where it speaks of none. Nothing is shown, and none is counted.

    An answer to such a text is confidential, whatever it shows. Each text of an operation is read once.
    """
    if text not in operation.dangers:
        operation.made_from.every(subjects.kind_of(CrisisReason))
        operation.dangers[text] = recognise(text, lexicon(operation.database, operation.now))
        if operation.dangers[text] is not None:
            operation.made_from.is_confidential = True
    return operation.dangers[text]


def crisis_in(operation: Operation, text: str, speaker: Any, locale: Any) -> Row | None:
    """The reason for urgent help that a text speaks of, told to `speaker`, or to who its words say; None where it speaks of none."""
    found = danger_in(operation, text)
    if found is None:
        return None
    said_to = found.speaker if speaker is None else str(speaker.value)
    reason = next(iter(roots.reasons(operation, found.reason, said_to, locale)), None)
    if reason is not None:
        operation.made_from.cards.add(found.reason)
    return reason


def superseded_in(operation: Operation, text: str, language: str) -> SupersededNumber | None:
    """The number or name of a line that no longer answers in a text, with what took its place; None where there is none."""
    lines = roots.helplines(operation, None, language)
    answering = {digits_of(line.get("number_short")) for line in lines}
    old = [number for line in lines for number in line.get("supersedes") or () if digits_of(number) not in answering]
    number = old_number_in(text, old)
    if number:
        replaced = [line for line in lines if digits_of(number) in map(digits_of, line.get("supersedes") or ())]
        return SupersededNumber(typed=number, replaced_by=replaced)
    name = old_name_in(text, (name for line in lines for name in line.get("former_names") or ()))
    return SupersededNumber(typed=name, replaced_by=[line for line in lines if name in (line.get("former_names") or ())]) if name else None
