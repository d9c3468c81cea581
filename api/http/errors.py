"""The errors readers may see: every one has a code, none says how the program is made."""

from __future__ import annotations

import logging
from enum import StrEnum
from typing import Any

from graphql import GraphQLError, GraphQLFormattedError
from graphql_server.http.exceptions import HTTPException

logger = logging.getLogger(__name__)


class ErrorCode(StrEnum):
    """What `extensions.code` may hold; `graphql/README.md` says what each asks of a client."""

    BAD_REQUEST = "BAD_REQUEST"
    METHOD_NOT_ALLOWED = "METHOD_NOT_ALLOWED"
    BODY_TOO_LARGE = "BODY_TOO_LARGE"
    UNSUPPORTED_MEDIA_TYPE = "UNSUPPORTED_MEDIA_TYPE"
    DOCUMENT_NOT_ALLOWED = "DOCUMENT_NOT_ALLOWED"
    PERSISTED_QUERY_NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND"
    PARSE_FAILED = "PARSE_FAILED"
    VALIDATION_FAILED = "VALIDATION_FAILED"
    LIMIT_EXCEEDED = "LIMIT_EXCEEDED"
    TIME_LIMIT_EXCEEDED = "TIME_LIMIT_EXCEEDED"
    BAD_INPUT = "BAD_INPUT"
    RATE_LIMITED = "RATE_LIMITED"
    OVERLOADED = "OVERLOADED"
    CURSOR_EXPIRED = "CURSOR_EXPIRED"
    PREVIEW_EXPIRED = "PREVIEW_EXPIRED"
    PREVIEW_INVALID = "PREVIEW_INVALID"
    SEARCH_UNAVAILABLE = "SEARCH_UNAVAILABLE"
    INTERNAL_ERROR = "INTERNAL_ERROR"


class RequestError(HTTPException):
    """A request refused before any GraphQL: an HTTP status, a code and a sentence.

    An HTTPException, because graphql-server answers every other exception with a 400 of its own.
    """

    def __init__(self, status: int, code: ErrorCode, message: str, retry_after: int | None = None) -> None:
        super().__init__(status, message)
        # In seconds.
        self.retry_after = retry_after
        self.status = status
        self.code = code
        self.message = message

    def body(self) -> dict[str, Any]:
        """The answer, in the form of a GraphQL response without data."""
        return {"errors": [{"message": self.message, "extensions": {"code": self.code.value}}]}


class RefusedDocumentError(Exception):
    """A document that cannot be run: its errors, each with a code."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__("The document was refused.")
        self.errors = errors


class BadInputError(GraphQLError):
    """An argument that is well formed and still cannot be answered; its sentence is meant for the reader."""

    def __init__(self, message: str, code: ErrorCode = ErrorCode.BAD_INPUT) -> None:
        super().__init__(message, extensions={"code": code.value})


def coded(error: GraphQLError, code: ErrorCode) -> GraphQLError:
    """The same error with `code`, unless it carries one of its own."""
    error.extensions = {"code": code.value, **(error.extensions or {})}
    return error


def formatted(error: GraphQLError) -> GraphQLFormattedError:
    """The error as readers get it.

    What a resolver raised by accident is logged and told as an internal error; what graphql-core found in the request (a variable of the
    wrong type) or we raised for the reader is told in full.
    """
    cause = error.original_error
    if cause is not None and not isinstance(cause, GraphQLError):
        logger.error("A field could not be resolved: %s", ".".join(map(str, error.path or [])), exc_info=cause)
        masked = GraphQLError(
            "Something went wrong on our side.",
            error.nodes,
            error.source,
            error.positions,
            error.path,
            extensions={"code": ErrorCode.INTERNAL_ERROR.value},
        )
        return masked.formatted
    return coded(error, ErrorCode.BAD_INPUT).formatted
