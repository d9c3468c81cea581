"""Documents prepared once: parsed, held against the limits, validated, costed; kept while they are asked for, in bounded memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    Visitor,
    get_operation_ast,
    parse,
    visit,
)
from graphql.validation.validate import ValidationAbortedError

from api.http import exploration
from api.http.cost import Cost
from api.http.errors import ErrorCode, RefusedDocumentError, RequestError, coded
from api.http.limits import MAX_COMMENTS, MAX_TOKENS, limit_errors
from api.plans.choosing import Plans
from api.preview.standing_alone import is_preview

# How graphql-core ends what it says of a document beyond a limit of its parser.
LIMIT_REACHED = "Parsing aborted."
# What it says of a document beyond a limit of its rules.
GIVEN_UP = "Validation aborted."
TOO_INTRICATE = "The document is too intricate: its fields and fragments meet one another too often, or too deep."

# Bytes of the texts kept. A parsed document weighs up to a hundred times its text: 25 MB at the most, hundreds of usual operations.
KEPT_BYTES = 256_000


@dataclass(frozen=True)
class PreparedOperation:
    """An operation that may run: the document it stands in, its own part, what it may cost, its plans, and whether it shows a draft.

    `mentions` are the names of all fields in the document.
    """

    document: DocumentNode
    definition: OperationDefinitionNode
    cost: Cost
    plans: Plans
    is_preview: bool
    mentions: frozenset[str]


class _Mentions(Visitor):
    """Collects the names of the fields of a document."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_field(self, node: FieldNode, *_where: Any) -> None:
        self.names.add(node.name.value)


def names_of_fields(document: DocumentNode) -> frozenset[str]:
    """The names of all fields in a document, in whatever part of it."""
    collected = _Mentions()
    visit(document, collected)
    return frozenset(collected.names)


Key = tuple[str, bool]
"""A text, and whether it was held against the rules of an open schema."""


class PreparedDocuments:
    """The documents prepared for one schema, the least recently asked for going first."""

    def __init__(self, schema: GraphQLSchema, kept_bytes: int = KEPT_BYTES) -> None:
        self.schema = schema
        self.kept_bytes = kept_bytes
        self._lock = threading.Lock()
        self._documents: OrderedDict[Key, DocumentNode] = OrderedDict()
        self._operations: dict[Key, dict[str | None, PreparedOperation]] = {}
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._documents)

    def holds(self, text: str) -> bool:
        """Whether the document is ready: whoever asks for it costs no preparation."""
        return _key(text) in self._documents

    def operation(self, text: str, name: str | None, allowed: Collection[OperationType] = frozenset(OperationType)) -> PreparedOperation:
        """The operation called `name` of a document (its only one, without a name).

        Raises RefusedDocumentError with all that is wrong, and RequestError for an operation of a kind that is not `allowed`, valid or not.
        """
        key = _key(text)
        with self._lock:
            if key in self._documents:
                self._documents.move_to_end(key)
                ready = self._operations[key].get(name)
                if ready is not None:
                    _check_kind(ready.definition, allowed)
                    return ready
        document = self._documents.get(key) or parsed(text)
        _check_kind(get_operation_ast(document, name), allowed)
        if key not in self._documents:
            check(self.schema, document)
        made = self._chosen(document, name)
        self._keep(key, document, name, made)
        return made

    def _chosen(self, document: DocumentNode, name: str | None) -> PreparedOperation:
        definition = get_operation_ast(document, name)
        if definition is None:
            message = f"The document has no operation named “{name}”." if name else "Say with “operationName” which operation to run."
            raise RefusedDocumentError([coded(GraphQLError(message), ErrorCode.VALIDATION_FAILED)])
        if self.schema.get_root_type(definition.operation) is None:
            message = f"This schema has no {definition.operation.value}."
            raise RefusedDocumentError([coded(GraphQLError(message), ErrorCode.VALIDATION_FAILED)])
        return PreparedOperation(
            document,
            definition,
            Cost(self.schema, document, definition),
            Plans(self.schema, document, definition),
            is_preview(document, definition),
            names_of_fields(document),
        )

    def _keep(self, key: Key, document: DocumentNode, name: str | None, made: PreparedOperation) -> None:
        size = _size(key)
        if size > self.kept_bytes:
            return
        with self._lock:
            if key not in self._documents:
                self._documents[key] = document
                self._operations[key] = {}
                self._bytes += size
            self._operations[key][name] = made
            while self._bytes > self.kept_bytes:
                oldest, _document = self._documents.popitem(last=False)
                del self._operations[oldest]
                self._bytes -= _size(oldest)


def _key(text: str) -> Key:
    return text, exploration.is_open()


def _size(key: Key) -> int:
    return len(key[0].encode())


def _check_kind(definition: OperationDefinitionNode | None, allowed: Collection[OperationType]) -> None:
    if definition is not None and definition.operation not in allowed:
        raise RequestError(405, ErrorCode.METHOD_NOT_ALLOWED, f"A {definition.operation.value} cannot be sent with this method.")


def parsed(text: str) -> DocumentNode:
    """The document of a text; raise RefusedDocumentError for what is none, or is beyond a limit of its text."""
    try:
        return parse(text, max_lexical_tokens=MAX_TOKENS, max_comments=MAX_COMMENTS)
    except GraphQLError as error:
        code = ErrorCode.LIMIT_EXCEEDED if error.message.endswith(LIMIT_REACHED) else ErrorCode.PARSE_FAILED
        raise RefusedDocumentError([coded(error, code)]) from error


def check(schema: GraphQLSchema, document: DocumentNode) -> None:
    """Hold a document against the limits, then against the rules of GraphQL; raise RefusedDocumentError with everything that is wrong."""
    # The limits first: what they refuse is too much for the other rules.
    errors = limit_errors(document) or exploration.validation_errors(schema, document)
    if errors:
        raise RefusedDocumentError([_of_validation(error) for error in errors])


def _of_validation(error: GraphQLError) -> GraphQLError:
    if isinstance(error, ValidationAbortedError) and error.message == GIVEN_UP:
        return coded(GraphQLError(TOO_INTRICATE), ErrorCode.LIMIT_EXCEEDED)
    return coded(error, ErrorCode.VALIDATION_FAILED)
