"""How much one operation may ask, checked before anything else looks at it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from api.http.errors import ErrorCode

# Lexical tokens of a document: GraphiQL's introspection has 200, the longest operation of ours 400.
MAX_TOKENS = 2_000
# Comments are kept by the parser in memory like tokens.
MAX_COMMENTS = 500
# Levels of fields. The deepest sensible path (edition, contents, speakers, person, organisation, logo, rendition) has eight.
MAX_DEPTH = 12

Fragments = Mapping[str, FragmentDefinitionNode]


def depth_errors(document: DocumentNode) -> list[GraphQLError]:
    """An error for each operation whose fields are more than MAX_DEPTH levels deep; introspection is measured by its tokens alone.

    It goes down level by level, at most MAX_DEPTH of them. The rules of graphql-core recurse, and would meet Python's own limit first.
    """
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    message = f"The operation is more than {MAX_DEPTH} levels deep."
    return [
        GraphQLError(message, node, extensions={"code": ErrorCode.LIMIT_EXCEEDED.value})
        for node in document.definitions
        if isinstance(node, OperationDefinitionNode) and _is_too_deep(node, fragments)
    ]


def _is_too_deep(operation: OperationDefinitionNode, fragments: Fragments) -> bool:
    level = [operation.selection_set]
    for _depth in range(MAX_DEPTH):
        level = [field.selection_set for field in _fields(level, fragments) if field.selection_set]
    return any(True for _field in _fields(level, fragments))


def _fields(level: Iterable[SelectionSetNode], fragments: Fragments) -> Iterator[FieldNode]:
    """The fields of some selections; each fragment they spread is opened once."""
    opened: set[str] = set()
    waiting = list(level)
    while waiting:
        for selection in waiting.pop().selections:
            if isinstance(selection, FieldNode):
                if not selection.name.value.startswith("__"):
                    yield selection
            elif isinstance(selection, InlineFragmentNode):
                waiting.append(selection.selection_set)
            elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in opened:
                opened.add(selection.name.value)
                fragment = fragments.get(selection.name.value)
                if fragment is not None:
                    waiting.append(fragment.selection_set)
