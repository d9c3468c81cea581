"""Asking for what a page shows: one trusted document, and what its answer says of keeping the page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from website.client.answers import UnavailableError
from website.client.choosing import current_client
from website.client.documents import document_called
from website.freshness import freshness_of
from website.visitors import visitor_address


def ask(request: HttpRequest, operation: str, variables: dict[str, Any] | None = None, *, partial: bool = False) -> dict[str, Any]:
    """The data of the answer to one of our operations.

    Raises UnavailableError where there is no answer; for errors beside data, too, unless `partial` says that the rest is enough.
    """
    document = document_called(operation)
    answer = current_client().ask(document, variables or {}, visitor_address(request) if document.is_mutation else "")
    freshness_of(request).add(answer)
    if answer.errors and not partial:
        raise UnavailableError(f"{operation} was answered with errors: {', '.join(sorted(answer.codes))}.", codes=answer.codes)
    return answer.data
