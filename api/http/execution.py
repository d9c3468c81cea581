"""Running one operation: parsed and validated inside limits, executed on one snapshot of the database, its errors coded."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

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
from api.http.limits import MAX_COMMENTS, MAX_TOKENS, depth_errors
from api.http.request_body import OperationRequest
from api.loading.operation import Operation
from api.preview.standing_alone import PreviewStandsAlone, is_preview
from api.preview.undoing import run_undone

# How graphql-core ends what it says of a document beyond a limit of its parser.
LIMIT_REACHED = "Parsing aborted."


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
        code = ErrorCode.LIMIT_EXCEEDED if error.message.endswith(LIMIT_REACHED) else ErrorCode.PARSE_FAILED
        raise RefusedDocumentError([coded(error, code)]) from error
    # The limits first: what they refuse is too much for the other rules.
    errors = depth_errors(document) or validate(schema, document, [*specified_rules, PreviewStandsAlone])
    if errors:
        raise RefusedDocumentError([coded(error, ErrorCode.VALIDATION_FAILED) for error in errors])
    return document


def chosen_operation(
    schema: GraphQLSchema, document: DocumentNode, name: str | None, allowed: Collection[OperationType]
) -> OperationDefinitionNode:
    """The operation of `document` to run; raise RefusedDocumentError if `name` finds none, RequestError if its type is not allowed."""
    operation = get_operation_ast(document, name)
    if operation is None:
        message = f"The document has no operation named “{name}”." if name else "Say with “operationName” which operation to run."
        raise RefusedDocumentError([coded(GraphQLError(message), ErrorCode.VALIDATION_FAILED)])
    if operation.operation not in allowed:
        raise RequestError(405, ErrorCode.METHOD_NOT_ALLOWED, f"A {operation.operation.value} cannot be sent with this method.")
    if schema.get_root_type(operation.operation) is None:
        raise RefusedDocumentError([coded(GraphQLError(f"This schema has no {operation.operation.value}."), ErrorCode.VALIDATION_FAILED)])
    return operation


def run(schema: GraphQLSchema, request: OperationRequest, allowed: Collection[OperationType]) -> ExecutionResult:
    """Run the operation of `request`: everything it reads comes from one state of the database. A preview's result is a PreviewResult.

    Raises RefusedDocumentError before anything runs. Errors of single fields are part of the result.
    """
    document = prepare(schema, request.query)
    operation = chosen_operation(schema, document, request.operation_name, allowed)

    def execute(alias: str, **facts: Any) -> ExecutionResult:
        return execute_sync(
            schema,
            document,
            context_value=Operation(database=alias, now=timezone.now(), **facts),
            variable_values=request.variables,
            operation_name=operation.name.value if operation.name else None,
        )

    if is_preview(document, operation):
        return run_undone(lambda alias: execute(alias, is_preview=True))
    with transaction.atomic(using=settings.SNAPSHOT_DATABASE):
        return execute(settings.SNAPSHOT_DATABASE)
