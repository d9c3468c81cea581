"""The body of a GraphQL response, made of a result."""

from __future__ import annotations

from graphql import ExecutionResult
from graphql_server.http import GraphQLHTTPResponse

from api.http.errors import formatted


def body_of(result: ExecutionResult, *, strict: bool = False) -> GraphQLHTTPResponse:
    """The body; errors come first, so that nobody overlooks them, and each has a code."""
    body: GraphQLHTTPResponse = {}
    if result.errors:
        body["errors"] = [formatted(error) for error in result.errors]
    # Without a path, an error is the request's: nothing ran, and the strict media type asks for no data entry then.
    nothing_ran = any(error.path is None for error in result.errors or ())
    if not (strict and nothing_ran):
        body["data"] = result.data
    if result.extensions:
        body["extensions"] = result.extensions
    return body
