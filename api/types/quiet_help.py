"""Quiet help: where a search may mean danger that no list holds, one line that says where somebody listens, and no card."""

from __future__ import annotations

import graphene

from api.loading.operation import Operation
from api.loading.rows import Row
from api.schema.grapple_types import type_of
from api.types import roots
from api.types.crisis import danger_in
from api.types.helpline import HelplineAdditions
from pages.models import Helpline
from pages.reader_words import words
from search.crisis.meaning import may_mean_danger
from search.encoder import current_encoder
from search.meaning.questions import direction_of

MAY_NEED_HELP = (
    "One quiet line to show above the results where the words may mean danger that `crisis` does not know; null where they do not, where"
    " `crisis` is shown, and always where the site searches by words alone."
)


class QuietHelp(graphene.ObjectType):
    """Where somebody listens: one quiet line to show above the results. It says no reason, because none is known."""

    message = graphene.String(required=True, description="A short sentence, in the language asked.")
    helplines = graphene.List(
        graphene.NonNull(lambda: type_of(Helpline)),
        required=True,
        description="The line to call; while it is closed, the next ones too, up to one that answers now.",
    )


def may_need_help(operation: Operation, text: str) -> bool:
    """Whether a text in which the lists find no danger may mean it all the same; never without the encoder of the model.

    As with `danger_in` an answer to such a text is confidential, and each text of an operation is read once.
    """
    if danger_in(operation, text) is not None:
        return False
    if text not in operation.doubts:
        operation.doubts[text] = _may_mean_danger(text)
        if operation.doubts[text]:
            operation.made_from.is_confidential = True
    return operation.doubts[text]


def quiet_help_in(operation: Operation, text: str, language: str) -> QuietHelp | None:
    """The line to show for a text, in a language; None where it means no danger, and where a card is shown."""
    if not may_need_help(operation, text):
        return None
    lines = roots.helplines(operation, None, language)
    return QuietHelp(message=words("quiet_help", language), helplines=_up_to_one_that_answers(lines)) if lines else None


def _may_mean_danger(text: str) -> bool:
    encoder = current_encoder()
    if encoder is None or not text.strip():
        return False
    return may_mean_danger(direction_of(text, encoder), encoder.version)


def _up_to_one_that_answers(lines: list[Row]) -> list[Row]:
    """The first lines; the very first alone where none answers."""
    places = (place for place, line in enumerate(lines, start=1) if HelplineAdditions.resolve_is_open(line, None))
    return lines[: next(places, 1)]
