"""Documents prepared once: parsed, held against the limits, validated, costed; kept while they are asked for, in bounded memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    get_operation_ast,
    parse,
)

from api.http import exploration
from api.http.cost import Cost
from api.http.errors import ErrorCode, RefusedDocumentError, coded
from api.http.limits import MAX_COMMENTS, MAX_TOKENS, limit_errors
from api.plans.choosing import Plans

# How graphql-core ends what it says of a document beyond a limit of its parser.
LIMIT_REACHED = "Parsing aborted."

# Bytes of the texts kept. A parsed document weighs up to a hundred times its text: 25 MB at the most, hundreds of usual operations.
KEPT_BYTES = 256_000


@dataclass(frozen=True)
class PreparedOperation:
    """An operation that may run: the document it stands in, its own part, what it may cost, and its plans."""

    document: DocumentNode
    definition: OperationDefinitionNode
    cost: Cost
    plans: Plans


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

    def operation(self, text: str, name: str | None) -> PreparedOperation:
        """The operation called `name` of a document (its only one, without a name); raise RefusedDocumentError with all that is wrong."""
        key = _key(text)
        with self._lock:
            if key in self._documents:
                self._documents.move_to_end(key)
                ready = self._operations[key].get(name)
                if ready is not None:
                    return ready
        document = self._documents.get(key) or prepare(self.schema, text)
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
        return PreparedOperation(document, definition, Cost(self.schema, document, definition), Plans(self.schema, document, definition))

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


def prepare(schema: GraphQLSchema, text: str) -> DocumentNode:
    """Parse and validate the text of a document; raise RefusedDocumentError with everything that is wrong with it."""
    try:
        document = parse(text, max_lexical_tokens=MAX_TOKENS, max_comments=MAX_COMMENTS)
    except GraphQLError as error:
        code = ErrorCode.LIMIT_EXCEEDED if error.message.endswith(LIMIT_REACHED) else ErrorCode.PARSE_FAILED
        raise RefusedDocumentError([coded(error, code)]) from error
    # The limits first: what they refuse is too much for the other rules.
    errors = limit_errors(document) or exploration.validation_errors(schema, document)
    if errors:
        raise RefusedDocumentError([coded(error, ErrorCode.VALIDATION_FAILED) for error in errors])
    return document
