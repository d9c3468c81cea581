"""The endpoint: graphql-server's Django view with our own reading before it and our own execution inside."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

import orjson
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from graphql import ExecutionResult, OperationType
from graphql_server.django.views import GraphQLView
from graphql_server.exceptions import GraphQLValidationError
from graphql_server.http import GraphQLHTTPResponse, GraphQLRequestData
from graphql_server.http.exceptions import HTTPException

from api.http.errors import ErrorCode, RequestError, formatted
from api.http.execution import RefusedDocumentError, run
from api.http.request_body import OperationRequest, read_request
from api.preview.undoing import PreviewResult
from api.schema.build import schema

logger = logging.getLogger(__name__)

STRICT_MEDIA_TYPE = "application/graphql-response+json"
METHODS = ("GET", "POST", "OPTIONS")

# Of a draft nobody keeps a copy, tells others where it is, or puts it into a search engine.
PREVIEW_HEADERS = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


class Endpoint(GraphQLView):
    """Answers GraphQL operations. It reads no cookie, no session and no user, and sets none."""

    # The library's own page loads its scripts from other people's servers; ours is `api.graphiql`.
    graphql_ide = None

    def __init__(self, **options: Any) -> None:
        super().__init__(graphql_ide=None, **options)

    def dispatch(self, request: HttpRequest, *_arguments: Any, **_named: Any) -> HttpResponseBase:
        """Answer one request; whatever is refused is answered in the form of a GraphQL response, never as plain text."""
        if request.method not in METHODS:
            refusal = RequestError(405, ErrorCode.METHOD_NOT_ALLOWED, "Send GraphQL by GET or POST.")
            return _finished(_refused(refusal))
        if request.method == "OPTIONS":
            return _finished(HttpResponse(status=HTTPStatus.NO_CONTENT))
        try:
            response = self.run(request=request)
        except RequestError as refusal:
            return _finished(_refused(refusal))
        except HTTPException as refusal:
            # The library's own refusals repeat what an exception said; readers get none of it.
            return _finished(_refused(RequestError(refusal.status_code, ErrorCode.BAD_REQUEST, "This request cannot be answered.")))
        return _finished(response)

    def get_context(self, request: HttpRequest, response: HttpResponse) -> Any:  # noqa: ARG002 - the library's own signature
        """The answer in the making: what is said of it in headers goes there."""
        return response

    def parse_http_body(self, request: Any, context: Any) -> GraphQLRequestData:  # noqa: ARG002 - the library's own signature
        """Read the request ourselves: the library answers 500 to a body such as `[1]`."""
        asked = read_request(request.request)
        accepted = request.headers.get("accept", "")
        return GraphQLRequestData(
            query=asked.query,
            document=None,
            variables=asked.variables,
            operation_name=asked.operation_name,
            extensions=asked.extensions,
            protocol="http-strict" if STRICT_MEDIA_TYPE in accepted else "http",
        )

    def execute_operation(
        self,
        request_adapter: Any,  # noqa: ARG002 - the library's own signature
        request_data: GraphQLRequestData,
        context: Any,
        root_value: Any,  # noqa: ARG002 - the same
        allowed_operation_types: set[OperationType],
    ) -> ExecutionResult:
        """Run the operation our way; a refused document becomes the exception for which the library sets the status."""
        asked = OperationRequest(request_data.query or "", request_data.variables, request_data.operation_name, request_data.extensions)
        try:
            result = run(self.schema, asked, allowed_operation_types)
        except RefusedDocumentError as refused:
            raise GraphQLValidationError(refused.errors) from refused
        except DatabaseError as error:
            logger.exception("The database could not be read.")
            raise RequestError(HTTPStatus.INTERNAL_SERVER_ERROR, ErrorCode.INTERNAL_ERROR, "Something went wrong on our side.") from error
        if isinstance(result, PreviewResult):
            for name, value in PREVIEW_HEADERS.items():
                context.headers[name] = value
        return result

    def process_result(self, request: HttpRequest, result: ExecutionResult, strict: bool = False) -> GraphQLHTTPResponse:  # noqa: ARG002
        """The body of the answer; errors come first, so that nobody overlooks them, and each has a code."""
        body: GraphQLHTTPResponse = {}
        if result.errors:
            body["errors"] = [formatted(error) for error in result.errors]
        # Without a path, an error is the request's: nothing ran, and the strict media type asks for no data entry then.
        nothing_ran = any(error.path is None for error in result.errors or ())
        if not (strict and nothing_ran):
            body["data"] = result.data
        return body

    def create_response(self, response_data: GraphQLHTTPResponse, sub_response: HttpResponse, is_strict: bool) -> HttpResponse:
        """The body as bytes, with the headers it was given and the media type that was asked for."""
        media_type = STRICT_MEDIA_TYPE if is_strict else "application/json"
        return HttpResponse(
            orjson.dumps(response_data),
            status=HTTPStatus.OK if "data" in response_data else HTTPStatus.BAD_REQUEST,
            headers={**sub_response.headers, "Content-Type": f"{media_type}; charset=utf-8"},
        )


graphql_view = csrf_exempt(Endpoint.as_view(schema=schema()))


def _refused(refusal: RequestError) -> HttpResponse:
    return HttpResponse(orjson.dumps(refusal.body()), status=refusal.status, content_type="application/json; charset=utf-8")


def _finished(response: HttpResponseBase) -> HttpResponseBase:
    if response.status_code in (HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NO_CONTENT):
        response.headers["Allow"] = ", ".join(METHODS)
    response.headers["Vary"] = "Accept"
    # Answers are true at the moment they are given; keeping them is the business of a cache that follows the journal.
    response.headers.setdefault("Cache-Control", "no-cache")
    return response
