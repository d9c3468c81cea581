"""What a reader says of a page: the one thing that the public can write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene

from api.loading.operation import Operation
from api.types import roots
from api.types.enums import CHOICE_ENUMS, Locale
from pages.models import PageReportKind
from pages.page_reports import MAX_MESSAGE, Outcome, record

# What becomes of a report of a page that readers do not have: whether there is one at all, nobody is told.
PAGE_NOT_FOUND = "PAGE_NOT_FOUND"

_OUTCOMES = {
    Outcome.RECORDED.value: "It was counted or written down. Nobody answers it.",
    PAGE_NOT_FOUND: "Readers have no page with this id.",
    Outcome.MESSAGE_MISSING.value: "This kind of report needs a message, and there is none.",
    Outcome.MESSAGE_TOO_LONG.value: f"The message is longer than {MAX_MESSAGE} characters.",
    Outcome.TOO_MANY_REPORTS.value: "So many reports of this page wait to be read that no more are taken: the editors know.",
}


def _describe_outcome(value: Any) -> str:
    return "What became of a report; only `RECORDED` has left a trace." if value is None else _OUTCOMES[value.value]


ReportOutcome = graphene.Enum("ReportOutcome", [(name, name) for name in _OUTCOMES], description=_describe_outcome)


class ReportPageInput(graphene.InputObjectType):
    """What a reader says of a page."""

    page_id = graphene.ID(required=True, description="The `id` of the page.")
    locale = Locale(description="The language in which the reader asked for the page; that of the id if not said.")
    kind = CHOICE_ENUMS[frozenset(PageReportKind.values)](
        required=True,
        description="What it is about. `ERROR`, `ACCESSIBILITY` and `OTHER` need a message; `HELPED` and `NOT_HELPED` are counted.",
    )
    message = graphene.String(
        description=(
            f"Plain words, at most {MAX_MESSAGE} characters. Nobody answers: ask for no name and no address. E-mail addresses and"
            " telephone numbers of people are taken out before it is written down."
        )
    )


class ReportPagePayload(graphene.ObjectType):
    """What became of a report."""

    outcome = graphene.Field(ReportOutcome, required=True, description="Whether it was recorded, or why not.")


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What is answered to a report."""

    outcome: str


def report_page(operation: Operation, said: Any) -> ReportFacts:
    """Record what somebody says of a public page."""
    page = roots.one_page(operation, None, said.locale, id=said.page_id)
    if page is None:
        return ReportFacts(PAGE_NOT_FOUND)
    return ReportFacts(record(page.pk, page.asked, PageReportKind(said.kind.value), said.get("message") or "", operation.now).value)
