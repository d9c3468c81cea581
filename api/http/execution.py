"""Running one operation: parsed and validated inside limits, executed on one snapshot of the database, its errors coded."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    execute_sync,
    get_operation_ast,
    parse,
    specified_rules,
    validate,
)

from api.http.errors import ErrorCode, RequestError, coded
from api.http.limits import MAX_COMMENTS, MAX_TOKENS, DepthLimit
from api.http.request_body import OperationRequest
from api.loading.operation import Operation

RULES = [*specified_rules, DepthLimit]


class RefusedDocumentError(Exception):
    """A document that cannot be run: its errors, each with a code."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__("The document was refused.")
        self.errors = errors


def prepare(schema: GraphQLSchema, query: str) -> DocumentNode:
    """Parse and validate the text of a document; raise RefusedDocumentError with everything that is wrong with it."""
    try:
        document = parse(query, max_lexical_tokens=MAX_TOKENS, max_comments=MAX_COMMENTS)
    except GraphQLError as error:
        is_too_long = "limit" in error.message.lower()
        raise RefusedDocumentError([coded(error, ErrorCode.LIMIT_EXCEEDED if is_too_long else ErrorCode.PARSE_FAILED)]) from error
    errors = validate(schema, document, RULES)
    if errors:
        raise RefusedDocumentError([coded(error, ErrorCode.VALIDATION_FAILED) for error in errors])
    return document


def chosen_operation(document: DocumentNode, name: str | None, allowed: Collection[OperationType]) -> OperationDefinitionNode:
    """The operation of `document` to run; raise RefusedDocumentError if `name` finds none, RequestError if its type is not allowed."""
    operation = get_operation_ast(document, name)
    if operation is None:
        message = f"The document has no operation named “{name}”." if name else "Say with “operationName” which operation to run."
        raise RefusedDocumentError([coded(GraphQLError(message), ErrorCode.VALIDATION_FAILED)])
    if operation.operation not in allowed:
        raise RequestError(405, ErrorCode.METHOD_NOT_ALLOWED, f"A {operation.operation.value} cannot be sent with this method.")
    return operation


def run(schema: GraphQLSchema, request: OperationRequest, allowed: Collection[OperationType]) -> ExecutionResult:
    """Run the operation of `request`: everything it reads comes from one state of the database.

    Raises RefusedDocumentError before anything runs. Errors of single fields are part of the result.
    """
    document = prepare(schema, request.query)
    operation = chosen_operation(document, request.operation_name, allowed)
    alias = settings.SNAPSHOT_DATABASE
    with transaction.atomic(using=alias):
        return execute_sync(
            schema,
            document,
            context_value=Operation(database=alias, now=timezone.now()),
            variable_values=request.variables,
            operation_name=operation.name.value if operation.name else None,
        )
