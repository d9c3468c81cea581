"""The root of what changes something: one field."""

from __future__ import annotations

from typing import Any

import graphene

from api.types.page_report import ReportFacts, ReportPageInput, ReportPagePayload, report_page


class Mutation(graphene.ObjectType):
    """The one thing that the public can write. By POST, one field in an operation."""

    report_page = graphene.Field(
        ReportPagePayload,
        required=True,
        input=graphene.Argument(ReportPageInput, required=True, description="What the reader says."),
        description=(
            "“Did this page help? Report a mistake”: tells the editors what a reader says of a page. Nothing is kept of who says it."
            " Whoever reports often in a short time is refused (429, `RATE_LIMITED`)."
        ),
    )

    @staticmethod
    def resolve_report_page(_root: None, info: Any, input: Any) -> ReportFacts:  # noqa: A002 - the argument's public name
        """What became of the report."""
        return report_page(info.context, input)
