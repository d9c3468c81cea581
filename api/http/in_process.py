"""The endpoint without HTTP, for the website in the same process: the same operations, prepared once, inside the same limits.

What goes in and comes out are plain values: the website knows this function by a setting, and nothing of what is behind it.
"""

from __future__ import annotations

import logging
from contextlib import AbstractContextManager
from http import HTTPStatus
from typing import Any

import orjson
from django.conf import settings
from graphql import ExecutionResult, OperationType

from api.answers.gathering import gather
from api.answers.headers import CONFIDENTIAL, Lifetimes, surrogate_keys
from api.documents.resolving import document_text
from api.http.bodies import body_of
from api.http.clients import Client, network_of
from api.http.errors import ErrorCode, RefusedDocumentError, RequestError, formatted
from api.http.execution import Answered, run
from api.http.request_body import OperationRequest, read_json
from api.http.view import PREVIEW_HEADERS, Endpoint
from api.loading.made_from import MadeFrom
from api.loading.operation import Operation
from api.preview.undoing import PreviewResult

logger = logging.getLogger(__name__)

Answer = tuple[int, dict[str, str], dict[str, Any]]

NOT_KEPT = {"Cache-Control": "no-store"}


class House(Client):
    """The website asks for everybody: what it asks is ours, and counts against nobody's allowance; large operations wait their turn."""

    def __init__(self) -> None:
        super().__init__("", Endpoint.allowances, Endpoint.large, Endpoint.reports)

    def prepare(self) -> None:
        """Its documents are few, and known."""

    def running(self, objects: int) -> AbstractContextManager[None]:
        """Wait for the turn of a large operation; raise RequestError where none comes in time."""
        return self.large.turn(objects)


def answer(document_id: str, variables: dict[str, Any], address: str) -> Answer:
    """Run the trusted document with this id; return an HTTP status, headers, and the body of a GraphQL response, of JSON's values alone.

    `address` is the visitor's, by which mutations are counted. Whatever goes wrong is told in the answer. What it was made from is told to
    whoever gathers it (`api.answers.gathering`).
    """
    try:
        answered = _run(document_id, variables, address)
    except RefusedDocumentError as refused:
        gather(MadeFrom(), is_whole=False)
        return HTTPStatus.BAD_REQUEST.value, NOT_KEPT, {"errors": [formatted(error) for error in refused.errors]}
    except RequestError as refusal:
        gather(MadeFrom(), is_whole=False)
        retry = {} if refusal.retry_after is None else {"Retry-After": str(refusal.retry_after)}
        return refusal.status, {**NOT_KEPT, **retry}, refusal.body()
    except Exception:
        logger.exception("An operation of the website could not be run.")
        gather(MadeFrom(), is_whole=False)
        message = "Something went wrong on our side."
        return 500, NOT_KEPT, RequestError(500, ErrorCode.INTERNAL_ERROR, message).body()
    headers = _headers(answered.result, answered.operation)
    # Through JSON and back: nothing that only Python knows gets out, such as a text that templates would take for safe HTML.
    return HTTPStatus.OK.value, headers, orjson.loads(orjson.dumps(body_of(answered.result)))


def _run(document_id: str, variables: dict[str, Any], address: str) -> Answered:
    asked = OperationRequest(None, document_id, _checked(variables), operation_name=None, extensions=None)
    definition = Endpoint.documents.operation(document_text(asked, Endpoint.documents.holds), None).definition
    is_mutation = definition.operation is OperationType.MUTATION
    client = Client(network_of(address), Endpoint.allowances, Endpoint.large, Endpoint.reports) if is_mutation else House()
    return run(Endpoint.documents, asked, (definition.operation,), client)


def _checked(variables: dict[str, Any]) -> dict[str, Any]:
    """The variables as the endpoint reads them: what it refuses in JSON is refused here."""
    try:
        written = orjson.dumps(variables)
    except orjson.JSONEncodeError as error:
        raise RequestError(400, ErrorCode.BAD_REQUEST, "The variables are no values of JSON.") from error
    read: dict[str, Any] = read_json(written)
    return read


def _headers(result: ExecutionResult, operation: Operation) -> dict[str, str]:
    """What caches are told, as over HTTP; when the clock changes what is public, the door knows."""
    made_from = operation.made_from
    is_whole = not result.errors and not isinstance(result, PreviewResult)
    gather(made_from, is_whole=is_whole)
    if isinstance(result, PreviewResult):
        return PREVIEW_HEADERS
    if made_from.is_confidential:
        return dict([CONFIDENTIAL])
    if not is_whole:
        return NOT_KEPT
    until = made_from.valid_until
    remaining = float("inf") if until is None else (until - operation.now).total_seconds()
    lifetimes = Lifetimes(settings.ANSWER_MAX_AGE, settings.ANSWER_SHARED_MAX_AGE, settings.ANSWER_STALE_WHILE_REVALIDATE)
    names = surrogate_keys(made_from.tags)
    return {"Cache-Control": lifetimes.header(remaining), **({"Surrogate-Key": names} if names else {})}
