"""The endpoint: graphql-server's Django view with our own reading before it and our own execution inside."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from graphql import ExecutionResult, OperationType
from graphql_server.django.views import GraphQLView
from graphql_server.exceptions import GraphQLValidationError
from graphql_server.http import GraphQLHTTPResponse, GraphQLRequestData
from graphql_server.http.exceptions import HTTPException

from api.answers.slot import SLOT, Slot
from api.http.bodies import body_of
from api.http.clients import Allowances, Client, LargeOperations, Reports, client_address
from api.http.cors import CrossOrigin
from api.http.cost import MAX_OBJECTS
from api.http.errors import ErrorCode, RefusedDocumentError, RequestError
from api.http.execution import Answered, run
from api.http.media_types import STRICT_MEDIA_TYPE, USUAL_MEDIA_TYPE, wants_strict
from api.http.prepared import PreparedDocuments
from api.http.request_body import OperationRequest, read_request
from api.preview.undoing import PreviewResult
from api.schema.build import schema

logger = logging.getLogger(__name__)

CROSS_ORIGIN = CrossOrigin(settings.CORS_ALLOWED_ORIGINS)
METHODS = ("GET", "POST", "OPTIONS")

# Of a draft nobody keeps a copy, tells others where it is, or puts it into a search engine.
PREVIEW_HEADERS = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


class Endpoint(GraphQLView):
    """Answers GraphQL operations. It reads no cookie, no session and no user, and sets none."""

    # The library's own page loads its scripts from other people's servers; ours is `api.graphiql`.
    graphql_ide = None
    # Of the process, not of a request.
    documents = PreparedDocuments(schema())
    allowances = Allowances()
    # Half of the threads at most, running and waiting: the others stay for everybody else.
    large = LargeOperations(max(1, settings.WEB_THREADS // 4))
    reports = Reports()
    answered: Answered | None = None

    # Django makes a view for each request; the library's own form of a request has no place for the id of a document.
    asked: OperationRequest

    def __init__(self, **options: Any) -> None:
        super().__init__(graphql_ide=None, **options)

    def dispatch(self, request: HttpRequest, *_arguments: Any, **_named: Any) -> HttpResponseBase:
        """Answer one request; whatever is refused is answered in the form of a GraphQL response, never as plain text."""
        if request.method not in METHODS:
            refusal = RequestError(405, ErrorCode.METHOD_NOT_ALLOWED, "Send GraphQL by GET or POST.")
            return _finished(request, _refused(refusal))
        if request.method == "OPTIONS":
            return _finished(request, HttpResponse(status=HTTPStatus.NO_CONTENT))
        try:
            response = self.run(request=request)
        except RequestError as refusal:
            return _finished(request, _refused(refusal))
        except HTTPException as refusal:
            # The library's own refusals repeat what an exception said; readers get none of it.
            return _finished(
                request, _refused(RequestError(refusal.status_code, ErrorCode.BAD_REQUEST, "This request cannot be answered."))
            )
        return _finished(request, response)

    def get_context(self, request: HttpRequest, response: HttpResponse) -> Any:  # noqa: ARG002 - the library's own signature
        """The answer in the making: what is said of it in headers goes there."""
        return response

    def parse_http_body(self, request: Any, context: Any) -> GraphQLRequestData:  # noqa: ARG002 - the library's own signature
        """Read the request ourselves: the library answers 500 to a body such as `[1]`."""
        self.asked = asked = read_request(request.request)
        return GraphQLRequestData(
            query=asked.query,
            document=None,
            variables=asked.variables,
            operation_name=asked.operation_name,
            extensions=asked.extensions,
            protocol="http-strict" if wants_strict(request.headers.get("accept", "")) else "http",
        )

    def execute_operation(
        self,
        request_adapter: Any,  # noqa: ARG002 - the library's own signature
        request_data: GraphQLRequestData,  # noqa: ARG002 - the same
        context: Any,
        root_value: Any,  # noqa: ARG002 - the same
        allowed_operation_types: set[OperationType],
    ) -> ExecutionResult:
        """Run the operation our way; a refused document becomes the exception for which the library sets the status."""
        address = client_address(self.request.META, settings.TRUSTED_PROXIES)
        try:
            client = Client(address, self.allowances, self.large, self.reports)
            self.answered = run(self.documents, self.asked, allowed_operation_types, client)
        except RefusedDocumentError as refused:
            raise GraphQLValidationError(refused.errors) from refused
        except RequestError:
            raise
        except Exception as error:
            # The library would answer 400, with what the exception says.
            logger.exception("An operation could not be run.")
            raise RequestError(HTTPStatus.INTERNAL_SERVER_ERROR, ErrorCode.INTERNAL_ERROR, "Something went wrong on our side.") from error
        if isinstance(self.answered.result, PreviewResult):
            for name, value in PREVIEW_HEADERS.items():
                context.headers[name] = value
        if (self.asked.extensions or {}).get("cost") is True:
            cost = {"objects": self.answered.objects, "most": MAX_OBJECTS}
            self.answered.result.extensions = {**(self.answered.result.extensions or {}), "cost": cost}
        return self.answered.result

    def process_result(self, request: HttpRequest, result: ExecutionResult, strict: bool = False) -> GraphQLHTTPResponse:
        """The body of the answer; what it was made from is left in the slot of the request."""
        body = body_of(result, strict=strict)
        slot: Slot | None = request.META.get(SLOT)
        if slot is not None and self.answered is not None and not isinstance(result, PreviewResult):
            slot.cards = self.answered.operation.made_from.cards
            if not result.errors and not self.answered.operation.is_mutation:
                slot.made_from = self.answered.operation.made_from
        return body

    def create_response(self, response_data: GraphQLHTTPResponse, sub_response: HttpResponse, is_strict: bool) -> HttpResponse:
        """The body as bytes, with the headers it was given and the media type that was asked for."""
        media_type = STRICT_MEDIA_TYPE if is_strict else USUAL_MEDIA_TYPE
        return HttpResponse(
            orjson.dumps(response_data),
            status=HTTPStatus.OK if "data" in response_data else HTTPStatus.BAD_REQUEST,
            headers={**sub_response.headers, "Content-Type": f"{media_type}; charset=utf-8"},
        )


graphql_view = csrf_exempt(Endpoint.as_view(schema=schema()))


def _refused(refusal: RequestError) -> HttpResponse:
    response = HttpResponse(orjson.dumps(refusal.body()), status=refusal.status, content_type="application/json; charset=utf-8")
    if refusal.retry_after is not None:
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def _finished(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    origin = request.headers.get("Origin")
    is_preflight = request.method == "OPTIONS"
    for name, value in CROSS_ORIGIN.preflight(origin) if is_preflight else CROSS_ORIGIN.headers(origin):
        response.headers[name] = value
    if response.status_code in (HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NO_CONTENT):
        response.headers["Allow"] = ", ".join(METHODS)
    response.headers["Vary"] = CROSS_ORIGIN.varies
    # How long an answer may be kept, those say who know what it was made from (`api.answers`).
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
