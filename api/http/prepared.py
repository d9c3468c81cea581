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
    specified_rules,
    validate,
)

from api.http.cost import Cost
from api.http.errors import ErrorCode, coded
from api.http.limits import MAX_COMMENTS, MAX_TOKENS, limit_errors
from api.plans.choosing import Plans

# How graphql-core ends what it says of a document beyond a limit of its parser.
LIMIT_REACHED = "Parsing aborted."

# Bytes of the texts kept. A parsed document weighs up to a hundred times its text: 25 MB at the most, hundreds of usual operations.
KEPT_BYTES = 256_000


class RefusedDocumentError(Exception):
    """A document that cannot be run: its errors, each with a code."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__("The document was refused.")
        self.errors = errors


@dataclass(frozen=True)
class PreparedOperation:
    """An operation that may run: the document it stands in, its own part, what it may cost, and its plans."""

    document: DocumentNode
    definition: OperationDefinitionNode
    cost: Cost
    plans: Plans


class PreparedDocuments:
    """The documents prepared for one schema, the least recently asked for going first."""

    def __init__(self, schema: GraphQLSchema, kept_bytes: int = KEPT_BYTES) -> None:
        self.schema = schema
        self.kept_bytes = kept_bytes
        self._lock = threading.Lock()
        self._documents: OrderedDict[str, DocumentNode] = OrderedDict()
        self._operations: dict[str, dict[str | None, PreparedOperation]] = {}
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._documents)

    def holds(self, text: str) -> bool:
        """Whether the document is ready: whoever asks for it costs no preparation."""
        return text in self._documents

    def operation(self, text: str, name: str | None) -> PreparedOperation:
        """The operation called `name` of a document (its only one, without a name); raise RefusedDocumentError with all that is wrong."""
        with self._lock:
            if text in self._documents:
                self._documents.move_to_end(text)
                ready = self._operations[text].get(name)
                if ready is not None:
                    return ready
        document = self._documents.get(text) or prepare(self.schema, text)
        made = self._chosen(document, name)
        self._keep(text, document, name, made)
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

    def _keep(self, text: str, document: DocumentNode, name: str | None, made: PreparedOperation) -> None:
        size = len(text.encode())
        if size > self.kept_bytes:
            return
        with self._lock:
            if text not in self._documents:
                self._documents[text] = document
                self._operations[text] = {}
                self._bytes += size
            self._operations[text][name] = made
            while self._bytes > self.kept_bytes:
                oldest, _document = self._documents.popitem(last=False)
                del self._operations[oldest]
                self._bytes -= len(oldest.encode())


def prepare(schema: GraphQLSchema, text: str) -> DocumentNode:
    """Parse and validate the text of a document; raise RefusedDocumentError with everything that is wrong with it."""
    try:
        document = parse(text, max_lexical_tokens=MAX_TOKENS, max_comments=MAX_COMMENTS)
    except GraphQLError as error:
        code = ErrorCode.LIMIT_EXCEEDED if error.message.endswith(LIMIT_REACHED) else ErrorCode.PARSE_FAILED
        raise RefusedDocumentError([coded(error, code)]) from error
    # The limits first: what they refuse is too much for the other rules.
    errors = limit_errors(document) or validate(schema, document, specified_rules)
    if errors:
        raise RefusedDocumentError([coded(error, ErrorCode.VALIDATION_FAILED) for error in errors])
    return document
