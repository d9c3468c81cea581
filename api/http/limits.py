"""How much the text of one operation may ask, checked before anything else looks at it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
)

from api.http.errors import ErrorCode

# Lexical tokens of a document: GraphiQL's introspection has 200, the longest operation of ours 400.
MAX_TOKENS = 2_000
# Comments are kept by the parser in memory like tokens.
MAX_COMMENTS = 500
# Levels of fields. The deepest sensible path (edition, contents, speakers, person, organisation, logo, rendition) has eight.
MAX_DEPTH = 12
# Fields under another name: each may be one more costly field of the root. That of ours with most has thirteen.
MAX_ALIASES = 15
# The whole contract is three megabytes for whoever wants it in full: once is enough.
MAX_ALIASES_OF_CONTRACT = 0
CONTRACT = "__schema"
# Directives of a document: two or three fields depend on a variable, not dozens.
MAX_DIRECTIVES = 30
# How often one object is asked for one field in one selection: comparing them all with one another is what takes time.
MAX_REPETITIONS = 30

Fragments = Mapping[str, FragmentDefinitionNode]


def limit_errors(document: DocumentNode) -> list[GraphQLError]:
    """What of the document is beyond a limit, an error for each limit; introspection is measured by its tokens alone.

    Nothing here recurses: the rules of graphql-core do, and would meet Python's own limit first.
    """
    fragments = {node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)}
    found = _size_errors(document)
    for node in document.definitions:
        if isinstance(node, OperationDefinitionNode) and _is_too_deep(node, fragments):
            found.append(_refusal(f"The operation is more than {MAX_DEPTH} levels deep.", node))
    return found


def _refusal(message: str, node: OperationDefinitionNode | None = None) -> GraphQLError:
    return GraphQLError(message, node, extensions={"code": ErrorCode.LIMIT_EXCEEDED.value})


@dataclass
class _Sizes:
    """What a document has of each limited thing."""

    aliases: int = 0
    asks_contract: bool = False
    directives: int = 0
    repetitions: int = 0


def _size_errors(document: DocumentNode) -> list[GraphQLError]:
    sizes = _sizes(document)
    aliases, why = (MAX_ALIASES_OF_CONTRACT, f" beside {CONTRACT}") if sizes.asks_contract else (MAX_ALIASES, "")
    limits = (
        (sizes.aliases, aliases, f"aliases{why}"),
        (sizes.directives, MAX_DIRECTIVES, "directives"),
        (sizes.repetitions, MAX_REPETITIONS, "times the same field or fragment in one selection"),
    )
    return [_refusal(f"The document has {size} {name}; at most {most} are answered.") for size, most, name in limits if size > most]


def _sizes(document: DocumentNode) -> _Sizes:
    sizes = _Sizes()
    for node in document.definitions:
        sizes.directives += len(getattr(node, "directives", ()))
        for variable in getattr(node, "variable_definitions", None) or ():
            sizes.directives += len(variable.directives)
        for selections in _selection_sets(node):
            _measure(selections, sizes)
    return sizes


def _measure(selections: SelectionSetNode, sizes: _Sizes) -> None:
    names: dict[str, int] = {}
    for selection in selections.selections:
        sizes.directives += len(selection.directives)
        sizes.aliases += isinstance(selection, FieldNode) and selection.alias is not None
        name = _name(selection)
        sizes.asks_contract |= name == CONTRACT
        names[name] = names.get(name, 0) + 1
    sizes.repetitions = max(sizes.repetitions, *names.values())


def _name(selection: SelectionNode) -> str:
    """What a selection asks for, by name."""
    if isinstance(selection, InlineFragmentNode):
        return f"... on {selection.type_condition.name.value if selection.type_condition else ''}"
    return f"...{selection.name.value}" if isinstance(selection, FragmentSpreadNode) else selection.name.value  # type: ignore[attr-defined]


def _selection_sets(definition: object) -> Iterator[SelectionSetNode]:
    """Every selection of a definition, at whatever depth, fragments left closed."""
    waiting = [getattr(definition, "selection_set", None)]
    while waiting:
        selections = waiting.pop()
        if selections is not None:
            yield selections
            waiting.extend(_inner(selection) for selection in selections.selections)


def _inner(selection: SelectionNode) -> SelectionSetNode | None:
    return getattr(selection, "selection_set", None)


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
