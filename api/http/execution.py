"""Running one operation: prepared once, inside limits, executed on one snapshot of the database, its errors coded.

A mutation runs on the database that is written to, in one transaction, which an error undoes.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections, transaction
from django.utils import timezone
from graphql import ExecutionContext, ExecutionResult, GraphQLError, GraphQLSchema, OperationType, execute_sync

from api.documents.resolving import document_text
from api.http import exploration
from api.http.clients import Client
from api.http.cost import MAX_OBJECTS
from api.http.errors import ErrorCode, RefusedDocumentError, coded
from api.http.prepared import PreparedDocuments, PreparedOperation
from api.http.request_body import OperationRequest
from api.loading.made_from import MadeFrom
from api.loading.operation import Operation
from api.preview.looks import Look
from api.preview.undoing import run_undone

# Steps of SQLite's own program between two looks at the clock: some microseconds' worth.
STEPS_BETWEEN_LOOKS = 20_000


@dataclass(frozen=True)
class Answered:
    """An operation that has run: its result, what the answer was made from, what it cost at most, and whether a plan answered."""

    result: ExecutionResult
    operation: Operation
    objects: int
    is_planned: bool


class TimedExecution(ExecutionContext):
    """graphql-core's execution, which looks at the clock before each object."""

    def execute_fields(self, parent_type: Any, source_value: Any, path: Any, fields: Any) -> Any:
        """Raise BadInputError once the time of the operation is up."""
        self.context_value.check_time()
        return super().execute_fields(parent_type, source_value, path, fields)


def run(documents: PreparedDocuments, request: OperationRequest, allowed: Collection[OperationType], client: Client) -> Answered:
    """Run the operation of `request`: everything it reads comes from one state of the database.

    A preview's result is a PreviewResult. Raises RefusedDocumentError or RequestError before anything runs; errors of single fields are
    part of the result.
    """

    def prepared_operation(text: str) -> PreparedOperation:
        if not documents.holds(text):
            client.prepare()
        return documents.operation(text, request.operation_name, allowed)

    prepared = prepared_operation(document_text(request, prepared_operation))
    objects = _checked_cost(prepared, request.variables)
    is_mutation = prepared.definition.operation is OperationType.MUTATION
    if is_mutation:
        client.report()
    with client.running(objects):
        deadline = time.monotonic() + settings.GRAPHQL_OPERATION_SECONDS
        operation = Operation(settings.SNAPSHOT_DATABASE, timezone.now(), mentions=prepared.mentions, deadline=deadline)
        if prepared.is_preview:
            return _previewed(prepared, documents.schema, request.variables, operation, objects)
        if is_mutation:
            return _written(prepared, documents.schema, request.variables, operation, objects)
        return _executed(prepared, documents.schema, request.variables, operation, objects)


def run_preview(documents: PreparedDocuments, text: str, variables: dict[str, Any], look: Look) -> ExecutionResult:
    """Run an operation of ours that asks for a preview, for the desk; raises RefusedDocumentError for a document that is not valid."""
    prepared = documents.operation(text, None)
    deadline = time.monotonic() + settings.GRAPHQL_OPERATION_SECONDS
    operation = Operation(settings.SNAPSHOT_DATABASE, timezone.now(), mentions=prepared.mentions, deadline=deadline, look=look)
    return _previewed(prepared, documents.schema, variables, operation, objects=0).result


def _checked_cost(prepared: PreparedOperation, variables: dict[str, Any] | None) -> int:
    objects = prepared.cost.objects(variables)
    if objects > MAX_OBJECTS:
        message = (
            f"The answer could have {objects} objects; at most {MAX_OBJECTS} are answered. Ask for shorter lists, or in several operations."
        )
        raise RefusedDocumentError([coded(GraphQLError(message, prepared.definition), ErrorCode.LIMIT_EXCEEDED)])
    return objects


def _executed(
    prepared: PreparedOperation, schema: GraphQLSchema, variables: dict[str, Any] | None, operation: Operation, objects: int
) -> Answered:
    try:
        with transaction.atomic(using=operation.database), _limited_statements(operation):
            data = prepared.plans.data(operation, variables)
            if data is not None:
                return Answered(ExecutionResult(data, None), operation, objects, is_planned=True)
            # What the plan read before it gave up is no part of the answer.
            operation = replace(operation, made_from=MadeFrom())
            result = _walked(prepared, schema, variables, operation)
    except OperationalError:
        if time.monotonic() <= operation.deadline:
            raise
        result = ExecutionResult(None, None)
    return Answered(_in_time(result, operation), operation, objects, is_planned=False)


def _in_time(result: ExecutionResult, operation: Operation) -> ExecutionResult:
    """The result, or that the time is up: what was found in time is not worth its thousand errors."""
    if time.monotonic() <= operation.deadline:
        return result
    message = "The operation took too long; ask for less at once."
    return type(result)(None, [coded(GraphQLError(message), ErrorCode.TIME_LIMIT_EXCEEDED)])


def _previewed(
    prepared: PreparedOperation, schema: GraphQLSchema, variables: dict[str, Any] | None, operation: Operation, objects: int
) -> Answered:
    """A preview, whose result is a PreviewResult: what it lays into the tables is undone."""

    def run_on(alias: str) -> ExecutionResult:
        drafts = replace(operation, database=alias, is_preview=True, made_from=MadeFrom())
        with _limited_statements(drafts):
            return _walked(prepared, schema, variables, drafts)

    return Answered(_in_time(run_undone(run_on), operation), operation, objects, is_planned=False)


def _written(
    prepared: PreparedOperation, schema: GraphQLSchema, variables: dict[str, Any] | None, operation: Operation, objects: int
) -> Answered:
    """A mutation: what is told to have failed has left no trace, and what has left one is told, however long it took."""
    operation = replace(operation, database=DEFAULT_DB_ALIAS, is_mutation=True)
    with transaction.atomic(using=operation.database), _limited_statements(operation):
        result = _walked(prepared, schema, variables, operation)
        if result.errors:
            result = _in_time(result, operation)
            transaction.set_rollback(True, using=operation.database)
    return Answered(result, operation, objects, is_planned=False)


def _walked(prepared: PreparedOperation, schema: GraphQLSchema, variables: dict[str, Any] | None, operation: Operation) -> ExecutionResult:
    """As graphql-core executes it: introspection, and whatever goes wrong."""
    name = prepared.definition.name
    return execute_sync(
        schema,
        prepared.document,
        context_value=operation,
        variable_values=variables,
        operation_name=name.value if name else None,
        execution_context_class=TimedExecution,
        hide_suggestions=not exploration.is_open(),
    )


@contextmanager
def _limited_statements(operation: Operation) -> Iterator[None]:
    """Ends a statement that runs beyond the operation's time: SQLite's when that is up, PostgreSQL's when it alone took so long.

    The snapshot's connection to PostgreSQL has its limit from the settings; previews and mutations run on the other one.
    """
    connection = connections[operation.database]
    if connection.vendor == "postgresql":
        if operation.is_preview or operation.is_mutation:
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL statement_timeout = '{settings.GRAPHQL_OPERATION_SECONDS}s'")
        yield
        return
    connection.ensure_connection()
    connection.connection.set_progress_handler(lambda: time.monotonic() > operation.deadline, STEPS_BETWEEN_LOOKS)
    try:
        yield
    finally:
        connection.connection.set_progress_handler(None, 0)
